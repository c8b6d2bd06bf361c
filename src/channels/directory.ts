/** Which channel has which subscriptions, in memory, so that nobody reads the settings of all to find one. */
import { formatPlace, type Place } from '../chat/place.ts'
import type { ChannelSettings, Subscription } from './settings.ts'

/** A channel that has subscriptions. */
export interface Subscribed {
  readonly place: Place
  readonly subscriptions: readonly Pick<Subscription, 'id' | 'zone' | 'createdAt'>[]
}

export interface Directory {
  /** Reads all settings the first time. */
  all(): Promise<Iterable<Subscribed>>
  put(settings: Subscribed): Promise<void>
}

export function createDirectory(read: () => AsyncIterable<ChannelSettings>): Directory {
  let entries: Promise<Map<string, Subscribed>> | undefined

  async function readAll(): Promise<Map<string, Subscribed>> {
    const made = new Map<string, Subscribed>()
    for await (const settings of read()) enter(made, settings)
    return made
  }

  return {
    async all() {
      entries ??= readAll().catch((error: unknown) => {
        entries = undefined
        throw error
      })
      return (await entries).values()
    },
    async put(settings) {
      const made = await entries?.catch(() => undefined)
      if (made) enter(made, settings)
    },
  }
}

function enter(made: Map<string, Subscribed>, { place, subscriptions }: Subscribed): void {
  if (subscriptions.length === 0) made.delete(formatPlace(place))
  else
    made.set(formatPlace(place), {
      place,
      subscriptions: subscriptions.map(({ id, zone, createdAt }) => ({ id, zone, createdAt })),
    })
}
