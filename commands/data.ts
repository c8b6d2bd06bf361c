import { z } from 'zod'
import { newSettings } from '../src/channels/settings.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { type Services, today } from './services.ts'
import { announce } from './shared/announcements.ts'
import { owners, settingsButton, whoOf } from './shared/data-owners.ts'
import { setUp } from './shared/first-contact.ts'

const schema = z.object({
  act: z
    .enum(['show', 'export', 'delete', 'deleted', 'renew'])
    .describe('what is done with it')
    .meta({ internal: true }),
  of: z
    .enum(['channel', 'workspace', 'person'])
    .default('channel')
    .describe('whose it is')
    .meta({ internal: true }),
})

const needed = { workspace: 'administrator', person: 'anyone' } as const

/** What is kept about a channel, a workspace or a person, given, deleted, or begun anew; its buttons stand in the settings. */
export const data = defineCommand<Services, typeof schema>({
  name: 'data',
  summary: 'Export or delete what is kept about this channel, this workspace or you',
  options: schema,
  examples: ['settings'],
  access: ({ of = '' }) => needed[of as keyof typeof needed] ?? 'manager',
  surfaces: ['button'],
  run: async (request, services) => ({ reply: await acts[request.options.act](request, services) }),
})

type Request = CommandRequest<z.infer<typeof schema>>
type Act = (request: Request, services: Services) => Promise<Reply>

const acts: Readonly<Record<Request['options']['act'], Act>> = {
  async show(request) {
    const { of } = request.options
    return {
      ...notice(owners[of].kept(request), { buttons: [exportOf(of), deleteOf(of), settingsButton] }),
      replaces: true,
    }
  },

  async export(request, services) {
    const owner = owners[request.options.of]
    const heading = `What Paperboy keeps about ${owner.name(request)}`
    const content = await owner.exported(request, services)
    return {
      summary: heading,
      visibility: 'private',
      blocks: [
        { kind: 'heading', text: [{ bold: heading }] },
        { kind: 'file', name: `paperboy-${today(services)}.json`, mediaType: 'application/json', content },
      ],
    }
  },

  async delete(request, services) {
    const { of } = request.options
    const owner = owners[of]
    const all = await owner.all(request, services)
    const question = `Delete all that Paperboy keeps about ${owner.name(request)}: ${all}?`
    const text = [question, owner.stays(request), 'This cannot be taken back.', owner.left].join(' ')
    const buttons: ActionButton[] = [
      { label: 'Delete', command: 'data', options: { act: 'deleted', of }, style: 'danger' },
      exportOf(of),
      { ...settingsButton, label: 'Cancel' },
    ]
    return { ...notice(text, { tone: 'warning', buttons }), replaces: true }
  },

  async deleted(request, services) {
    const owner = owners[request.options.of]
    await owner.forget(request, services)
    return { ...notice(`Deleted. ${owner.left}`), replaces: true }
  },

  async renew({ place: here, actor, id }, services) {
    const { place } = newSettings(here)
    if (!(await services.channels.renew(place)))
      return { ...notice('What is set here can be read, and stays.'), replaces: true }
    const what = 'the settings here, which could not be read; nothing is posted until someone subscribes'
    const line = {
      key: `renewed:${id}`,
      text: rich`${whoOf(actor)} began anew with ${what}.`,
      buttons: [settingsButton],
    }
    announce(line, newSettings(place), services)
    const begun = 'Begun anew. Papers that were posted are not posted again.'
    return { ...notice(begun, { buttons: [{ ...setUp, style: 'primary' }] }), replaces: true }
  },
}

type Of = Request['options']['of']

const exportOf = (of: Of): ActionButton => ({
  label: 'Export data',
  command: 'data',
  options: { act: 'export', of },
})
const deleteOf = (of: Of): ActionButton => ({
  label: 'Delete data',
  command: 'data',
  options: { act: 'delete', of },
})
