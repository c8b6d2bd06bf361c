/** All that is kept about a channel, a workspace or a person, whichever rooms keep it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely, Transaction } from 'kysely'
import { formatPlace, parsePlace, type Place, withoutThread } from '../chat/place.ts'
import type { Inspection } from '../chat/platform.ts'
import type { Kept, Workspace } from '../storage/kept.ts'
import type { Database } from '../storage/schema.ts'
import type { Channels } from './channels.ts'
import type { ChannelSettings } from './settings.ts'

/**
 * What is forgotten is forgotten as a whole or not at all, and no settings change meanwhile. What is given is JSON.
 * A channel may be named by one of its threads.
 */
export interface KeptData {
  /** Where everybody in the workspace may read it now, without what was said while it was private. */
  exported(channel: Place, isPublic: boolean): Promise<string>
  forget(channel: Place): Promise<void>
  /**
   * What everybody in a workspace may read: what was said in public, and what was set and posted in the channels of which
   * the platform says now that they are public.
   */
  exportedOf(workspace: Workspace): Promise<string>
  /** All of a workspace, what is private too. Returns what channels and people had set that had subscriptions. */
  forgetAllOf(workspace: Workspace): Promise<ChannelSettings[]>
  /** What one person said of papers anywhere in a workspace, and what is kept about their direct messages. */
  exportedOfPerson(person: Person): Promise<string>
  /** Threads that they opened stay, and name nobody. */
  forgetPerson(person: Person): Promise<void>
}

export interface Person {
  /** The person within the workspace, as text. */
  readonly person: string
  /** Their direct messages with the bot. */
  readonly direct: Place
}

export interface KeptDataContext {
  readonly db: Kysely<Database>
  readonly channels: Pick<Channels, 'forget' | 'forgetAll'>
  readonly rooms: readonly Kept[]
  /** What people said of papers, by who said it. */
  readonly sayings: {
    exported(db: Kysely<Database>, person: string): Promise<object>
    forget(transaction: Transaction<Database>, person: string): Promise<void>
  }
  /** Rejects where nothing can be known now. */
  readonly inspect: (place: Place) => Promise<Inspection>
  /** Told of everything that was forgotten. */
  readonly onForgotten: () => void
  readonly now: () => Temporal.Instant
}

export function createKeptData(context: KeptDataContext): KeptData {
  const { db, channels, rooms, sayings, inspect, onForgotten, now } = context

  const partsOf = (channel: Place, isPublic: boolean): Promise<object[]> =>
    Promise.all(rooms.map(room => room.exported(db, channelOf(channel), isPublic)))

  const written = (head: object, parts: readonly object[]): string =>
    `${JSON.stringify(Object.assign({ ...head, exportedAt: now().toString() }, ...parts), null, 2)}\n`

  async function forgetChannel(transaction: Transaction<Database>, channel: Place): Promise<void> {
    for (const room of rooms) await room.forget(transaction, channelOf(channel))
  }

  const deleting = (work: (transaction: Transaction<Database>) => Promise<void>) => (): Promise<void> =>
    db.transaction().execute(work).then(onForgotten)

  /** One after the other: a platform takes only so many questions a minute. */
  async function publicChannels(workspace: Workspace): Promise<string[]> {
    const named = await Promise.all(rooms.map(room => room.ofWorkspace.channels(db, workspace)))
    const found: string[] = []
    for (const channel of new Set(named.flat())) {
      const seen = await inspect(parsePlace(channel)).catch(() => undefined)
      if (seen && seen.state !== 'gone' && !seen.private && !seen.withOutsiders) found.push(channel)
    }
    return found
  }

  return {
    exported: async (channel, isPublic) =>
      written({ channel: channelOf(channel) }, await partsOf(channel, isPublic)),

    forget: channel =>
      channels.forget(
        channel,
        deleting(transaction => forgetChannel(transaction, channel)),
      ),

    async exportedOf({ platform, workspace }) {
      const whole = { platform, workspace }
      const open = await publicChannels(whole)
      const parts = await Promise.all(rooms.map(room => room.ofWorkspace.exported(db, whole, open)))
      return written({ ...whole, channels: open }, parts)
    },

    forgetAllOf: ({ platform, workspace }) =>
      channels.forgetAll(
        { platform, workspace },
        deleting(async transaction => {
          for (const room of rooms) await room.ofWorkspace.forget(transaction, { platform, workspace })
        }),
      ),

    async exportedOfPerson({ person, direct }) {
      const directMessages = Object.assign({}, ...(await partsOf(direct, false))) as object
      return written({ person }, [await sayings.exported(db, person), { directMessages }])
    },

    forgetPerson: ({ person, direct }) =>
      channels.forget(
        direct,
        deleting(async transaction => {
          await forgetChannel(transaction, direct)
          await sayings.forget(transaction, person)
        }),
      ),
  }
}

const channelOf = (place: Place): string => formatPlace(withoutThread(place))
