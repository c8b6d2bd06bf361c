/** What can be seen in the loopback Slack afterwards: messages, views, deliveries, requests, violations. */
import type { Json } from './walk.ts'

/** A message as the channel holds it; the same object is changed by edits, so it can be held on to. */
export interface FakeMessage {
  readonly kind: 'message'
  readonly channel: string
  readonly ts: string
  readonly user: string
  /** The top-level `text`, still escaped: what notifications and screen readers use. */
  text: string
  blocks: Json[]
  /** The parent's `ts` where this is an answer in a thread. */
  readonly thread?: string
  metadata?: { event_type: string; event_payload: Json }
  edited: boolean
  deleted: boolean
  /** The only person who sees it; by `chat.postEphemeral` or a private `response_url` answer. */
  readonly onlyFor?: string
  /** Everything of the request's body that put it there: `unfurl_links` and so on. */
  readonly sent: Json
}

/** A modal or a Home that stands in front of a person; the same object is changed by updates. */
export interface FakeView {
  readonly kind: 'view'
  readonly id: string
  readonly type: 'modal' | 'home'
  readonly user: string
  /** As it was sent: title, blocks, submit, private_metadata … */
  content: Json
  updates: number
  closed: boolean
}

/** One thing that Slack delivered to the bot, and what came of it. */
export interface FakeDelivery {
  readonly kind: 'slash_commands' | 'interactive' | 'events_api'
  /** Socket Mode: `envelope_id`. HTTP: a number of our own. */
  readonly id: string
  readonly payload: Json
  /** How often it was delivered, first time included. */
  readonly attempts: number
  /** From sending it to its acknowledgement in real milliseconds; undefined until then. */
  readonly ackMs: number | undefined
  /** The acknowledgement's body: for a view's submission its `response_action`; for a command an answer. */
  readonly ackBody: unknown
  /** HTTP only: the status of the last attempt. */
  readonly status: number | undefined
  acknowledged(): Promise<void>
  /**
   * What answered it, in the order in which it appeared, with later edits in it: precisely what its `response_url` and
   * `trigger_id` brought about (also updates of such a view), and what the bot wrote with the Web API into the same
   * channel, or to the same person privately, since it was delivered.
   */
  readonly shown: readonly (FakeMessage | FakeView)[]
  /** Resolves with `text()` as soon as something was shown (which `accept` accepts). */
  answered(accept?: (text: string) => boolean): Promise<string>
  /** All that was shown and not deleted, as people read it, parted by empty lines. */
  text(): string
}

/** A request that the bot made. */
export interface FakeRequest {
  /** `chat.postMessage` …, or `response_url`. */
  readonly method: string
  readonly body: Json
  /** What the answer was: 200 with `ok: false` has the error here. */
  readonly status: number
  readonly error: string | undefined
  /** In real milliseconds (`performance.now()`). */
  readonly atMs: number
}

/** Something in a body that Slack would refuse, or that this project has forbidden itself. */
export interface Violation {
  readonly method: string
  readonly messages: readonly string[]
  readonly body: Json
}
