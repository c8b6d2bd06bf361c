/** What tests see of the loopback Slack. `startFakeSlack` in `server.ts` starts it. */

import type { Held } from '../held.ts'
import type { FakeDelivery, FakeMessage, FakeRequest, FakeView, Violation } from './shown.ts'
import type { Json } from './walk.ts'

export type * from './shown.ts'
export type { Json } from './walk.ts'

export interface FakeSlackOptions {
  /** How events and interactions reach the bot; `http` needs `deliverTo` before the first one. Default: `socket`. */
  readonly transport?: 'socket' | 'http'
  /** What `x-oauth-scopes` says, and what methods check. Default: what the manifest asks for. */
  readonly scopes?: readonly string[]
  /** Scaled-up pace of posting: more than this in one second and channel is answered with 429. Default: no limit. */
  readonly postsPerSecond?: number
}

/** Who acts and where. Default: Ada in the general channel (for `direct` and `home`: in her direct messages). */
export interface Act {
  readonly user?: string
  readonly channel?: string
  /** `ts` of the thread's parent. A slash command cannot be given in a thread, as in Slack. */
  readonly thread?: string
  /** Of a message that another app writes as this person. */
  readonly metadata?: { readonly event_type: string; readonly event_payload: Json }
}

/**
 * What happens to calls of a method:
 * an error code of Slack's (`channel_not_found`, `not_in_channel`, `is_archived`, `restricted_action`, `missing_scope`,
 * `token_revoked`, `account_inactive`, `msg_too_long`, …) is answered with `ok: false`; `500`, `502`, `503` is that HTTP status and
 * nothing was taken; `reset`: the connection is dropped before it was taken; `dropped`: it is taken, then the connection is
 * dropped without an answer; `stall`: no answer until `release` or `close`.
 */
export type Fault = 500 | 502 | 503 | 'reset' | 'dropped' | 'stall' | (string & {})

export interface FaultRule {
  /** Default: every method. */
  readonly method?: string
  /** Default: every channel, and methods without one. */
  readonly channel?: string
  /** How many calls it holds for. Default: until `lift`. */
  readonly times?: number
}

/** How the next HTTP delivery is made wrong. Works on every delivery until it is set back to `right`. */
export type Signing = 'right' | 'wrong' | 'old' | 'absent'

export interface FakeSocket {
  /** Open connections that said hello. */
  readonly connections: number
  /** Closes every connection without a word, as a lost network does. */
  dropAll(): void
  /**
   * Tells every connection to go with `disconnect`; they get nothing new once there is another, and it is the bot who closes
   * them.
   */
  refresh(reason?: 'refresh_requested' | 'warning'): void
  /** The present connections stay open and say nothing more: no pings, no pongs, no events. New ones work. */
  goSilent(): void
  /** `apps.connections.open` fails with this error until it is called without one. */
  refuse(error?: string): void
}

export interface FakeSlack {
  /** For `slackApiUrl`; ends in `/api/`. */
  readonly url: string
  readonly botToken: string
  readonly appToken: string
  readonly signingSecret: string
  readonly teamId: string
  readonly appId: string
  readonly botUserId: string
  readonly botId: string
  /**
   * Ids. The bot is a member of all but `notMember` (private: the API says channel_not_found), `notJoined` (public) and
   * `archived` is archived. `im` is Ada's conversation with the bot, `mpim` one of Ada, Bob and the bot, `people` one of Ada
   * and Bob, where the bot is not.
   */
  readonly channels: Readonly<
    Record<
      'general' | 'second' | 'private' | 'notMember' | 'notJoined' | 'archived' | 'im' | 'mpim' | 'people',
      string
    >
  >
  /** Ids. Ada is an admin and in Europe/Berlin, Bob is neither admin nor owner and in America/New_York. */
  readonly users: Readonly<Record<'ada' | 'bob', string>>
  /** Bodies that Slack or this project's rules forbid. A test usually ends with `expect(slack.violations).toEqual([])`. */
  readonly violations: readonly Violation[]
  /** Every call of the bot, oldest first. */
  readonly requests: readonly FakeRequest[]
  readonly deliveries: readonly FakeDelivery[]
  /** What the expiry of `response_url` and `trigger_id` goes by. Starts at the real time and stands still. */
  readonly clock: { nowMs(): number; advance(ms: number): void }

