/** Discussions on a database of their own: real delivery and library, over the platform in memory. */
import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { createKeptData, type KeptData } from '../../src/channels/kept-data.ts'
import { keptSettings } from '../../src/channels/kept-settings.ts'
import { type Place, scopeOf } from '../../src/chat/place.ts'
import type { Platform } from '../../src/chat/platform.ts'
import { createDelivery } from '../../src/delivery/create-delivery.ts'
import { keptPosts } from '../../src/delivery/kept-posts.ts'
import { createDiscussions } from '../../src/discussions/create-discussions.ts'
import type { Discussions, Opened, Reader } from '../../src/discussions/discussions.ts'
import { keptDiscussions } from '../../src/discussions/kept-discussions.ts'
import { keptSayings } from '../../src/discussions/kept-sayings.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { paper } from '../library/fixture.ts'
import { offline } from './offline.ts'

export interface Team<P extends Platform = Platform> {
  readonly db: Kysely<Database>
  readonly platform: P
  readonly discussions: Discussions
  readonly data: KeptData
  readonly papers: readonly Paper[]
  readonly open: (paper: Paper, reader: Reader, isForum?: boolean) => Promise<Opened>
  readonly close: () => Promise<void>
}

const at = Temporal.Instant.from('2026-08-21T09:00:00Z')
export const now = (): Temporal.Instant => at

export async function openTeam<P extends Platform>(count: number, platform: P): Promise<Team<P>> {
  const db = await openMemoryDatabase()
  const log = createLog('silent')
  const library = await openLibrary({ db, readOnly: false, now, log })
  const papers = Array.from({ length: count }, (_, number) =>
    paper(`2608.${String(number + 1).padStart(5, '0')}`, { title: `Gradient study ${number + 1}` }),
  )
  await library.put(papers)
  const delivery = createDelivery({
    db,
    platforms: new Map([[platform.name, platform]]),
    now,
    wait: (ms, signal) => wait(ms, undefined, { signal, ref: false }),
    log,
    isWanted: async () => true,
    onRefused: async () => {},
  })
  await delivery.start()
  const nothingSet = offline(db, now)
  const discussions = createDiscussions({
    ...nothingSet,
    db,
    delivery,
    library,
    inspect: place => platform.inspect(place),
    linkTo: message => platform.linkTo(message),
    now,
    log,
  })
  return {
    db,
    platform,
    discussions,
    data: createKeptData({
      db,
      channels: nothingSet.channels,
      rooms: [keptSettings, keptPosts, keptDiscussions],
      sayings: keptSayings,
      inspect: place => platform.inspect(place),
      onForgotten() {
        delivery.forgotten()
        discussions.forgotten()
      },
      now,
    }),
    papers,
    open: (shown, reader, isForum = false) =>
      discussions.open({
        paper: shown,
        reader,
        isForum,
        unlimited: true,
        ...(reader.place.channel && { channelName: reader.place.channel }),
      }),
    async close() {
      await discussions.settled()
      await delivery.stop()
      await db.destroy()
    },
  }
}

/** Somebody in a place of the workspace `lab`; `visibility` as the platform says it. */
export function readerIn(
  person: string,
  where: Pick<Place, 'channel' | 'person'>,
  visibility: Parameters<typeof scopeOf>[1],
): Reader {
  const place = { platform: 'memory', workspace: 'lab', ...where }
  return { actor: { id: person, name: person, manages: false }, place, scope: scopeOf(place, visibility) }
}
