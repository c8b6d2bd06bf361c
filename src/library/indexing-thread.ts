/** Indexes papers in a thread of its own, so that searches don't wait for it. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import PQueue from 'p-queue'
import type { Paper } from '../papers/paper.ts'
import { fileOf, type RandomAccessFile } from '../search/files/random-access-file.ts'

export class IndexingThread {
  /** The thread is given one thing at a time, so that what it answers is known to be of that. */
  readonly #turns = new PQueue({ concurrency: 1 })
  #worker: Worker | undefined

  /**
   * @returns the papers' index as `SearchEngine.save` writes it
   * @throws what ended the thread; another one is begun the next time
   */
  index(papers: readonly Paper[]): Promise<RandomAccessFile> {
    return this.#turns.add(async () => {
      const worker = (this.#worker ??= this.#start())
      worker.ref()
      try {
        worker.postMessage(papers)
        const [bytes] = (await once(worker, 'message')) as [Uint8Array]
        return fileOf(bytes)
      } finally {
        worker.unref()
      }
    })
  }

  /** Ends the thread after what it was given. */
  stop(): Promise<void> {
    return this.#turns.add(async () => {
      await this.#worker?.terminate()
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('index-worker.ts', import.meta.url), { execArgv: [] })
    const forget = (): void => {
      if (this.#worker === worker) this.#worker = undefined
    }
    // At the error already: until it has ended a thread takes papers, and answers nothing. Also where nobody waits for an
    // answer, since an error that nobody listens to ends the process.
    worker.once('error', forget)
    worker.once('exit', forget)
    return worker
  }
}
