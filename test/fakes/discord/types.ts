/**
 * What tests see of the loopback Discord: a service that the real discord.js logs in to, and the ways in which people
 * and Discord itself act on it. Facts are from https://docs.discord.com/developers unless something else is named.
 */
import type {
  APIApplicationCommandOptionChoice,
  APIMessage,
  APIModalInteractionResponseCallbackData,
  PermissionsString,
} from 'discord.js'
import type { Held } from '../held.ts'

export interface FakeDiscordOptions {
  /** Milliseconds since 1970; ids, deadlines and rate limits follow it. Default: `Date.now`. */
  readonly now?: () => number
  /** Of real time; after it, what `until` waits for is an error that says what was seen. Default 10,000: discord.js waits 5 s between two IDENTIFYs. */
  readonly patienceMs?: number
  /** Requests per second over everything but interaction endpoints. Default 50, as Discord's. */
  readonly requestsPerSecond?: number
  /** How often an hour-old message may be edited. Discord doesn't say; default 30. */
  readonly lateEditsAllowed?: number
  /** How often HELLO asks for a heartbeat. Default 41,250, as Discord's. */
  readonly heartbeatMs?: number
}

export interface FakeUser {
  readonly id: string
  readonly username: string
  readonly global_name: string
}

/** Something that Discord would refuse, or that this project must never send. */
export interface Violation {
  /** `POST /channels/:id/messages`. */
  readonly route: string
  /** Where in the body: `components.0.components.3.custom_id`; empty for the whole. */
  readonly path: string
  readonly message: string
}

/** A file sent along with a message. */
export interface SentFile {
  readonly name: string
  readonly text: string
}

export interface RecordedRequest {
  readonly method: string
  /** As it was asked for, `@original` decoded, without the query. */
  readonly path: string
  /** With `:id`, `:token` in place of values. */
  readonly route: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly files: readonly SentFile[]
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** By the fake's clock. */
  readonly at: number
  /** Status of the answer; `undefined` while there is none. */
  status: number | undefined
}

/** A message as it stands now: the object stays the same while the message is edited. */
export interface FakeMessage {
  readonly id: string
  readonly channelId: string
  /** What Discord would send about it. */
  readonly raw: APIMessage
  /** Only the person who asked sees it. */
  readonly ephemeral: boolean
  /** "Paperboy is thinking…": a deferred answer that was not given yet. */
  readonly loading: boolean
  /** A mention fired, or a post (not an answer) came without `SUPPRESS_NOTIFICATIONS`. */
  readonly notified: boolean
  readonly deleted: boolean
}

/** Who does something, and where. */
export interface Act {
  /** Default: ada, who manages the server. */
  readonly user?: FakeUser
  /** Id of a channel, a thread or a conversation with the bot (`channels.dm`). Default: `channels.text`. */
  readonly channel?: string
  /** `en-US` by default. */
  readonly locale?: string
  /**
   * The person installed the bot for themselves; the server is one that the bot is not in. The channel is then that
   * server's, unless `channel` names one of the person's own conversations (`elsewhere.dm`).
   */
  readonly userInstalled?: boolean
  /** Instead of those that roles and overwrites give the person in that channel. */
  readonly permissions?: readonly PermissionsString[]
}

export type OptionValue = string | number | boolean

export interface CommandAct extends Act {
  /** Name of the sub-command of `/papers`. */
  readonly command: string
  /** Type (string, integer, number, boolean) follows the value. */
  readonly options?: Readonly<Record<string, OptionValue>>
}

export interface MenuAct extends Act {
  /** Default: the only message command there is: "Find papers here". */
  readonly name?: string
  /** Text of the message whose menu was opened; a person wrote it. */
  readonly content: string
}

export interface AutocompleteAct extends Act {
  readonly command: string
  /** Name of the option that is being typed. */
  readonly option: string
  readonly typed: string
  /** What was filled in before. */
  readonly options?: Readonly<Record<string, OptionValue>>
}

export interface FakeInteraction {
  readonly id: string
  readonly token: string
  /** Real milliseconds until the first callback was taken; `undefined` before. */
  readonly ackMs: number | undefined
  /** Type of the first callback: 4 message, 5 deferred, 6 deferred update, 7 update, 8 choices, 9 modal. */
  readonly callbackType: number | undefined
  /** The form that was opened. */
  readonly modal: APIModalInteractionResponseCallbackData | undefined
  /**
   * Every message that answered it, in order and as it stands now, with the pressed message once it was updated.
   * Deleted ones are not shown.
   */
  readonly shown: readonly FakeMessage[]
  /** The text of all that is shown. */
  text(): string
  /** Resolves when it holds; re-checked on every change. Rejects after `patienceMs`. */
  until(predicate: (interaction: FakeInteraction) => boolean): Promise<void>
  /** The first callback was taken. */
  acknowledged(): Promise<void>
  /** The first message that answers it, when it is no longer "thinking…": given, edited or updated. */
  answered(): Promise<FakeMessage>
}

/**
 * What happens to a channel (or thread) from now on:
 * `gone` deleted (10003); `hidden` the bot may not view it (50001); `forbidden` it may not send (50013);
 * `archived` a thread that sending opens again; `locked` an archived thread that only moderators open (50083);
 * `undeliverable` a person who takes no direct messages (50007); `full` no more threads (160006).
 * What happens to the next request to it that would change something:
 * `limited` 429; `dropped` taken, but the connection is lost before the answer; `failed` 500, nothing taken;
 * `unavailable` 503, nothing taken; `unauthorised` 401.
 */
export type Fault =
  | 'gone'
  | 'hidden'
  | 'forbidden'
  | 'archived'
  | 'locked'
  | 'undeliverable'
  | 'full'
  | 'limited'
  | 'dropped'
  | 'failed'
  | 'unavailable'
  | 'unauthorised'

