/** The outbox: what is said where, at most once. The contract; `create-delivery.ts` makes it. */
import type { Place } from '../chat/place.ts'
import type { MessageRef, ThreadOpening } from '../chat/platform.ts'
import type { Reply } from '../chat/reply.ts'

/** One message to be sent. It holds something to press: Discord finds a message by that. */
export interface Post {
  /** Made by the caller, the same whenever it makes this post again: one key is one message. */
  readonly key: string
  readonly place: Place
  readonly reply: Reply
  /** The message opens a thread: under the message of another post, or as a post of the forum `place`. */
  readonly thread?: Pick<ThreadOpening, 'title' | 'tags'> & {
    /** Key of a post that was given before, for the same place, or a message that stands there; each has one thread. */
    readonly under?: string | MessageRef
  }
}

/** What one subscription says for one slot. */
export interface Claim {
  readonly subscription: string
  /** Local date of the slot, ISO. */
  readonly date: string
  readonly channel: Place
  /** The papers it takes, each with why (JSON). */
  readonly papers: readonly { readonly id: string; readonly receipt: unknown }[]
  /** In the order in which they are sent; none where there is nothing to say, which is kept as well. */
  readonly posts: readonly Post[]
  /** Kept with the slot (JSON): the lists that it covered, why nothing was posted. */
  readonly note?: unknown
}

/**
 * `already`: the slot was claimed before. `conflict`: these papers were posted in the channel meanwhile. `unwanted`: the
 * subscription is paused or not there any more.
 */
export type ClaimResult =
  | { readonly kind: 'claimed' }
  | { readonly kind: 'unwanted' }
  | { readonly kind: 'already' }
  | { readonly kind: 'conflict'; readonly papers: readonly string[] }

/**
 * What became of a message. `waiting`: it will be sent, or is being looked for. `refused`: it wasn't sent.
 * `unknowable`: it may have been sent and cannot be looked for; it is never sent again.
 */
export type Delivered =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'sent'; readonly message: MessageRef }
  | { readonly kind: 'refused'; readonly forOwner: string; readonly forLog: string }
  | { readonly kind: 'unknowable'; readonly forLog: string }

/** A slot that was claimed, and what became of it. */
export interface Slot extends Pick<Claim, 'subscription' | 'date' | 'channel' | 'papers' | 'note'> {
  /** ISO instant. */
  readonly claimedAt: string
  readonly posts: readonly (Pick<Post, 'key' | 'place'> & { readonly delivered: Delivered })[]
}

/** A paper that a channel got, or is getting. */
export interface PostedPaper extends Pick<Claim, 'subscription' | 'date'> {
  /** The id it has now. */
  readonly paper: string
  /** ISO instant. */
  readonly claimedAt: string
  readonly receipt: unknown
}

/** Why nothing is sent for a subscription until it is resumed. */
export interface Pause {
  readonly subscription: string
  readonly place: Place
  readonly forOwner: string
  readonly forLog: string
  /** ISO instant; with the subscription it names this pause for good. */
  readonly since: string
}

/** How many messages are not over, or ended in doubt. */
export interface Waiting {
  /** To be sent. */
  readonly waiting: number
  /** Handed to the platform, no answer yet. */
  readonly sending: number
  /** To be sent once their subscription is resumed. */
  readonly paused: number
  readonly unknowable: number
}

/**
 * Every message is on disk before it is sent and confirmed after it. What a subscription has to say is sent only where
 * it is wanted when it is handed over; what was handed to its platform before is still looked for. Messages of one place
 * are sent in the order in which they were given; places do not wait for each other. One Delivery at a time has a
 * database.
 */
export interface Delivery {
  /**
   * Takes a slot and its papers for this subscription, all of it or nothing, and sends its posts. Claims made at the
   * same time share a commit: make many without waiting for each.
   * @throws PaperboyError `delivery.parent` for a thread under a post that wasn't given before for the same place, or
   * that has a thread
   */
  claim(claim: Claim): Promise<ClaimResult>
  /**
   * Sends a message that belongs to no slot; resolves when that is over, or with `waiting` when delivery stops first.
   * A key that was used before sends nothing and tells what became of that message. Throws like `claim`.
   */
  send(post: Post): Promise<Delivered>
  /**
   * Ends a pause, or goes on with a subscription that was not wanted for a while. What was refused or waited is sent
   * now, as far as it is younger than a day.
   */
  resume(subscription: string): Promise<void>
  /** Tells who waits for messages that were deleted that they are not sent. */
  forgotten(): void
  /** Begins to send, with what an earlier process left; it is settled whether that was sent. */
  start(): Promise<void>
  /** Once all that can be sent now is. */
  settled(): Promise<void>
  /** Waits for what is being sent; the rest is sent after the next start. */
  stop(): Promise<void>

  /** The papers (default: all) that a channel got, under whichever id they were posted. */
  posted(channel: Place, papers?: readonly string[]): Promise<PostedPaper[]>
  /** The papers that a channel got since then (milliseconds since the epoch), that included, as they were known then. */
  postedSince(
    channel: Place,
    sinceMs: number,
  ): Promise<readonly { readonly paper: string; readonly atMs: number }[]>
  slot(subscription: string, date: string): Promise<Slot | undefined>
  /** The last slots that were claimed, newest first; `before`: of earlier dates than that. */
  recent(subscription: string, count: number, before?: string): Promise<Slot[]>
  /** The last slot of each of these subscriptions that claimed any, by its id. */
  latest(
    subscriptions: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<Claim, 'subscription' | 'date' | 'note'>>>
  /** The last date that each subscription claimed, by its id. */
  lastDates(): Promise<ReadonlyMap<string, string>>
  pause(subscription: string): Promise<Pause | undefined>
  /** Subscriptions that are paused. */
  paused(): Promise<ReadonlySet<string>>
  /** Of one place, or of all. */
  waiting(place?: Place): Promise<Waiting>
}
