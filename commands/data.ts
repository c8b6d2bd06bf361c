import { z } from 'zod'
import type { ChannelSettings } from '../src/channels/settings.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { type Services, today } from './services.ts'
import { publicLine } from './shared/subscription-texts.ts'
import { counted } from './shared/texts.ts'

const schema = z.object({
  act: z.enum(['export', 'delete', 'deleted']).describe('what is done with it').meta({ internal: true }),
})

type DataRequest = CommandRequest<z.infer<typeof schema>>

/** What is kept about a channel, given or deleted; its buttons stand in the settings. */
export const data = defineCommand<Services, typeof schema>({
  name: 'data',
  summary: 'Export or delete what is kept about this channel',
  options: schema,
  examples: ['settings'],
  access: 'manager',
  visibility: 'private',
  surfaces: ['button'],
  run: async (request, services) => {
    const settings = await services.channels.get(request.place)
    if (request.options.act === 'export') return { reply: await exported(settings, services) }
    const { length: papers } = await services.delivery.posted(settings.place)
    if (request.options.act === 'delete') return { reply: question(settings, papers) }
    await services.channelData.forget(settings.place)
    announce(request, settings, services)
    return { reply: { ...notice(`Deleted. ${stays}`), replaces: true } }
  },
})

const stays = 'Messages that were posted stay where they are, and their papers may be posted again.'

/** Discussions of public channels are all of theirs. */
const shared = 'Votes, verdicts and reading lists of public channels belong to all of them, and stay.'

const about = ({ place }: ChannelSettings): string =>
  place.person === undefined ? 'about this channel' : 'about your direct messages'

async function exported(settings: ChannelSettings, services: Services): Promise<Reply> {
  const content = await services.channelData.exported(settings.place)
  const heading = `What Paperboy keeps ${about(settings)}`
  return {
    summary: heading,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: heading }] },
      { kind: 'file', name: `paperboy-${today(services)}.json`, mediaType: 'application/json', content },
    ],
  }
}

/** What would be gone, before it is. */
function question(settings: ChannelSettings, papers: number): Reply {
  const { subscriptions, place } = settings
  const kept = `its settings, ${counted(subscriptions.length, 'subscription')} and ${counted(papers, 'posted paper')}`
  const sentences = [
    `Delete all that Paperboy keeps ${about(settings)}: ${kept}?`,
    'This cannot be taken back.',
    stays,
    ...(place.person === undefined ? [shared] : []),
  ]
  const buttons: ActionButton[] = [
    { label: 'Delete', command: 'data', options: { act: 'deleted' }, style: 'danger' },
    exportButton,
    { label: 'Cancel', command: 'settings', options: {} },
  ]
  return { ...notice(sentences.join(' '), { tone: 'warning', buttons }), replaces: true }
}

const exportButton: ActionButton = { label: 'Export data', command: 'data', options: { act: 'export' } }

/** For who may. */
export const dataButtons: readonly ActionButton[] = [
  exportButton,
  { label: 'Delete data', command: 'data', options: { act: 'delete' } },
]

/** What everybody there relied on is gone, so everybody sees that. */
function announce({ actor, id }: DataRequest, { place, forum }: ChannelSettings, services: Services): void {
  if (place.person !== undefined || forum) return
  const what = 'what Paperboy kept about this channel; nothing is posted here any more'
  const text =
    actor.name === undefined ? rich`Somebody deleted ${what}.` : rich`${actor.name} deleted ${what}.`
  const buttons = [{ label: 'Settings', command: 'settings', options: {} }]
  services.announce({ key: `deleted:${id}`, place, reply: publicLine(text, buttons) })
}
