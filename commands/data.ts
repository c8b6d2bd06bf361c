import { z } from 'zod'
import { newSettings } from '../src/channels/settings.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import type { Place } from '../src/chat/place.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import type { Actor } from '../src/chat/request.ts'
import { rich } from '../src/chat/rich-text.ts'
import { type Services, today } from './services.ts'
import { announce, changeOpenly } from './shared/announcements.ts'
import { setUp } from './shared/first-contact.ts'
import { exportData } from './shared/setting-replies.ts'
import { counted } from './shared/texts.ts'

const schema = z.object({
  act: z
    .enum(['export', 'delete', 'deleted', 'renew'])
    .describe('what is done with it')
    .meta({ internal: true }),
})

type DataRequest = CommandRequest<z.infer<typeof schema>>

/** What is kept about a channel, given, deleted, or begun anew; its buttons stand in the settings. */
export const data = defineCommand<Services, typeof schema>({
  name: 'data',
  summary: 'Export or delete what is kept about this channel',
  options: schema,
  examples: ['settings'],
  access: 'manager',
  visibility: 'private',
  surfaces: ['button'],
  run: async (request, services) => {
    const { place } = newSettings(request.place)
    const reply = await acts[request.options.act](place, request, services)
    return { reply }
  },
})

type Act = (place: Place, request: DataRequest, services: Services) => Promise<Reply>

const acts: Readonly<Record<DataRequest['options']['act'], Act>> = {
  async export(place, _request, services) {
    const content = await services.channelData.exported(place)
    const heading = `What Paperboy keeps ${about(place)}`
    return {
      summary: heading,
      visibility: 'private',
      blocks: [
        { kind: 'heading', text: [{ bold: heading }] },
        { kind: 'file', name: `paperboy-${today(services)}.json`, mediaType: 'application/json', content },
      ],
    }
  },

  async delete(place, { scope }, services) {
    const { subscriptions } = await services.channels.get(place)
    const { length: papers } = await services.delivery.posted(place)
    const kept = `its settings, ${counted(subscriptions.length, 'subscription')} and ${counted(papers, 'posted paper')}`
    return question(place, kept, scope.kind === 'public' ? said.inPublic : said.inPrivate)
  },

  async deleted(place, { actor, id }, services) {
    await changeOpenly({ place, actor }, services, async settings => {
      await services.channelData.forget(place)
      const what = 'what Paperboy kept about this channel; nothing is posted here any more'
      const line = { key: `deleted:${id}`, text: rich`${whoOf(actor)} deleted ${what}.`, buttons }
      return { made: undefined, settings, line }
    })
    return { ...notice(`Deleted. ${stays}`), replaces: true }
  },

  async renew(place, { actor, id }, services) {
    if (!(await services.channels.renew(place)))
      return { ...notice('What is set here can be read, and stays.'), replaces: true }
    const what = 'the settings here, which could not be read; nothing is posted until someone subscribes'
    const line = { key: `renewed:${id}`, text: rich`${whoOf(actor)} began anew with ${what}.`, buttons }
    announce(line, newSettings(place), services)
    const begun = 'Begun anew. Papers that were posted are not posted again.'
    return { ...notice(begun, { buttons: [{ ...setUp, style: 'primary' }] }), replaces: true }
  },
}

const buttons = [{ label: 'Settings', command: 'settings', options: {} }]

const whoOf = ({ name }: Actor): string => name ?? 'Somebody'

const stays = 'Messages that were posted stay where they are, and their papers may be posted again.'

/** What becomes of what people said. */
const said = {
  inPublic:
    'Discussions that were opened here are forgotten; votes, verdicts and reading lists of public channels belong to all of them, and stay.',
  inPrivate: 'Discussions, votes, verdicts and what was saved here are forgotten too.',
}

const about = ({ person }: Place): string =>
  person === undefined ? 'about this channel' : 'about your direct messages'

/** What would be gone, before it is. */
function question(place: Place, kept: string, andSaid: string): Reply {
  const sentences = [
    `Delete all that Paperboy keeps ${about(place)}: ${kept}?`,
    andSaid,
    'This cannot be taken back.',
    stays,
  ]
  const choices: ActionButton[] = [
    { label: 'Delete', command: 'data', options: { act: 'deleted' }, style: 'danger' },
    exportData,
    { label: 'Cancel', command: 'settings', options: {} },
  ]
  return { ...notice(sentences.join(' '), { tone: 'warning', buttons: choices }), replaces: true }
}
