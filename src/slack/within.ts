/** Waiting that ends. */
import { setTimeout as wait } from 'node:timers/promises'

/** What the promise resolves with, or `undefined` where that takes longer than `ms`. */
export async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  const done = new AbortController()
  const tooLong = wait(ms, undefined, { signal: done.signal }).catch(() => undefined)
  try {
    return await Promise.race([promise, tooLong])
  } finally {
    done.abort()
  }
}
