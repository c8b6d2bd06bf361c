/** What became of a paper in a channel, and what the last post of a subscription was made of. */
import { Temporal } from '@js-temporal/polyfill'
import type { ChannelSettings, Subscription } from '../channels/settings.ts'
import type { Delivered, Delivery, PostedPaper, Slot } from '../delivery/delivery.ts'
import type { Library } from '../library/library.ts'
import type { Logger } from '../log.ts'
import { closesAt } from '../papers/calendar.ts'
import { explain } from './choose.ts'
import type { Situation } from './judge.ts'
import { limits } from './limits.ts'
import type { Note } from './note.ts'
import type { Outlook } from './outlook.ts'
import { deliveredOfPaper } from './paper-posts.ts'
import { receiptSchema, type Verdict } from './receipt.ts'
import type { Shared } from './shared.ts'
import { readNote } from './slot-note.ts'

/** What became of a paper with one subscription, or will. */
export type Fate =
  /** With the post of a local date; `delivered`: the messages that it stands in. */
  | {
      readonly kind: 'judged'
      readonly date: string
      readonly verdict: Verdict
      readonly delivered: readonly Delivered[]
    }
  /**
   * The turn of its list comes, where it is known when, or once the subscription is resumed; the verdict is what it
   * would be now.
   */
  | {
      readonly kind: 'to come'
      /** In the team's week, where it depends on what people do until then. */
      readonly ofTeam: boolean
      readonly list: string
      readonly at?: { readonly instant: Temporal.Instant; readonly zone: string }
      readonly paused: boolean
      readonly verdict: Verdict
    }
  /** There were more lists than one post covers. */
  | { readonly kind: 'left out'; readonly list: string; readonly date: string }
  /** Its list was over before the subscription was set up, or last began anew: an ISO instant. */
  | { readonly kind: 'before'; readonly list: string; readonly since: string; readonly anew: boolean }
  | { readonly kind: 'unlisted' }

export interface Account {
  /** Undefined where it was removed. */
  readonly subscription: Subscription | undefined
  readonly fate: Fate
}

/** The last post of a subscription, also where it had nothing to say. */
export interface LastPost extends Pick<Slot, 'date' | 'claimedAt'> {
  readonly papers: number
  /** What it was chosen from; undefined where the note of it is damaged. */
  readonly note: Pick<Note, 'lists' | 'leftOut' | 'waiting' | 'week' | 'nothing'> | undefined
  readonly posts: Slot['posts']
}

export interface Accounts {
  /** Of a paper that was posted one account, else one of each subscription of the channel. */
  accountsOf(paper: string, settings: ChannelSettings): Promise<Account[]>
  lastPost(subscription: string): Promise<LastPost | undefined>
}

interface AccountsContext {
  readonly shared: () => Promise<Shared>
  readonly delivery: Pick<Delivery, 'posted' | 'slot' | 'recent' | 'pause'>
  readonly library: Pick<Library, 'listsOf'>
  readonly outlook: Pick<Outlook, 'upcoming'>
  readonly situationOf: (subscription: string, date: string) => Promise<Situation | undefined>
  readonly log: Pick<Logger, 'error'>
}

/** One paper, and the lists that it is on. */
interface Asked {
  readonly id: string
  readonly lists: readonly string[]
}

