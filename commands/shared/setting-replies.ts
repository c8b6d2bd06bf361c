/** The settings of a channel as they are shown, and each of them to be changed. */
import type { ChannelSettings } from '../../src/channels/settings.ts'
import { notice } from '../../src/chat/replies.ts'
import { workspaceWord } from '../../src/chat/place.ts'
import type { ActionButton, Block, Reply } from '../../src/chat/reply.ts'
import type { Actor } from '../../src/chat/request.ts'
import { plainText } from '../../src/chat/rich-text.ts'
import { capitalised } from '../../src/papers/text.ts'
import { described, type SettingName, settingInWords, settingsIn } from './setting-texts.ts'

const exportData: ActionButton = { label: 'Export data', command: 'data', options: { act: 'export' } }
const deleteData: ActionButton = { label: 'Delete data', command: 'data', options: { act: 'delete' } }
const myData: ActionButton = { label: 'My data', command: 'data', options: { act: 'show', of: 'person' } }
const beginAnew: ActionButton = { label: 'Begin anew', command: 'data', options: { act: 'renew' } }

/** Whose data may be exported and deleted depends on who looks. */
export function settingsOverview(current: ChannelSettings, actor: Actor): Reply {
  const { place, name } = current
  const where =
    place.person !== undefined
      ? 'Your settings'
      : name === undefined
        ? 'Settings here'
        : `Settings in #${name}`
  const shown = settingsIn(current)
  const buttons = shown.map(
    (setting): ActionButton => ({
      label: capitalised(setting),
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
      ...shown.map((setting): Block => ({ kind: 'text', text: settingInWords(setting, current) })),
      {
        kind: 'buttons',
        buttons: [...buttons, { label: 'Subscriptions', command: 'subscriptions', options: {} }],
      },
      { kind: 'buttons', buttons: dataButtons(current, actor) },
    ],
  }
}

/** Whoever may administer the workspace, as far as is known before it is asked, is offered its data. */
function dataButtons({ place }: ChannelSettings, { manages, administers }: Actor): ActionButton[] {
  const word = workspaceWord(place)
  const ofWorkspace: ActionButton = {
    label: `${capitalised(word)} data`,
    command: 'data',
    options: { act: 'show', of: 'workspace' },
  }
  return [
    ...(manages ? [exportData, deleteData] : []),
    myData,
    ...(administers === false ? [] : [ofWorkspace]),
  ]
}

/** What can be done where settings cannot be read. */
export function damagedOverview({ message }: Error, manages: boolean): Reply {
  const next = manages
    ? 'Begin anew with no subscriptions and the usual settings; what was posted stays known, and whoever runs Paperboy keeps what was damaged.'
    : 'Whoever manages this channel can begin anew here: settings'
  return notice(`${message} ${next}`, {
    tone: 'warning',
    ...(manages && { buttons: [{ ...beginAnew, style: 'primary' }, exportData] }),
  })
}

/** What a setting is now, and a menu of its values. */
export function settingChoice(setting: Exclude<SettingName, 'zone'>, current: ChannelSettings): Reply {
  const { values } = described[setting]
  const text = settingInWords(setting, current)
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

export function zoneForm({ zone = '' }: ChannelSettings): Reply {
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
