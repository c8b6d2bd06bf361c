/** The contract that every platform implements; `test/contract/platform.ts` is its suite. */
import type { CommandDescription } from './command.ts'
import type { Place } from './place.ts'
import type { Answer, Reply, Visibility } from './reply.ts'
import type { Choice, CompletionRequest, Request } from './request.ts'

/** A message that exists, where it is. */
export interface MessageRef {
  readonly place: Place
  /** The platform's own id of the message. */
  readonly message: string
  /** The thread that was opened with it, when one was. */
  readonly thread?: Place
}

/**
 * What became of a post. `retry`: the platform said so and nothing was sent. `refused`: it will not succeed without a
 * person. `unknown`: time-out, reset or 5xx, so it may have been sent and must be looked for with `find`.
 */
export type Outcome =
  | { readonly kind: 'sent'; readonly message: MessageRef }
  | { readonly kind: 'retry'; readonly afterMs: number }
  | { readonly kind: 'refused'; readonly forOwner: string; readonly forLog: string }
  | { readonly kind: 'unknown'; readonly forLog: string }

export interface ThreadOpening {
  readonly title: string
  /** Forum tags by name; ignored where there are none. */
  readonly tags: readonly string[]
  /** The first message in the thread. */
  readonly reply: Reply
}

/** What a place is and what can be done in it. */
export interface Inspection {
  readonly kind: 'channel' | 'forum' | 'thread' | 'direct'
  /** Of the channel, a thread's too, without `#`; where the platform tells. */
  readonly name?: string
  readonly private: boolean
  /** Whether people from outside the workspace are in it, for whom what is public there is not. */
  readonly withOutsiders?: true
  readonly state: 'open' | 'archived' | 'locked' | 'gone'
  /** Messages people wrote, for a thread. */
  readonly replies: number
  /** Forum tags that can be used. */
  readonly tags: readonly string[]
  /** Names of the permissions that posting needs and the bot lacks. */
  readonly missing: readonly string[]
  /** Names of those that opening threads there needs besides. */
  readonly missingForThreads: readonly string[]
  /** Whether there can be no threads, whatever is permitted. */
  readonly threadless?: true
}

export interface Handlers {
  /** Never rejects. */
  handle(request: Request): Promise<Answer>
  /**
   * Who will see the answer, as far as can be known before it is handled, for an acknowledgement that has to say so. Reads
   * what is stored. Never rejects.
   */
  expected(request: Request): Promise<Visibility>
  complete(request: CompletionRequest): Choice[]
  /** What there is to register, to parse and to complete. */
  readonly commands: readonly CommandDescription[]
}

export interface Platform {
  readonly name: string
  /** Where direct messages to a person of a workspace are. Pure: whether they can be written to isn't looked at. */
  directPlace(person: string, workspace: string): Place
  start(handlers: Handlers): Promise<void>
  /** Finishes what was acknowledged, then disconnects. */
  stop(): Promise<void>
  /** `key` makes the post findable again; the same key is for the same message only. */
  post(place: Place, reply: Reply, key: string): Promise<Outcome>
  /** `key` is the one that it was posted with: the message stays findable. */
  edit(message: MessageRef, reply: Reply, key: string): Promise<Outcome>
  /** Under a message, or as a post of a forum. A message has one thread with one opener, however often it is asked for. */
  openThread(parent: MessageRef | Place, opening: ThreadOpening, key: string): Promise<Outcome>
  /**
   * Looks through the history of a place for the message with this key, from `since` (ISO instant) on. Rejects when the
   * service cannot be reached: nothing is known then, and it can be looked again later.
   */
  find(place: Place, key: string, since: string): Promise<MessageRef | 'none' | 'cannot look'>
  inspect(place: Place): Promise<Inspection>
  /** The address at which people find a message, once the platform has started; undefined where it has none. Asks nobody. */
  linkTo(message: MessageRef): string | undefined
}
