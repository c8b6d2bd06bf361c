/** What a platform says of a place about which nothing else is known. */
import type { Place } from './place.ts'
import type { Inspection } from './platform.ts'

/** Open, without a reply, nothing missing; private, for nobody said that it is public. */
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