export interface BucketLimit {
  /** `POST /channels/:id/messages`: method and route as in `RecordedRequest.route`; one bucket per channel, guild or token. */
  readonly route: string
  readonly limit: number
  readonly perMs: number
}

export interface ForcedAnswer {
  readonly status: number
  /** Discord's own code. Default 0. */
  readonly code?: number
  readonly message?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Answers instead of the service; `dropped`: the service does it, but the connection is lost before the answer. */
export type NextAnswer = ForcedAnswer | 'dropped'

export interface FakeGateway {
  /** Open connections that are identified. */
  readonly connections: number
  readonly identifies: readonly {
    readonly token: string
    readonly intents: number
    readonly shard: unknown
  }[]
  /** How often a session was resumed. */
  readonly resumes: number
  /** Cuts the connection without a close frame. */
  drop(): void
  /** Op 9. The client resumes, or identifies again. */
  invalidateSession(resumable: boolean): void
  /** Op 7. */
  reconnect(): void
  /** Closes with this code. 4004: the token is revoked, and stays so. */
  close(code: number): void
  /** GUILD_DELETE with `unavailable: true`. */
  unavailable(guildId?: string): void
  /** GUILD_CREATE: the server is back, or the bot was invited. */
  available(guildId?: string): void
  /** GUILD_DELETE: the bot was removed. Its channels answer 10003/50001. */
  kick(guildId?: string): void
  /** The bot is let in again. */
  invite(guildId?: string): void
}

export interface FakeDiscord {
  /** For `rest: { api: url }` and `DISCORD_API_URL`. */
  readonly url: string
  /** The one that is accepted. */
  readonly token: string
  readonly applicationId: string
  readonly guildId: string
  readonly channels: {
    readonly text: string
    /** Not to be seen by @everyone; the bot and ada may. */
    readonly private: string
    /** The text chat of a voice channel. */
    readonly voice: string
    /** With the tags `NLP`, `Vision` and the moderated `Announcement`. */
    readonly forum: string
    /** The same, with `REQUIRE_TAG`. */
    readonly forumRequiringTag: string
    /** The bot's conversation with ada. */
    readonly dm: string
  }
  /** Where the bot is not: a server of bob's, and ada's conversation with bob. For `userInstalled`. */
  readonly elsewhere: { readonly guildId: string; readonly channel: string; readonly dm: string }
  /** ada has Manage Server; bob has what everybody has. */
  readonly users: { readonly ada: FakeUser; readonly bob: FakeUser }
  readonly violations: readonly Violation[]
  readonly requests: readonly RecordedRequest[]
  readonly gateway: FakeGateway
  readonly clock: { now(): number; advance(ms: number): void }

  /** `/papers search query:…`. */
  command(act: CommandAct): FakeInteraction
  /** The bot's entry in a message's menu ("Apps"). */
  menu(act: MenuAct): FakeInteraction
  /** The choices that are offered while a person types. */
  autocomplete(act: AutocompleteAct): Promise<APIApplicationCommandOptionChoice[]>
  /** Presses a button, named by its label or custom_id. An error lists those that are there. */
  press(message: FakeMessage, labelOrCustomId: string, act?: Act): FakeInteraction
  /** Chooses in a select, named by its custom_id or placeholder; values or labels of its options. */
  choose(
    message: FakeMessage,
    customIdOrPlaceholder: string,
    values: readonly string[],
    act?: Act,
  ): FakeInteraction
  /** Fills in the form that an interaction opened; fields by custom_id or label, those left out keep their value. */
  submit(
    opened: FakeInteraction,
    values: Readonly<Record<string, string | readonly string[]>>,
    act?: Act,
  ): FakeInteraction
  /** Sends the same event again, as after a resume. */
  deliverAgain(interaction: FakeInteraction): void
  /** A person says something in a channel or thread. */
  say(channelId: string, content: string, user?: FakeUser): FakeMessage
  /** A person opens a post in a forum; returns its id. */
  openPost(forumId: string, title: string, user?: FakeUser): string
  /** A person gives a thread another name, which a message of Discord's says in it. */
  rename(threadId: string, name: string): void
  /** Somebody deletes a message. */
  remove(messageId: string): void

  /** What stands in a channel or thread, oldest first; without what only one person sees. */
  messages(channelId: string): FakeMessage[]
  /** The threads of a channel and the posts of a forum, oldest first. */
  threads(channelId: string): string[]
  /** As people read it: content, text displays, labels of buttons, alt texts are not read. */
  messageText(message: FakeMessage): string
  /** Resolves when it holds; re-checked on every change. Rejects after `patienceMs`. */
  until(predicate: () => boolean): Promise<void>

  apply(fault: Fault, channelId: string): void
  /** Takes permissions from the bot in a channel, or on the whole server. The gateway says so. */
  deny(permissions: readonly PermissionsString[], channelId?: string): void
  /** Gives permissions to the bot in a channel. The gateway says so. */
  allow(permissions: readonly PermissionsString[], channelId: string): void
  /** A bucket of its own, by the fake's clock; the headers are as Discord's. */
  limit(bucket: BucketLimit): void
  /** What answers the next request to the route. */
  answerNext(route: string, answer: NextAnswer): void
  /** Requests to the route are taken but wait for an answer until the returned function is called. */
  stall(route: string): () => void
  /** Holds back the `nth` (default 1) request from now on that would post in a channel or in one of its threads. */
  holdPost(channelId: string, nth?: number): Held
  /** The registered commands: global, or of a server. */
  commands(guildId?: string): readonly unknown[]
  close(): Promise<void>
}
