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
    mayShare: async asking => mayPublish('share', asking, await settingsOf(asking.place)),
  }
}

/** How much a person may show to everybody, by what a place has set about `share` or `discuss`. */
export function mayPublish(
  setting: 'share' | 'discuss',
  asking: Pick<Asking, 'actor'>,
  settings: ChannelSettings | undefined,
): 'any number' | 'some' | 'none' {
  if (settings?.[setting] !== 'anyone' && !manages(asking, settings)) return 'none'
  // Where everybody manages, as on Slack, nobody does so more than others.
  return settings?.manage !== 'everyone' && asking.actor.manages ? 'any number' : 'some'
}

const manages = ({ actor }: Pick<Asking, 'actor'>, settings: ChannelSettings | undefined): boolean =>
  settings?.manage === 'everyone' || actor.manages