  /** `/papers TEXT`. Throws in a thread, where Slack has no slash commands. `text` as Slack delivers it: escape it yourself. */
  command(text: string, act?: Act): FakeDelivery
  /** A message `<@BOT> TEXT` in a channel: an `app_mention` event. It is sent, and `payload` filled, once the message stands. */
  mention(text: string, act?: Act): FakeDelivery
  /** A direct message to the bot: a `message` event with `channel_type: im`. */
  direct(text: string, act?: Act): FakeDelivery
  /** Presses a button by its `action_id` or its label (also one in a section's accessory or an actions row). */
  press(on: FakeMessage | FakeView, button: string, act?: Act): FakeDelivery
  /** Chooses in a select or date picker (by `action_id` or placeholder): an option by its value or label, or a date. */
  choose(
    on: FakeMessage | FakeView,
    actionId: string,
    value: string | readonly string[],
    act?: Act,
  ): FakeDelivery
  /** Chooses in the overflow menu that holds this option (label or value); `actionId` where several do. */
  overflow(
    on: FakeMessage | FakeView,
    option: string,
    act?: Act & { readonly actionId?: string },
  ): FakeDelivery
  /** A message shortcut on a message, which can be anyone's (see `write`). */
  shortcut(callbackId: string, on: FakeMessage, act?: Act): FakeDelivery
  /** A global shortcut. */
  globalShortcut(callbackId: string, act?: Act): FakeDelivery
  /** Submits a modal. `values` by `action_id` or the input's label: text, option value or label, or several. */
  submit(view: FakeView, values?: Readonly<Record<string, string | readonly string[]>>): FakeDelivery
  /** Closes a modal; delivers `view_closed` where it asked for it (`notify_on_close`). */
  dismiss(view: FakeView): FakeDelivery | undefined
  /** `app_home_opened` of the Home tab. */
  home(act?: Act): FakeDelivery
  /** `member_joined_channel` of the bot, invited by `user`; the bot is a member from then on. */
  joined(act?: Act): FakeDelivery
  /** A message in a channel, and the `link_shared` event for what of it stands at the app's domains. */
  paste(text: string, act?: Act): FakeDelivery
  /** Any other event: `{type: 'app_uninstalled'}`, `{type: 'link_shared', …}`, a bot's own message … */
  event(event: Json): FakeDelivery
  /** Slack's retry: the same event id again (Socket Mode: `retry_attempt`; HTTP: `X-Slack-Retry-Num`). */
  deliverAgain(delivery: FakeDelivery): void
  /** A person writes in a channel; nothing is delivered to the bot. */
  write(text: string, act?: Act): Promise<FakeMessage>
  /** Somebody deletes a message. */
  remove(message: FakeMessage): Promise<void>

  /** What stands in a channel, oldest first, without private answers; with `thread` only the answers in it. */
  messages(channel: string, thread?: string): FakeMessage[]
  /** What only this person sees, oldest first. */
  ephemerals(user: string, channel?: string): FakeMessage[]
  /** Modals in front of a person that are not closed, oldest first. */
  views(user: string): FakeView[]
  /** The Home as it was last published to a person. */
  homeOf(user: string): FakeView | undefined
  /** What `chat.unfurl` was told, by link. */
  readonly unfurls: readonly { channel: string; ts: string; unfurls: Json }[]
  /** As people read it: blocks without mark-up (entities decoded, links by their label, buttons as `[Label]`), or else the text. */
  textOf(shown: FakeMessage | FakeView): string
  /** The control with this `action_id` or label, as it was sent. */
  control(on: FakeMessage | FakeView, idOrLabel: string): Json
  /** Whether it alerted somebody: a mention of a channel, a group or a person is in a text or in rich text. */
  notifies(message: FakeMessage): boolean

  /** The next `times` (default 1) calls are answered with 429 and `Retry-After: seconds`, and not taken. */
  limit(rule: { method: string; channel?: string; seconds: number; times?: number }): void
  /** Makes calls fail; returns what takes it back (and lets go of what it stalled). */
  apply(fault: Fault, rule?: FaultRule): () => void
  /** Holds back the `nth` (default 1) `chat.postMessage` from now on in a channel, its threads included. */
  holdPost(channel: string, nth?: number): Held
  /** Archives, deletes, shares (Slack Connect) or makes private a channel, or takes the bot out of it; `open` takes all of it back. */
  setChannel(channel: string, state: 'open' | 'archived' | 'deleted' | 'shared' | 'private' | 'left'): void
  setScopes(scopes: readonly string[]): void
  /** A person belongs to another company from now on, and is met in shared channels. */
  makeStranger(user: string): void
  /** From now on every call is answered `token_revoked`, `account_inactive` or `invalid_auth`. */
  revoke(error?: 'token_revoked' | 'account_inactive' | 'invalid_auth'): void
  /** HTTP: where the bot listens. Sends `url_verification` first and rejects when the challenge does not come back. */
  deliverTo(url: string): Promise<void>
  /** HTTP: how deliveries are signed from now on. */
  sign(signing: Signing): void
  readonly socket: FakeSocket
  /** Resolves when it holds: looked at whenever something happens here, and every few milliseconds for what happens elsewhere. */
  until(predicate: () => boolean): Promise<void>
  /** Closes everything, connections and stalled calls too. */
  close(): Promise<void>
}
