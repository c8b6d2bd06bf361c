/** What a subscription says for one slot, claimed with the papers that it takes. */
import type { Subscription } from '../channels/settings.ts'
import type { Place } from '../chat/place.ts'
import type { Claim, Delivery, Post } from '../delivery/delivery.ts'
import type { Discussions, Span, Week } from '../discussions/discussions.ts'
import { discussedIn, type LinkTo } from '../discussions/words.ts'
import { PaperboyError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { type Choice, choose } from './choose.ts'
import { composeDigest } from './compose.ts'
import type { Digest, DigestActions } from './digest.ts'
import type { Situation } from './judge.ts'
import { limits } from './limits.ts'
import type { Note } from './note.ts'
import { silenceAfter, silenceReply } from './silence.ts'
import { listsOf, noteOf, type Run } from './slot-note.ts'
import { weekBefore } from './week.ts'
import { composeWeek } from './week-reply.ts'

export interface SlotContext {
  readonly delivery: Pick<Delivery, 'claim' | 'posted'>
  readonly log: Pick<Logger, 'error'>
  readonly discussions: Pick<Discussions, 'week' | 'nameable'>
  readonly linkTo: LinkTo
  /** What people can do with what a subscription posts; `more` and `silent` are never empty, for posts are found by their buttons. */
  readonly actionsFor: (subscription: Subscription, place: Place) => DigestActions
}

/** A slot whose papers were read. */
interface ReadRun extends Run {
  readonly asked: Omit<Situation, 'posted'>
  /** What the team did: of the kind that tells of it, unless the channel is gone. */
  readonly done: { readonly span: Span; readonly week: Week } | undefined
}

/** There was no list to choose from. */
export async function claimNothing(run: Run, { delivery }: SlotContext): Promise<void> {
  const { waiting = {}, silence } = run.last?.note ?? {}
  const note = noteOf(run, { waiting, ...(silence && { silence }), nothing: 'no list' })
  await delivery.claim({ ...claimed(run), papers: [], posts: [], note })
}

/**
 * Papers that went to the channel meanwhile are left out, and others take their place. Returns what it claimed;
 * undefined where the slot was claimed meanwhile.
 */
export async function claimPapers(run: Run, context: SlotContext): Promise<Claim | undefined> {
  const read = await readRun(run, context)
  for (let attempt = 0; attempt < limits.claimAttempts; attempt++) {
    const claim = await plan(read, context)
    const { kind } = await context.delivery.claim(claim)
    if (kind !== 'conflict') return kind === 'claimed' ? claim : undefined
  }
  throw new PaperboyError('digests.conflict', 'The papers of this post were taken again and again.')
}

/** What a slot would claim now. */
export async function planOf(run: Run, context: SlotContext): Promise<Claim> {
  return plan(await readRun(run, context), context)
}

async function readRun(run: Run, { discussions }: SlotContext): Promise<ReadRun> {
  const { subscription, channel, slot, last, shared } = run
  const asked = await shared.situation({
    id: subscription.id,
    rule: shared.ruleOf(subscription),
    date: slot.date,
    lists: listsOf(run),
    waiting: last?.note?.waiting ?? {},
    at: shared.readAt,
  })
  if (subscription.kind !== 'team') return { ...run, asked, done: undefined }
  const span = weekBefore(slot, subscription, last && { date: last.date, to: last.note?.week?.to })
  const week = await discussions.week(channel.place, span, idsOf(asked))
  if (!week) return { ...run, asked: { ...asked, untold: true }, done: undefined }
  return { ...run, asked: { ...asked, known: week.known, untold: isQuiet(week) }, done: { span, week } }
}

const isQuiet = ({ papers }: Week): boolean => papers.length === 0

async function plan(run: ReadRun, context: SlotContext): Promise<Claim> {
  const before = await context.delivery.posted(run.channel.place, idsOf(run.asked))
  const posted = new Map(before.map(({ paper, claimedAt }) => [paper, claimedAt]))
  return claimOf(run, choose({ ...run.asked, posted }), context)
}

async function claimOf(run: ReadRun, choice: Choice, context: SlotContext): Promise<Claim> {
  const { sayNow, ...silence } = silenceOf(run, choice)
  const waiting = Object.groupBy(choice.waiting, ({ list }) => list)
  const nothing = nothingIn(run, choice)
  const digest = await digestOf(run, choice, context)
  return {
    ...claimed(run),
    papers: choice.papers.map(({ paper, receipt }) => ({ id: paper.id, receipt })),
    posts: [
      ...(run.done ? composeWeek({ ...digest, week: run.done.week }) : composeDigest(digest)),
      ...(sayNow ? [silencePost(run, silence.lists, context)] : []),
    ],
    note: noteOf(run, {
      waiting: Object.fromEntries(
        Object.entries(waiting).map(([list, all = []]) => [list, all.map(({ id }) => id)]),
      ),
      silence,
      ...(run.done && { week: notedWeek(run.done) }),
      ...(nothing && { nothing }),
    }),
  }
}

function nothingIn({ subscription, done }: ReadRun, { papers }: Choice): Note['nothing'] {
  if (done) return isQuiet(done.week) ? 'quiet week' : undefined
  if (subscription.kind === 'team') return 'not seen'
  return papers.length === 0 ? 'no paper' : undefined
}

const notedWeek = ({ span, week }: NonNullable<ReadRun['done']>): NonNullable<Note['week']> => ({
  from: span.from.toString(),
  to: span.to.toString(),
  papers: week.papers.length,
  known: [...week.known],
})

const claimed = ({ subscription, slot, channel }: Run): Pick<Claim, 'subscription' | 'date' | 'channel'> => ({
  subscription: subscription.id,
  date: slot.date,
  channel: channel.place,
})

async function digestOf(run: ReadRun, choice: Choice, context: SlotContext): Promise<Digest> {
  const { subscription, channel, slot, covering, asked, last, shared } = run
  const missedOne =
    subscription.kind !== 'trending' && last && shared.slotBefore(subscription, slot).date > last.date
  return {
    subscription,
    topics: asked.topics,
    date: slot.date,
    lists: covering.lists.map((list, at) => ({ ...list, papers: asked.lists[at]!.papers.length })),
    leftOut: covering.leftOut,
    ...(missedOne && { catchingUpSince: last.date }),
    choice,
    discussed: await discussedBy(run, choice, context),
    place: channel.place,
    isForum: channel.forum ?? false,
    ...(channel.name !== undefined && { channelName: channel.name }),
    actions: context.actionsFor(subscription, channel.place),
  }
}

async function discussedBy(
  { channel }: ReadRun,
  { papers }: Choice,
  { discussions, linkTo }: SlotContext,
): Promise<Digest['discussed']> {
  const ids = papers.map(({ paper }) => paper.id)
  const named = await discussions.nameable(ids, channel.place)
  return new Map([...named].map(([id, discussion]) => [id, discussedIn(discussion, linkTo)]))
}

/** Without topics nothing is missed, nor in the team's week; what waited and is posted now ends a silence too. */
function silenceOf({ subscription, covering, last }: Run, choice: Choice): ReturnType<typeof silenceAfter> {
  const through = last?.note?.coverage.through ?? ''
  const lists = covering.lists.filter(({ date, part, late }) => part !== 'rest' && (late || date > through))
  const after = silenceAfter(last?.note?.silence, {
    revision: subscription.revision,
    lists: lists.length,
    matched: choice.matched + choice.papers.length,
  })
  const isOfTopics = subscription.topics.length > 0 && subscription.kind !== 'team'
  return { ...after, sayNow: after.sayNow && isOfTopics }
}

function silencePost(
  { subscription, channel: { place, forum }, slot }: Run,
  lists: number,
  { actionsFor }: SlotContext,
): Post {
  const reply = silenceReply(subscription.topics, lists, actionsFor(subscription, place).silent)
  const post = { key: `${subscription.id}:${slot.date}:silence`, place, reply }
  return forum ? { ...post, thread: { title: reply.summary, tags: subscription.tags } } : post
}

/** The papers that a situation is about. */
export function idsOf({ lists, waiting }: Pick<Situation, 'lists' | 'waiting'>): string[] {
  const entries = [...lists.flatMap(({ papers }) => papers), ...waiting]
  return [...new Set(entries.map(({ read }) => read.paper.id))]
}
