import { z } from 'zod'
import { mayPublish } from '../src/channels/policy.ts'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import type { Scope } from '../src/chat/place.ts'
import type { Inspection, MessageRef } from '../src/chat/platform.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Button, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { threadOfPaper } from '../src/digests/paper-posts.ts'
import type { Discussion, Opened } from '../src/discussions/discussions.ts'
import { limits } from '../src/discussions/limits.ts'
import { scopeSeen } from '../src/discussions/scopes.ts'
import { channelInWords } from '../src/discussions/words.ts'
import { UserError } from '../src/errors.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { Services } from './services.ts'
import { isOver, leadTo, linkButtons, replaceButton } from './shared/discussion-replies.ts'
import { onePaper } from './shared/one-paper.ts'
import { onCardOption, paperOption } from './shared/options.ts'
import { saveButton } from './shared/paper-actions.ts'
import { whyNoPost } from './shared/permissions.ts'
import { inspected } from './shared/preview.ts'

const schema = z.object({
  paper: paperOption,
  step: z
    .enum(['ask', 'open', 'cancel'])
    .optional()
    .describe('whether it is asked first')
    .meta({ internal: true }),
  on: onCardOption,
  instead: z.coerce.number().int().optional().describe('which one it replaces').meta({ internal: true }),
})

type DiscussRequest = CommandRequest<z.infer<typeof schema>>

/** Where a discussion would be opened, and by whom. */
interface Plan {
  readonly paper: Paper
  readonly inspection: Inspection | undefined
  readonly unlimited: boolean
}

export const discuss = defineCommand<Services, typeof schema>({
  name: 'discuss',
  summary: 'Open the one discussion of a paper here, or lead to it',
  options: schema,
  examples: ['discuss 2306.00978', 'discuss https://arxiv.org/abs/2306.00978'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { paper: named, step } = request.options
    if (step === 'cancel') return { reply: { ...notice('Nothing is opened.'), replaces: true } }
    const found = await onePaper(named, request, services)
    if ('reply' in found) return found
    const reply = await discussing(found.paper, request, services)
    return { reply: { ...reply, replaces: step === 'open' } }
  },
})

async function discussing(paper: Paper, request: DiscussRequest, services: Services): Promise<Reply> {
  const { step, instead } = request.options
  const known = await services.discussions.find(paper.id, request)
  // What was over when its button was drawn may be open again.
  if (known && !(known.id === instead && (await isOver(known, services))))
    return leadTo(known, paper, services)
  if (request.place.person !== undefined) return noChannel(paper)
  const plan = await planned(paper, request, services)
  return step === 'ask' ? question(plan) : open(plan, request, services)
}

/** @throws UserError `discuss.managers`, `discuss.cannot-post` */
async function planned(paper: Paper, request: DiscussRequest, services: Services): Promise<Plan> {
  const settings = await services.channels.get(request.place)
  const may = mayPublish('discuss', request, settings)
  if (may === 'none')
    throw new UserError('discuss.managers', 'Only people who manage this channel open discussions here.', {
      help: 'Ask one of them, or open it in another channel.',
    })
  const inspection = await inspected(settings.place, services)
  const obstacle = inspection && whyNoPost(inspection, 'thread')
  if (obstacle !== undefined)
    throw new UserError('discuss.cannot-post', `No discussion can be opened here: ${obstacle}`, {
      help: 'Once that is mended, press Discuss again.',
    })
  return { paper, inspection, unlimited: may === 'any number' }
}

function noChannel(paper: Paper): Reply {
  return notice(
    rich`No thread can be opened here. In a channel that Paperboy is in, type ${{ code: `/papers discuss ${paper.id}` }}`,
    { buttons: [saveButton(paper)] },
  )
}

function question({ paper, inspection }: Plan): Reply {
  const where = inspection?.name === undefined ? 'this channel' : `#${inspection.name}`
  const to = (label: string, step: string): ActionButton => ({
    label,
    command: 'discuss',
    options: { paper: paper.id, step },
  })
  return notice(`Open a discussion in ${where}? Everyone there will see it.`, {
    buttons: [{ ...to('Open', 'open'), style: 'primary' }, to('Cancel', 'cancel')],
  })
}

async function open(
  { paper, inspection, unlimited }: Plan,
  request: DiscussRequest,
  services: Services,
): Promise<Reply> {
  const { instead } = request.options
  // One that is to be replaced may be that very thread.
  const thread = instead === undefined ? await ownThread(paper, request, services) : undefined
  const parent = cardPressed(request)
  const opened = await services.discussions.open({
    paper,
    reader: { ...request, scope: scopeOfOpening(request, inspection) },
    isForum: inspection?.kind === 'forum',
    ...(inspection?.name !== undefined && { channelName: inspection.name }),
    ...(instead !== undefined && { replaced: instead }),
    ...(thread && { thread }),
    ...(parent && { parent }),
    unlimited,
  })
  if (opened.kind === 'opened') services.shown.first(request.place, paper.id)
  return openedReply(opened, paper, services)
}

/** What a channel is counts as it is now: the request may know it as it was some minutes ago. */
const scopeOfOpening = ({ scope, place }: DiscussRequest, inspection: Inspection | undefined): Scope =>
  scope.kind === 'public' && inspection ? scopeSeen(place, inspection) : scope

/** A card that everybody sees is the parent of its own discussion; within a thread there can be no other. */
function cardPressed({ options, message, place }: DiscussRequest): MessageRef | undefined {
  const isCard = options.on === 'card' && message !== undefined && place.thread === undefined
  return isCard ? { place, message } : undefined
}

/** Of a post of this paper alone, such as a subscription may make. */
async function ownThread(
  paper: Paper,
  { place }: DiscussRequest,
  { channels, delivery }: Services,
): Promise<MessageRef | undefined> {
  const [posted] = await delivery.posted((await channels.get(place)).place, [paper.id])
  const slot = posted && (await delivery.slot(posted.subscription, posted.date))
  return slot && threadOfPaper(slot, paper.id)
}

async function openedReply(opened: Opened, paper: Paper, services: Services): Promise<Reply> {
  switch (opened.kind) {
    case 'opened':
      return said(`Opened in ${channelInWords(opened.discussion)}.`, opened.discussion, services)
    case 'already':
      return leadTo(opened.discussion, paper, services)
    case 'too many':
      return notice(
        rich`You opened ${limits.discussionsADay} discussions within a day; the next can be opened ${{ moment: opened.next.toString(), show: 'date and time' }}.`,
        { buttons: [saveButton(paper)] },
      )
    case 'refused':
      return notice(refused(opened), { tone: 'warning' })
    case 'waiting':
      return notice('The discussion opens as soon as messages can be posted here.')
    case 'unknowable':
  }
  return notice(
    'The discussion may be open already, and Paperboy cannot look: see whether it is here. If it isn’t, open a new one.',
    { tone: 'warning', buttons: [replaceButton(paper, opened.id)] },
  )
}

function refused({ forOwner, line }: Extract<Opened, { kind: 'refused' }>): string {
  const standing = {
    waits: ' Its line stands in the channel: once that is mended, Discuss opens the thread below it.',
    left: ' Its line in the channel stays without a thread: whoever manages the channel can delete it.',
  }
  return `The discussion could not be opened. ${forOwner}${line ? standing[line] : ''}`
}

function said(sentence: string, discussion: Discussion, services: Services): Reply {
  const buttons: Button[] = linkButtons(discussion, services)
  return notice(sentence, { buttons })
}
