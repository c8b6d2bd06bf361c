/** The semantic model of a library: read when it opens, learnt anew in a thread of its own as the library grows. */
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Logger } from '../log.ts'
import { OtherFormatError } from '../search/files/sealed.ts'
import { limits as searchLimits } from '../search/limits.ts'
import { readModel } from '../search/semantic/file.ts'
import type { LearnTask } from './learn-worker.ts'
import { limits } from './limits.ts'
import type { LiveIndex } from './live-index.ts'
import { readFrom } from './open-file.ts'
import { stateOf } from './snapshot.ts'

export interface ModelLearnerOptions {
  readonly snapshotFile: string
  readonly modelFile: string
  readonly index: LiveIndex
  readonly readOnly: boolean
  readonly learnAfterMs: number
  readonly log: Logger
}

export class ModelLearner {
  readonly #options: ModelLearnerOptions
  /** How many papers there were when it was last tried. */
  #triedWith = 0
  #timer: NodeJS.Timeout | undefined
  #worker: Worker | undefined
  #stopped = false

  private constructor(options: ModelLearnerOptions) {
    this.#options = options
  }

  /** Uses the model that was saved, where it is whole and of this library. */
  static async open(options: ModelLearnerOptions): Promise<ModelLearner> {
    const learner = new ModelLearner(options)
    if (existsSync(options.modelFile)) await learner.#use()
    return learner
  }

  /**
   * A search is being answered. If the library has grown enough, a model is learnt in a while; searches go on with what
   * there is.
   */
  wake(): void {
    const { index, readOnly, learnAfterMs } = this.#options
    if (readOnly || this.#timer || this.#worker) return
    const { size, modelPapers } = index.engine
    const known = Math.max(modelPapers, this.#triedWith)
    if (size < searchLimits.semanticPapers.least || size < known * limits.growthPerModel) return
    this.#timer = setTimeout(() => void this.#learn(), learnAfterMs).unref()
  }

  /** Leaves off learning. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#worker?.terminate()
  }

  async #learn(): Promise<void> {
    const { index, snapshotFile, modelFile, log } = this.#options
    this.#timer = undefined
    this.#triedWith = index.engine.size
    try {
      await index.save()
      if (this.#stopped) return
      const task: LearnTask = { snapshotFile, modelFile }
      this.#worker = new Worker(new URL('learn-worker.ts', import.meta.url), {
        workerData: task,
        execArgv: [],
      })
      this.#worker.unref()
      const [code] = (await once(this.#worker, 'exit')) as [number]
      if (code === 0 && (await this.#use())) log.info({ papers: this.#triedWith }, 'learnt a semantic model')
    } catch (error) {
      log.warn(
        { err: error },
        'No semantic model could be learnt; searches do without until the library has grown.',
      )
    } finally {
      this.#worker = undefined
    }
  }

  async #use(): Promise<boolean> {
    const { index, modelFile, log } = this.#options
    try {
      const { tag, model } = readFrom(modelFile, readModel)
      if (stateOf(tag).library !== index.library) return false
      index.useModel(model)
      return true
    } catch (error) {
      if (error instanceof OtherFormatError)
        log.info({ file: modelFile }, 'The saved semantic model is of another version; it is learnt again.')
      else
        log.warn(
          { err: error, file: modelFile },
          'The saved semantic model cannot be used; it is learnt again.',
        )
      return false
    }
  }
}
