/** All that is kept about a channel, whichever rooms keep it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { formatPlace, type Place } from '../chat/place.ts'
import type { Kept } from '../storage/kept.ts'
import type { Database } from '../storage/schema.ts'
import type { Channels } from './channels.ts'
import { newSettings } from './settings.ts'

/** A place may be named by one of its threads: it is the channel's data. */
export interface ChannelData {
  /** JSON. */
  exported(place: Place): Promise<string>
  /** All of it or nothing; nothing changes the settings meanwhile. */
  forget(place: Place): Promise<void>
}

export function createChannelData(options: {
  readonly db: Kysely<Database>
  readonly channels: Pick<Channels, 'forget'>
  readonly rooms: readonly Kept[]
  readonly now: () => Temporal.Instant
}): ChannelData {
  const { db, channels, rooms, now } = options
  return {
    async exported(place) {
      const channel = channelOf(place)
      const parts = await Promise.all(rooms.map(room => room.exported(db, channel)))
      return `${JSON.stringify(Object.assign({ channel, exportedAt: now().toString() }, ...parts), null, 2)}\n`
    },
    forget: place =>
      channels.forget(place, () =>
        db.transaction().execute(async transaction => {
          for (const room of rooms) await room.forget(transaction, channelOf(place))
        }),
      ),
  }
}

const channelOf = (place: Place): string => formatPlace(newSettings(place).place)
