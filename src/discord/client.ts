/** The connection to Discord: discord.js keeps it alive; this says when it is lost for good. */
import { once } from 'node:events'
import {
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  Options,
  REST,
  RESTEvents,
  type RESTOptions,
} from 'discord.js'
import PQueue from 'p-queue'
import { UserError } from '../errors.ts'
import type { DiscordLog } from './log.ts'
import { NeverSent } from './outcomes.ts'
import { refusedStart, refusedToken } from './refused-start.ts'
import type { AnswerClients } from './answers/responses.ts'
import { within } from '../chat/within.ts'
import type { Timing } from './timing.ts'

export interface ConnectionOptions {
  readonly token: string
  readonly apiUrl: string
  readonly log: DiscordLog
  readonly timing: Timing
}

export interface Connection {
  readonly client: Client
  readonly answers: AnswerClients
  /** Sends once: it neither tries again nor waits, so that only delivery does. */
  readonly posting: REST
  /** Rejects, once, when there is no way on. */
  readonly lost: Promise<never>
  /** @throws UserError when Discord refuses the token or cannot be reached, and when it is closed before it is there. */
  login(): Promise<void>
  close(): Promise<void>
}

/** Nothing is connected before `login`, nor after `close`, whatever is under way then. */
export function createConnection(options: ConnectionOptions): Connection {
  const { token, apiUrl, log, timing } = options
  const closing = new AbortController()
  const makeRequest = paceOf(timing.requestsPerSecond)
  const rest = { version: '10', api: apiUrl, timeout: timing.requestMs, globalRequestsPerSecond: unlimited }
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: 'auto',
    allowedMentions: { parse: [] },
    waitGuildTimeout: timing.serverMs,
    makeCache: Options.cacheWithLimits(cacheLimits),
    rest: { ...rest, makeRequest: endedBy(closing.signal, makeRequest) },
  })
  const posting = new REST({ ...rest, makeRequest, retries: 0, rejectOnRateLimit: () => true }).setToken(
    token,
  )
  const { promise: lost, reject: lose } = Promise.withResolvers<never>()
  lost.catch(() => undefined)
  for (const used of [client.rest, posting]) {
    used.on(RESTEvents.Response, (_request, { status }) => {
      if (status === 401) lose(refusedToken())
    })
  }
  client.on(Events.ShardDisconnect, ({ code }) => lose(code === 4004 ? refusedToken() : closedForGood(code)))
  logHappenings(client, log)
  let loggingIn: Promise<unknown> = Promise.resolve()

  return { client, answers: answerClients(rest), posting, lost, login, close }

  async function login(): Promise<void> {
    try {
      closing.signal.throwIfAborted()
      const ready = once(client, Events.ClientReady, { signal: closing.signal })
      const connected = client.login(token)
      loggingIn = Promise.allSettled([connected])
      const loggedIn = Promise.race([Promise.all([connected, ready]), lost])
      if (await within(loggedIn, timing.startMs)) return
      throw new Error(`no answer within ${timing.startMs / 1000} seconds`)
    } catch (error) {
      const stopped = closing.signal.aborted
      await close()
      throw stopped ? stoppedEarly() : refusedStart(error, apiUrl)
    }
  }

  /**
   * discord.js goes on with a login that it is destroyed in, or never ends to be destroyed: requests fail from now on,
   * and what is under way beyond them comes to its end first.
   */
  async function close(): Promise<void> {
    closing.abort()
    await within(loggingIn, timing.stopMs)
    await within(client.destroy(), timing.stopMs)
  }
}

const onlyTheBot = {
  maxSize: 0,
  keepOverLimit: ({ id, client }: { id: string; client: Client }) => id === client.user?.id,
}

/** Only what decides who may see and write what is remembered: servers, channels, roles, and the bot itself. */
const cacheLimits = {
  MessageManager: 0,
  DMMessageManager: 0,
  GuildMessageManager: 0,
  ReactionManager: 0,
  PresenceManager: 0,
  VoiceStateManager: 0,
  GuildEmojiManager: 0,
  GuildStickerManager: 0,
  ThreadMemberManager: 0,
  GuildMemberManager: onlyTheBot,
  UserManager: onlyTheBot,
}

/** Interactions do not count towards the bot's global limit (https://docs.discord.com/developers/topics/rate-limits). */
function answerClients(rest: Partial<RESTOptions>): AnswerClients {
  return { once: new REST({ ...rest, retries: 0 }), again: new REST({ ...rest, retries: 3 }) }
}

const unlimited = Number.POSITIVE_INFINITY

type MakeRequest = RESTOptions['makeRequest']

/**
 * Requests at most so many in any second, over all clients that share it. The SDK's own global limit counts each client
 * by itself and by fixed seconds, so that twice as many can meet in one of Discord's.
 */
function paceOf(requestsPerSecond: number): MakeRequest {
  const queue = new PQueue({ interval: 1000, intervalCap: requestsPerSecond, strict: true })
  return (url, init) =>
    queue.add(() => {
      // The SDK's time-out counts the time in the queue, too.
      if (init.signal?.aborted) throw new NeverSent('It waited too long for its turn.')
      return DefaultRestOptions.makeRequest(url, init)
    })
}

function endedBy(end: AbortSignal, makeRequest: MakeRequest): MakeRequest {
  return (url, init) =>
    makeRequest(url, { ...init, signal: init.signal ? AbortSignal.any([init.signal, end]) : end })
}

const stoppedEarly = (): UserError =>
  new UserError('discord.stopped', 'Paperboy was stopped before it was connected to Discord.')

/** Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const closedForGood = (code: number): UserError =>
  new UserError('discord.closed', `Discord closed the connection for good (code ${code}).`, {
    help: 'Start Paperboy again; if that changes nothing, install its newest version.',
  })

function logHappenings(client: Client, log: DiscordLog): void {
  client
    .on(Events.Error, err => log.warn({ err }, 'discord.js reported an error.'))
    .on(Events.Warn, message => log.warn({ message }, 'discord.js reported a warning.'))
    .on(Events.ShardError, (err, shard) => log.warn({ err, shard }, 'The connection to Discord broke.'))
    .on(Events.ShardReady, shard => log.info({ shard }, 'Connected to Discord.'))
    .on(Events.ShardResume, (shard, replayed) => log.info({ shard, replayed }, 'Connected to Discord again.'))
    .on(Events.GuildUnavailable, ({ id }) => log.warn({ server: id }, 'A server is unavailable.'))
    .on(Events.GuildCreate, ({ id }) => log.info({ server: id }, 'Invited to a server.'))
    .on(Events.GuildDelete, ({ id }) => log.info({ server: id }, 'Removed from a server.'))
}
