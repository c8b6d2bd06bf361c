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
import type { Logger } from '../log.ts'
import { refusedStart, refusedToken } from './refused-start.ts'
import type { AnswerClients } from './responses.ts'
import { type Waits, within } from './waits.ts'

export interface ConnectionOptions {
  readonly token: string
  readonly apiUrl: string
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly waits: Waits
}

export interface Connection {
  readonly client: Client
  readonly answers: AnswerClients
  /** Sends once: it neither tries again nor waits, so that only delivery does. */
  readonly posting: REST
  /** Rejects, once, when there is no way on. */
  readonly lost: Promise<never>
  /** @throws UserError when Discord refuses the token or cannot be reached. */
  login(): Promise<void>
}

/** Nothing is connected before `login`. */
export function createConnection(options: ConnectionOptions): Connection {
  const { token, apiUrl, log, waits } = options
  const rest = { version: '10', api: apiUrl, timeout: waits.requestMs, globalRequestsPerSecond: unlimited }
  const paced = { ...rest, makeRequest: paceOf(waits.requestsPerSecond) }
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    shards: 'auto',
    allowedMentions: { parse: [] },
    makeCache: Options.cacheWithLimits(cacheLimits),
    rest: paced,
  })
  const posting = new REST({ ...paced, retries: 0, rejectOnRateLimit: () => true }).setToken(token)
  const { promise: lost, reject: lose } = Promise.withResolvers<never>()
  lost.catch(() => undefined)
  for (const used of [client.rest, posting]) {
    used.on(RESTEvents.Response, (_request, { status }) => {
      if (status === 401) lose(refusedToken())
    })
  }
  client.on(Events.ShardDisconnect, ({ code }) => lose(code === 4004 ? refusedToken() : closedForGood(code)))
  logHappenings(client, log)
  return {
    client,
    answers: answerClients(rest),
    posting,
    lost,
    login: () => login(client, lost, options),
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

/**
 * Requests at most so many in any second, over all clients that share it. The SDK's own global limit counts each client
 * by itself and by fixed seconds, so that twice as many can meet in one of Discord's.
 */
function paceOf(requestsPerSecond: number): RESTOptions['makeRequest'] {
  const queue = new PQueue({ interval: 1000, intervalCap: requestsPerSecond, strict: true })
  return (url, init) => queue.add(() => DefaultRestOptions.makeRequest(url, init))
}

async function login(
  client: Client,
  lost: Promise<never>,
  { token, apiUrl, waits }: ConnectionOptions,
): Promise<void> {
  const ready = new AbortController()
  try {
    const loggedIn = Promise.all([
      client.login(token),
      once(client, Events.ClientReady, { signal: ready.signal }),
    ])
    if (await within(Promise.race([loggedIn, lost]), waits.startMs)) return
    throw new Error(`no answer within ${waits.startMs / 1000} seconds`)
  } catch (error) {
    ready.abort()
    await client.destroy()
    throw refusedStart(error, apiUrl)
  }
}

/** Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes */
const closedForGood = (code: number): UserError =>
  new UserError('discord.closed', `Discord closed the connection for good (code ${code}).`, {
    help: 'Start Paperboy again; if that changes nothing, install its newest version.',
  })

function logHappenings(client: Client, log: ConnectionOptions['log']): void {
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
