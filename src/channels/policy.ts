/** What the settings of channels say about who may do what there, for dispatch. */
import type { Place } from '../chat/place.ts'
import type { Asking, Policy } from '../chat/policy.ts'
import { PaperboyError } from '../errors.ts'
import type { Channels } from './channels.ts'
import type { ChannelSettings } from './settings.ts'

/** Rejects only where the settings cannot be reached. */
export function createPolicy(channels: Pick<Channels, 'get'>): Policy {
  /** Undefined where they are damaged; the store tells of that. */
  const settingsOf = (place: Place): Promise<ChannelSettings | undefined> =>
    channels.get(place).catch((error: unknown) => {
      if (error instanceof PaperboyError && error.code === 'storage.damaged-value') return undefined
      throw error
    })

  return {
    visibility: async place => (await settingsOf(place))?.visibility ?? 'private',
    mayManage: async asking => manages(asking, await settingsOf(asking.place)),
    async mayShare(asking) {
      const settings = await settingsOf(asking.place)
      if (settings?.share !== 'anyone' && !manages(asking, settings)) return 'none'
      // Where everybody manages, as on Slack, nobody does so more than others.
      return settings?.manage !== 'everyone' && asking.actor.manages ? 'any number' : 'some'
    },
  }
}

const manages = ({ actor }: Asking, settings: ChannelSettings | undefined): boolean =>
  settings?.manage === 'everyone' || actor.manages
