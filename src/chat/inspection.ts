/** What a platform says of a place. */
import { PaperboyError } from '../errors.ts'
import type { Place } from './place.ts'
import type { Inspection, Platform } from './platform.ts'

/** So long a platform may take for it: where a thread has thousands of replies, they are counted. */
export const inspectionMs = 10_000

/**
 * What a platform says of a place, in time. `wait` rejects once its signal is aborted.
 *
 * @throws PaperboyError `inspection.late` where it takes longer: as little is known then as where it cannot be reached
 */
export async function inspectInTime(
  platform: Platform,
  place: Place,
  wait: (ms: number, signal: AbortSignal) => Promise<unknown>,
): Promise<Inspection> {
  const over = new AbortController()
  const late = wait(inspectionMs, over.signal).then(() => {
    throw new PaperboyError('inspection.late', `${platform.name} did not say in time what a place is.`)
  })
  try {
    return await Promise.race([platform.inspect(place), late])
  } finally {
    over.abort()
  }
}

/** Of a place about which nothing else is known: open, without a reply, nothing missing; private, for nobody said that it is public. */
export function plainInspection({ thread, person }: Place): Inspection {
  return {
    kind: person !== undefined ? 'direct' : thread === undefined ? 'channel' : 'thread',
    private: true,
    state: 'open',
    replies: 0,
    tags: [],
    missing: [],
    missingForThreads: [],
  }
}
