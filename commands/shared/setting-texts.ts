/** What can be set in a channel, and each value in words. */
import { type ChannelSettings, newSettings, seesLinks } from '../../src/channels/settings.ts'
import { parseZone } from '../../src/channels/zones.ts'
import { type RichText, rich } from '../../src/chat/rich-text.ts'
import { UserError } from '../../src/errors.ts'
import { either } from '../../src/papers/text.ts'

export const settingNames = [
  'zone',
  'visibility',
  'manage',
  'share',
  'discuss',
  'links',
  'followups',
] as const
export type SettingName = (typeof settingNames)[number]

interface Setting {
  readonly title: string
  /** Each value with what it means; none where any zone may be typed. */
  readonly values: Readonly<Record<string, string>>
}

export const described: Readonly<Record<SettingName, Setting>> = {
  zone: { title: 'Time zone of new subscriptions', values: {} },
  visibility: {
    title: 'What is typed here is answered',
    values: { private: 'to the person alone', public: 'to everyone here' },
  },
  manage: {
    title: 'Daily papers and settings are changed by',
    values: { managers: 'those who manage the channel', everyone: 'everyone' },
  },
  share: {
    title: 'Answers are shared by',
    values: { anyone: 'everyone', managers: 'those who manage the channel' },
  },
  discuss: {
    title: 'Discussions are opened by',
    values: { anyone: 'everyone', managers: 'those who manage the channel' },
  },
  links: { title: 'Pasted links to papers get', values: { on: 'a card', off: 'no card' } },
  followups: {
    title: 'When code or a project page of a discussed paper appears',
    values: { on: 'its thread is told', off: 'nothing is said' },
  },
}

/** Where everybody manages, and where nobody else is, there is less to choose. */
export function settingsIn({ place }: ChannelSettings): readonly SettingName[] {
  if (place.person !== undefined) return ['zone']
  const hasManagers = newSettings(place).manage === 'managers'
  return settingNames.filter(name => {
    if (name === 'links') return seesLinks(place)
    return hasManagers || name === 'zone' || name === 'visibility' || name === 'followups'
  })
}

const whyNot: Readonly<Record<Exclude<SettingName, 'zone'>, string>> = {
  visibility: 'Nobody else sees what is answered here.',
  manage: 'Everyone may change settings here.',
  share: 'Everyone may share here.',
  discuss: 'Everyone may open discussions here.',
  links: 'Links that are pasted here get no cards.',
  followups: 'There are no threads here.',
}

/** @throws UserError `settings.not-here` */
export function requireHere(setting: SettingName, current: ChannelSettings): void {
  if (setting === 'zone' || settingsIn(current).includes(setting)) return
  const help =
    setting === 'links'
      ? 'In the menu of a message, "Find papers here" looks them up.'
      : 'What can be set: settings'
  throw new UserError('settings.not-here', whyNot[setting], { help })
}

/** `Answers are shared by: everyone` */
export function settingInWords(setting: SettingName, current: ChannelSettings): RichText {
  const { title, values } = described[setting]
  const value = current[setting]
  return rich`${title}: ${{ bold: value === undefined ? 'not chosen yet' : (values[value] ?? value) }}`
}

/** @throws UserError for what the setting doesn't take */
export function readSetting(setting: SettingName, typed: string): string {
  if (setting === 'zone') return parseZone(typed)
  const values = Object.keys(described[setting].values)
  const value = values.find(one => one === typed.toLowerCase())
  if (value !== undefined) return value
  throw new UserError(
    'settings.value',
    `I don't know "${typed}" for ${setting}. It can be ${either(values)}.`,
    {
      help: `Try: settings ${setting} value:${values[0]}`,
    },
  )
}
