import { z } from 'zod'
import { isDamaged } from '../src/channels/channels.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import type { Services } from './services.ts'
import { changeOpenly } from './shared/announcements.ts'
import { damagedOverview, settingChoice, settingsOverview, zoneForm } from './shared/setting-replies.ts'
import {
  readSetting,
  requireHere,
  type SettingName,
  settingInWords,
  settingNames,
} from './shared/setting-texts.ts'

const schema = z.object({
  setting: z.enum(settingNames).optional().describe('which one; all of them without it'),
  value: z.string().trim().min(1).max(100).optional().describe('what it is set to'),
})

type SettingsRequest = CommandRequest<z.infer<typeof schema>>

export const settings = defineCommand<Services, typeof schema>({
  name: 'settings',
  summary: 'Show and change what holds in this channel',
  options: schema,
  examples: ['settings', 'settings visibility value:public', 'settings zone value:Berlin'],
  access: ({ value }) => (value === undefined ? 'anyone' : 'manager'),
  surfaces: ['typed', 'button', 'form', 'mention', 'direct'],
  asks: ({ setting, value }) => setting === 'zone' && value === undefined,
  run: async (request, services) => {
    try {
      return { reply: await answer(request, services) }
    } catch (error) {
      if (isDamaged(error)) return { reply: damagedOverview(error, request.actor.manages) }
      throw error
    }
  },
})

async function answer(request: SettingsRequest, services: Services): Promise<Reply> {
  const { setting, value } = request.options
  const current = await services.channels.get(request.place)
  if (!setting) {
    if (value === undefined) return settingsOverview(current, request.actor)
    throw new UserError('settings.which', `Which setting shall be "${value}"?`, {
      help: 'Name it, as in: settings visibility value:public',
    })
  }
  requireHere(setting, current)
  if (value !== undefined) return set(setting, readSetting(setting, value), request, services)
  return setting === 'zone' ? zoneForm(current) : settingChoice(setting, current)
}

/** Who may do what is everybody's concern, so everybody sees that it changed; the zone is seen in what follows from it. */
async function set(
  setting: SettingName,
  value: string,
  { place, actor, id }: SettingsRequest,
  services: Services,
): Promise<Reply> {
  const buttons = [{ label: 'Settings', command: 'settings', options: {} }]
  const who = actor.name === undefined ? 'Changed here' : `${actor.name} changed a setting`
  const said = await changeOpenly({ place, actor }, services, async known => {
    let before = known
    const after = await services.channels.update(place, current => {
      before = current
      return { ...current, [setting]: value }
    })
    const isChanged = before[setting] !== value
    const text = settingInWords(setting, after)
    const line = { key: `setting:${id}`, text: rich`${who}. ${text}`, buttons }
    const made = [...text, isChanged ? '.' : ', as before.']
    return { made, settings: after, ...(isChanged && { line }) }
  })
  return notice(said, {
    buttons: [{ label: 'All settings', command: 'settings', options: {} }],
  })
}
