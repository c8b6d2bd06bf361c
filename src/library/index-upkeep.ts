/** What keeps searches fast and is nobody's to wait for: done in slices, between which everything else has its turn. */
import { setImmediate as pause, setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../log.ts'
import type { Paper } from '../papers/paper.ts'
import { createEngine, type SearchEngine } from '../search/engine.ts'
import { limits } from './limits.ts'

export class IndexUpkeep {
  readonly #engine: SearchEngine
  /** Nobody is there to be told of its faults: texts that stay on file may have become unreadable. */
  readonly #onFault: (error: unknown) => void
  #tidying: Promise<void> | undefined
  #isStopped = false

  constructor(engine: SearchEngine, log: Logger, file: string | undefined) {
    this.#engine = engine
    this.#onFault = error =>
      log.error({ err: error, file }, 'The search index could not be read in the background.')
  }

  /** Tidies the engine until nothing is due. */
  tidy(): Promise<void> {
    return (this.#tidying ??= this.#tidyInSlices()
      .catch(this.#onFault)
      .finally(() => {
        this.#tidying = undefined
      }))
  }

  /** Searches, and indexes papers, so that the code of both is compiled before it is needed. */
  async warmUp(some: () => Promise<Paper[]>): Promise<void> {
    await delay(limits.warmUpAfterMs, undefined, { ref: false })
    await this.#warmUpSearching()
      .then(() => this.#warmUpIndexing(some))
      .catch(this.#onFault)
  }

  /** Leaves off; what was begun is done to the end of its slice. */
  async stop(): Promise<void> {
    this.#isStopped = true
    await this.#tidying
  }

  async #tidyInSlices(): Promise<void> {
    do await pause()
    while (!this.#isStopped && this.#tidyALittle())
  }

  /** Answers whether more is due. */
  #tidyALittle(): boolean {
    const end = performance.now() + limits.tidyMs
    while (this.#engine.tidy()) if (performance.now() >= end) return true
    return false
  }

  /** Each search by itself, so that others come in between. */
  async #warmUpSearching(): Promise<void> {
    while (!this.#isStopped && this.#engine.warmUp()) await pause()
  }

  /** Papers into an index that is thrown away, or the first new list takes three times as long as others. */
  async #warmUpIndexing(some: () => Promise<Paper[]>): Promise<void> {
    if (this.#isStopped) return
    const scratch = createEngine()
    for (const paper of await some()) {
      if (this.#isStopped) return
      scratch.add([paper])
      scratch.tidy()
      await pause()
    }
  }
}
