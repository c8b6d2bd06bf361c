import { z } from 'zod'
import { type ChannelSettings, newSettings, seesLinks } from '../src/channels/settings.ts'
import { parseZone } from '../src/channels/zones.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import { plainText, type RichText, rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { dataButtons } from './data.ts'
import type { Services } from './services.ts'
import { publicLine } from './shared/subscription-texts.ts'

const names = ['zone', 'visibility', 'manage', 'share', 'discuss', 'links', 'followups'] as const
type Name = (typeof names)[number]

interface Setting {
  readonly title: string
  /** Each value with what it means; none where any zone may be typed. */
  readonly values: Readonly<Record<string, string>>
}

const described: Readonly<Record<Name, Setting>> = {
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
    title: 'Code or a project page that a discussed paper gets later is named',
    values: { on: 'in its thread', off: 'nowhere' },
  },
}

/** Where everybody manages, and where nobody else is, there is less to choose. */
function namesIn({ place }: ChannelSettings): readonly Name[] {
  if (place.person !== undefined) return ['zone']
  const hasManagers = newSettings(place).manage === 'managers'
  return names.filter(name => {
    if (name === 'links') return seesLinks(place)
    return hasManagers || name === 'zone' || name === 'visibility' || name === 'followups'
  })
}

const whyNot: Readonly<Record<Exclude<Name, 'zone'>, string>> = {
  visibility: 'Nobody else sees what is answered here.',
  manage: 'Everyone may change settings here.',
  share: 'Everyone may share here.',
  discuss: 'Everyone may open discussions here.',
  links: 'Links that are pasted here get no cards.',
  followups: 'There are no threads here.',
}

const schema = z.object({
  setting: z.enum(names).optional().describe('which one; all of them without it'),
  value: z.string().trim().min(1).max(100).optional().describe('what it is set to'),
})

type SettingsRequest = CommandRequest<z.infer<typeof schema>>

export const settings = defineCommand<Services, typeof schema>({
  name: 'settings',
  summary: 'Show and change what holds in this channel',
  options: schema,
  examples: ['settings', 'settings visibility value:public', 'settings zone value:Berlin'],
  access: ({ value }) => (value === undefined ? 'anyone' : 'manager'),
  visibility: 'private',
  surfaces: ['typed', 'button', 'form', 'mention', 'direct'],
  asks: ({ setting, value }) => setting === 'zone' && value === undefined,
  run: async (request, services) => {
    const { setting, value } = request.options
    const current = await services.channels.get(request.place)
    if (!setting) {
      if (value === undefined) return { reply: overview(current, request.actor.manages) }
      throw new UserError('settings.which', `Which setting shall be "${value}"?`, {
        help: 'Name it, as in: settings visibility value:public',
      })
    }
    if (setting !== 'zone' && !namesIn(current).includes(setting)) throw notHere(setting)
    if (value === undefined)
      return { reply: setting === 'zone' ? zoneForm(current) : choiceOf(setting, current) }
    return { reply: await set(setting, value, request, services) }
  },
})

function notHere(setting: Exclude<Name, 'zone'>): UserError {
  const help =
    setting === 'links'
      ? 'In the menu of a message, "Find papers here" looks them up.'
      : 'What can be set: settings'
  return new UserError('settings.not-here', whyNot[setting], { help })
}

function overview(current: ChannelSettings, manages: boolean): Reply {
  const { place, name } = current
  const where =
    place.person !== undefined
      ? 'Your settings'
      : name === undefined
        ? 'Settings here'
        : `Settings in #${name}`
  const shown = namesIn(current)
  const buttons = shown.map(
    (setting): ActionButton => ({
      label: setting.slice(0, 1).toUpperCase() + setting.slice(1),
      command: 'settings',
      options: { setting },
      accessibleLabel: described[setting].title,
    }),
  )
  return {
    summary: where,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: where }] },
      ...shown.map((setting): Block => ({ kind: 'text', text: inWords(setting, current) })),
      {
        kind: 'buttons',
        buttons: [...buttons, { label: 'Subscriptions', command: 'subscriptions', options: {} }],
      },
      ...(manages ? [{ kind: 'buttons' as const, buttons: dataButtons }] : []),
    ],
  }
}

/** `Answers are shared by everyone` */
function inWords(setting: Name, current: ChannelSettings): RichText {
  const { title, values } = described[setting]
  const value = current[setting]
  return rich`${title}: ${{ bold: value === undefined ? 'not chosen yet' : (values[value] ?? value) }}`
}

function choiceOf(setting: Name, current: ChannelSettings): Reply {
  const { values } = described[setting]
  const text = inWords(setting, current)
  return {
    summary: plainText(text),
    visibility: 'private',
    blocks: [
      { kind: 'text', text },
      {
        kind: 'select',
        placeholder: 'Change it…',
        command: 'settings',
        option: 'value',
        options: { setting },
        choices: Object.entries(values).map(([value, label]) => ({ value, label })),
      },
    ],
  }
}

function zoneForm({ zone = '' }: ChannelSettings): Reply {
  const { title } = described.zone
  return {
    summary: title,
    visibility: 'private',
    blocks: [
      {
        kind: 'form',
        title: 'Time zone',
        command: 'settings',
        options: { setting: 'zone' },
        fields: [
          {
            kind: 'text',
            name: 'value',
            label: 'Time zone',
            value: zone,
            hint: 'Berlin, New York, Europe/Berlin',
            required: true,
          },
        ],
        submit: 'Save',
      },
    ],
  }
}

async function set(
  setting: Name,
  typed: string,
  request: SettingsRequest,
  services: Services,
): Promise<Reply> {
  const value = readValue(setting, typed)
  let changed = false
  const after = await services.channels.update(request.place, before => {
    changed = before[setting] !== value
    return { ...before, [setting]: value }
  })
  const text = inWords(setting, after)
  if (changed) announce(text, after, request, services)
  return notice([...text, changed ? '.' : ', as before.'], {
    buttons: [{ label: 'All settings', command: 'settings', options: {} }],
  })
}

/** @throws UserError for what the setting doesn't take */
function readValue(setting: Name, typed: string): string {
  if (setting === 'zone') return parseZone(typed)
  const values = Object.keys(described[setting].values)
  const value = values.find(one => one === typed.toLowerCase())
  if (value !== undefined) return value
  const listed = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(values)
  throw new UserError('settings.value', `I don't know "${typed}" for ${setting}. It can be ${listed}.`, {
    help: `Try: settings ${setting} value:${values[0]}`,
  })
}

/** Who may do what is everybody's concern, so everybody sees that it changed; the zone is seen in what follows from it. */
function announce(
  text: RichText,
  { place, forum }: ChannelSettings,
  { actor, id }: SettingsRequest,
  services: Services,
): void {
  if (place.person !== undefined || forum) return
  const who = actor.name === undefined ? 'Changed here' : `${actor.name} changed a setting`
  const buttons = [{ label: 'Settings', command: 'settings', options: {} }]
  services.announce({ key: `setting:${id}`, place, reply: publicLine(rich`${who}. ${text}`, buttons) })
}
