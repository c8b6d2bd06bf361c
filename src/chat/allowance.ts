/** How many messages to everybody a person may cause within a while. */
import type { Temporal } from '@js-temporal/polyfill'

/** Within any time of this length: answers in one workspace, and lines about changes in one place. */
export const publicAnswers = { most: 10, withinMs: 60 * 60 * 1000 } as const

/** So many within any time of such a length. */
interface Limit {
  readonly most: number
  readonly withinMs: number
}

/** What each person caused, by any name that is theirs alone. */
export interface Allowance {
  /** When one more is possible; undefined where it is now. */
  next(person: string): Temporal.Instant | undefined
  count(person: string): void
  /** The last that was counted did not become public after all. */
  giveBack(person: string): void
}

/**
 * Kept in memory alone: it is there against a flood, and after a restart everybody has as many more at most, where a file
 * would make each answer wait for the disk.
 */
export function createAllowance(
  now: () => Temporal.Instant,
  { most, withinMs }: Limit = publicAnswers,
): Allowance {
  /** Of everybody, oldest first. */
  let counted: readonly { readonly person: string; readonly at: Temporal.Instant }[] = []
  return {
    next(person) {
      const since = now().epochMilliseconds - withinMs
      counted = counted.filter(({ at }) => at.epochMilliseconds > since)
      const own = counted.filter(one => one.person === person)
      return own.at(-most)?.at.add({ milliseconds: withinMs })
    },
    count(person) {
      counted = [...counted, { person, at: now() }]
    },
    giveBack(person) {
      const last = counted.findLastIndex(one => one.person === person)
      counted = counted.filter((_, at) => at !== last)
    },
  }
}
