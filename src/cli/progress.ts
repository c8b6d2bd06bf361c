/** A progress bar on stderr, where that is a terminal; nothing elsewhere. */
import { SingleBar } from 'cli-progress'
import { grouped } from '../papers/text.ts'

export interface Progress {
  /** @param share how much is done, 0 to 1. @param done how many `unit`s. */
  at(share: number, done: number): void
  stop(): void
}

/** @param unit what is counted: `papers`, `lists`. */
export function showProgress(unit: string): Progress {
  const format = `{bar} {percentage} % · {done} ${unit}`
  const bar = new SingleBar({
    format,
    stream: process.stderr,
    hideCursor: true,
    clearOnComplete: true,
    barsize: 30,
  })
  bar.start(100, 0, { done: 0 })
  return {
    at: (share, done) => bar.update(Math.round(share * 100), { done: grouped(done) }),
    stop: () => bar.stop(),
  }
}
