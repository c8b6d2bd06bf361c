/** The schedule goes after the settings, also where it could not be written at once. */
import { type Channels, isDamaged } from '../channels/channels.ts'
import type { ChannelSettings } from '../channels/settings.ts'
import { formatPlace, type Place } from '../chat/place.ts'
import type { Delivery } from '../delivery/delivery.ts'
import type { Logger } from '../log.ts'
import type { DueTable } from './due.ts'

interface Rescheduling {
  /** Never rejects: the settings are stored all the same. */
  changed(settings: ChannelSettings): Promise<void>
  /** Tries again what could not be written. */
  catchUp(): Promise<void>
}

export function createRescheduling({
  channels,
  due,
  delivery,
  log,
}: {
  readonly channels: Pick<Channels, 'update'>
  readonly due: Pick<DueTable, 'put'>
  readonly delivery: Pick<Delivery, 'latest'>
  readonly log: Pick<Logger, 'error'>
}): Rescheduling {
  /** Channels that the schedule does not have as they are, by their written form. */
  const behind = new Map<string, Place>()

  async function changed(settings: ChannelSettings): Promise<void> {
    const place = formatPlace(settings.place)
    try {
      const latest = await delivery.latest(settings.subscriptions.map(({ id }) => id))
      await due.put(settings, new Map([...latest].map(([id, { date }]) => [id, date])))
      behind.delete(place)
    } catch (error) {
      log.error({ place, err: error }, 'could not schedule what was changed')
      behind.set(place, settings.place)
    }
  }

  /** A change that changes nothing comes to `changed` in its turn. */
  async function catchUp(): Promise<void> {
    for (const [key, place] of behind)
      await channels
        .update(place, same => same)
        .catch((error: unknown) => {
          log.error({ place: key, err: error }, 'could not schedule what was changed')
          if (isDamaged(error)) behind.delete(key)
        })
  }

  return { changed, catchUp }
}