export function createAccounts(context: AccountsContext): Accounts {
  const { delivery, library, log } = context
  return {
    async accountsOf(id, { place, subscriptions }) {
      const [posted] = await delivery.posted(place, [id])
      const own = posted && (await fateOfPosted(posted))
      if (own) return [{ subscription: subscriptions.find(one => one.id === posted.subscription), fate: own }]
      const asked = { id, lists: await library.listsOf(id) }
      return Promise.all(
        subscriptions.map(async subscription => ({
          subscription,
          fate: (await judgedFate(asked, subscription)) ?? (await listedFate(asked, subscription)),
        })),
      )
    },

    async lastPost(subscription) {
      const [slot] = await delivery.recent(subscription, 1)
      if (!slot) return undefined
      const { date, claimedAt, papers, posts } = slot
      const note = readNote(slot, log)
      return { date, claimedAt, papers: papers.length, note, posts }
    },
  }

  /** None where the receipt is damaged: then it is looked at as if it had not been posted by a subscription. */
  async function fateOfPosted({ subscription, date, receipt }: PostedPaper): Promise<Fate | undefined> {
    const read = receiptSchema.safeParse(receipt)
    if (!read.success) log.error({ subscription, date, err: read.error }, 'a receipt is damaged')
    const slot = read.success && (await delivery.slot(subscription, date))
    if (!slot) return undefined
    const delivered = deliveredOfPaper(slot, read.data.place)
    return { kind: 'judged', date, verdict: { kind: 'posted', receipt: read.data }, delivered }
  }

  /** By the newest post that looked at it and had not shown it before. */
  async function judgedFate(
    { id, lists }: Asked,
    { id: subscription }: Subscription,
  ): Promise<Fate | undefined> {
    let otherwise: Fate | undefined
    const slots = await delivery.recent(subscription, limits.postsLookedBack)
    const notes = slots.map(slot => readNote(slot, log))
    for (const [at, slot] of slots.entries()) {
      const note = notes[at]
      if (!note) continue
      const leftOut = note.leftOut.find(list => lists.includes(list))
      // An older post may have looked at it, when its list still grew.
      if (leftOut !== undefined) otherwise ??= { kind: 'left out', list: leftOut, date: slot.date }
      if (!wasLookedAt({ id, lists }, note, notes[at + 1])) continue
      const situation = await context.situationOf(subscription, slot.date)
      if (!situation) continue
      const verdict = explain(id, situation)
      const fate: Fate = { kind: 'judged', date: slot.date, verdict, delivered: [] }
      if (verdict.kind !== 'shown before' && verdict.kind !== 'not listed') return fate
      otherwise ??= verdict.kind === 'shown before' ? fate : undefined
    }
    return otherwise
  }

  async function listedFate({ id, lists }: Asked, subscription: Subscription): Promise<Fate> {
    const newest = lists.at(-1)
    if (newest === undefined) return { kind: 'unlisted' }
    const { at, lists: next } = await context.outlook.upcoming(subscription)
    const isNext = subscription.kind === 'trending' ? isTrending(newest, at) : next.includes(newest)
    if (!isNext && newest <= (next.at(-1) ?? newest))
      return { kind: 'before', list: newest, ...begun(subscription, newest) }
    const paused = subscription.paused !== undefined || (await delivery.pause(subscription.id)) !== undefined
    const situation = await (await context.shared()).situationOn(subscription, [newest])
    const verdict = explain(id, { ...situation, posted: new Map() })
    return {
      kind: 'to come',
      list: newest,
      ...(isNext && { at: { instant: at, zone: subscription.zone } }),
      paused,
      verdict,
      ofTeam: subscription.kind === 'team',
    }
  }
}

/** When a list was over already: at first, or when it was resumed or got another time. */
function begun(
  { createdAt, since }: Subscription,
  list: string,
): Pick<Extract<Fate, { kind: 'before' }>, 'since' | 'anew'> {
  const anew = Temporal.Instant.compare(closesAt(list), createdAt) > 0
  return { since: anew ? since : createdAt, anew }
}

/** @param before of the post before it: what waited after that was looked at again */
function wasLookedAt({ id, lists }: Asked, note: Note, before: Note | undefined): boolean {
  const waited = [note, before].some(one => lists.some(list => one?.waiting[list]?.includes(id)))
  return waited || note.lists.some(list => lists.includes(list.date))
}

const isTrending = (list: string, at: Temporal.Instant): boolean =>
  list > at.subtract({ hours: 24 * limits.trendingDays }).toString()
