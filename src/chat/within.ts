/** Waiting that ends. */
import { setTimeout as wait } from 'node:timers/promises'

/** What was promised; `undefined` when it takes longer than `ms`, or when `stopped` is aborted before. */
export async function within<T>(
  promise: Promise<T>,
  ms: number,
  stopped?: AbortSignal,
): Promise<T | undefined> {
  const done = new AbortController()
  const signal = stopped ? AbortSignal.any([done.signal, stopped]) : done.signal
  const tooLong = wait(ms, undefined, { signal }).catch(() => undefined)
  try {
    return await Promise.race([promise, tooLong])
  } finally {
    done.abort()
  }
}
