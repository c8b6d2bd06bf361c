import { fallsDueAnew } from '../src/channels/channels.ts'
import { formatTopics } from '../src/channels/topics.ts'
import type { Subscription } from '../src/channels/settings.ts'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import { explain, UserError } from '../src/errors.ts'
import type { Services } from './services.ts'
import {
  type BetterTopics,
  betterTopics,
  type CorrectedTopics,
  correctedTopics,
} from './shared/corrected-topics.ts'
import { draftOf } from './shared/draft.ts'
import { mineOf, textsOf } from './shared/options.ts'
import { inspected, previewOf } from './shared/preview.ts'
import { save } from './shared/save-subscription.ts'
import { subscribedAlready } from './shared/subscription-list.ts'
import { firstForm, moreForm } from './shared/subscribe-forms.ts'
import {
  doingAsMuch,
  draftedSubscription,
  isEmpty,
  isForm,
  type SubscribeRequest,
  subscribeSchema,
  type Target,
  targetOf,
} from './shared/subscribe-target.ts'

export const subscribe = defineCommand<Services, typeof subscribeSchema>({
  name: 'subscribe',
  summary: 'Have the papers that matter here posted every day',
  options: subscribeSchema,
  examples: [
    'subscribe KV cache, "speculative decoding" zone:Berlin',
    'subscribe time:09:00 zone:"New York" max:3',
    'subscribe robotics -survey days:"Mon, Thu" zone:Tokyo',
    'subscribe kind:team zone:Berlin',
  ],
  access: ({ me }) => (me === 'yes' ? 'anyone' : 'manager'),
  surfaces: ['typed', 'button', 'form', 'mention', 'direct', 'home'],
  asks: options => isForm(options['step']) || Object.keys(options).length === 0,
  run: async (request, services) => {
    try {
      return { reply: await answer(request, services) }
    } catch (error) {
      if (error instanceof UserError && request.surface === 'form') return { reply: sentBack(error, request) }
      throw error
    }
  },
})

async function answer(request: SubscribeRequest, services: Services): Promise<Reply> {
  const { step, me } = request.options
  if (step === 'cancel') return { ...notice('Nothing is saved.'), replaces: true }
  const target = await targetOf(request, services)
  const isBare = step === undefined && !me && isEmpty(target.draft)
  if (isBare || isForm(step)) return formReply(target, services)
  const { zone } = target
  if (zone === undefined) return zoneIsMissing(target)
  const drafted = draftedSubscription({ ...target, zone }, services)
  if (step === 'save') return save(drafted, target, services)
  const corrected = correctedTopics(drafted.topics, services)
  const subscription = { ...drafted, topics: corrected.topics }
  const known = step === undefined && doingAsMuch(subscription, target)
  if (known) return subscribedAlready(known, target.settings, { me }, services)
  return preview(subscription, corrected, target, services)
}

async function formReply(target: Target, services: Services): Promise<Reply> {
  const { request, place, known, draft, zone } = target
  const { step, id } = request.options
  const filled = {
    ...(known && isEmpty(draft) ? draftOf(known) : {}),
    ...draft,
    ...(zone !== undefined && { zone }),
    ...(id && { id }),
    ...mineOf(target.request.options),
  }
  if (step !== 'more') return firstForm(filled)
  return moreForm(filled, (await inspected(place, services))?.kind === 'forum')
}

/** What the second form asks for. */
const codesOfMore = new Set(['settings.days', 'settings.upvotes', 'settings.tags'])

/** What was filled in is kept, so that only what was wrong has to be typed again. */
function sentBack(error: UserError, { options: { step: _step, id, ...others } }: SubscribeRequest): Reply {
  const draft = textsOf(others)
  const isOnFirst = others.kind === 'team' && error.code === 'settings.days'
  const step = codesOfMore.has(error.code) && !isOnFirst ? 'more' : 'form'
  const options = { ...draft, ...(id && { id }), step }
  return notice(explain(error), {
    buttons: [{ label: 'Change', command: 'subscribe', options, style: 'primary' }],
  })
}

function zoneIsMissing(target: Target): Reply {
  const options = { ...target.draft, ...mineOf(target.request.options), step: 'form' }
  return notice('At which time zone’s clock? Add it to the line, such as zone:Berlin, or choose it here.', {
    buttons: [{ label: 'Choose', command: 'subscribe', options, style: 'primary' }],
  })
}

async function preview(
  subscription: Subscription,
  corrected: CorrectedTopics,
  target: Target,
  services: Services,
): Promise<Reply> {
  const { request, place, known } = target
  const { id, topics } = subscription
  const draft = { ...draftOf(subscription), ...mineOf(target.request.options), id }
  const previewed = known
    ? {
        subscription: { ...subscription, since: sinceOf(known, subscription, services) },
        place,
        standing: 'changed' as const,
      }
    : { subscription, place, standing: 'new' as const }
  const shown = await previewOf(previewed, services, previewParts(topics, corrected, draft, target))
  const better = await betterTopics(topics, services)
  const blocks = better ? [...shown.blocks, ...betterBlocks(better, draft)] : shown.blocks
  return { ...shown, blocks, replaces: request.surface !== 'typed' }
}

/** What can be pressed in a preview. */
function previewParts(
  topics: Subscription['topics'],
  { corrections, asTyped }: CorrectedTopics,
  draft: Readonly<Record<string, string>>,
  target: Target,
): Parameters<typeof previewOf>[2] {
  const command = 'subscribe'
  const to = (label: string, step: string): ActionButton => ({ label, command, options: { ...draft, step } })
  const previewing = (others: readonly string[]): Record<string, string> => ({
    ...draft,
    topics: formatTopics(others),
    step: 'preview',
  })
  return {
    buttons: [
      { ...to('Save', 'save'), style: 'primary' },
      to('Change', 'form'),
      to('More filters', 'more'),
      { label: 'Cancel', command, options: { ...mineOf(target.request.options), step: 'cancel' } },
    ],
    ...(corrections.length > 0 && {
      corrected: {
        words: corrections,
        asTyped: { label: 'Take as typed', command, options: previewing(asTyped) },
      },
    }),
    narrow: (topic, narrower) => ({
      command,
      options: previewing(topics.map(one => (one === topic ? narrower : one))),
    }),
  }
}

function betterBlocks({ topics, said }: BetterTopics, draft: Readonly<Record<string, string>>): Block[] {
  const options = { ...draft, topics: formatTopics(topics), step: 'preview' }
  return [
    { kind: 'text', text: [said] },
    { kind: 'buttons', buttons: [{ label: 'Take it instead', command: 'subscribe', options }] },
  ]
}

/** From when on it would post, once it is saved. */
function sinceOf(known: Subscription, changed: Subscription, services: Services): string {
  return fallsDueAnew(known, changed) ? services.now().toString() : known.since
}
