/** What the settings of channels say about who may do what there, for dispatch. */
import type { Place } from '../chat/place.ts'
import type { Asking, Policy } from '../chat/policy.ts'
import { type Channels, noneIfDamaged } from './channels.ts'
import { type ChannelSettings, newSettings } from './settings.ts'

/** Rejects only where the settings cannot be reached. */
export function createPolicy(channels: Pick<Channels, 'get'>): Policy {
  const settingsOf = async (place: Place): Promise<ChannelSettings> =>
    (await channels.get(place).catch(noneIfDamaged)) ?? strictest(place)

  return {
    visibility: async place => (await settingsOf(place)).visibility,
    mayManage: async asking => manages(asking, await settingsOf(asking.place)),
    mayShare: async asking => mayPublish('share', asking, await settingsOf(asking.place)),
  }
}

/** What holds where nobody knows what was set: only who manages does what could have been left to them. */
const strictest = (place: Place): ChannelSettings => ({
  ...newSettings(place),
  share: 'managers',
  discuss: 'managers',
})

/** How much a person may show to everybody, by what a place has set about `share` or `discuss`. */
export function mayPublish(
  setting: 'share' | 'discuss',
  asking: Pick<Asking, 'actor'>,
  settings: ChannelSettings,
): 'any number' | 'some' | 'none' {
  if (settings[setting] !== 'anyone' && !manages(asking, settings)) return 'none'
  return isUnlimited(asking, settings) ? 'any number' : 'some'
}

/** Where everybody manages, as on Slack, nobody does so more than others. */
export const isUnlimited = ({ actor }: Pick<Asking, 'actor'>, { manage }: ChannelSettings): boolean =>
  manage !== 'everyone' && actor.manages

const manages = ({ actor }: Pick<Asking, 'actor'>, { manage }: ChannelSettings): boolean =>
  manage === 'everyone' || actor.manages
