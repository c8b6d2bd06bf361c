/** Requests that were answered, remembered beyond this process. */
import type { Store } from './store.ts'

/** How long a request is remembered: longer than any platform goes on delivering it. */
const seenTtlMs = 24 * 60 * 60 * 1000

export interface Seen {
  /** `true` the first time that it is asked for an id. One id is asked for by one caller at a time. */
  first(id: string): Promise<boolean>
}

export function createSeen(store: Pick<Store<true>, 'get' | 'set'>): Seen {
  return {
    async first(id) {
      if (await store.get(id)) return false
      await store.set(id, true, seenTtlMs)
      return true
    },
  }
}
