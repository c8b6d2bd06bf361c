/** Bolt, set up: what comes in by Socket Mode or by signed HTTP, and a client that never sends twice. */
import type { ServerResponse } from 'node:http'
import { App, type AppOptions, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { type Identity, startError } from './identity.ts'
import { type Connection, keepConnected } from './socket.ts'
import type { Timing } from './timing.ts'

export interface AppSettings {
  readonly botToken: string
  /** Socket Mode; otherwise HTTP with `signingSecret`, on `host` and `port`. */
  readonly appToken?: string | undefined
  readonly signingSecret?: string | undefined
  readonly host: string
  readonly port: number
  readonly apiUrl: string
  readonly timing: Timing
  readonly log: Logger
  readonly onEnd: (error: UserError) => void
}

/** Takes a payload; returns what is to be acknowledged with it, at once. */
export type Take = (body: unknown) => unknown

/** A client without retries of its own: only who knows that nothing was sent may send again. */
export function createClient({ botToken, apiUrl, timing, log }: AppSettings): webApi.WebClient {
  return new webApi.WebClient(botToken, { ...clientOptions({ apiUrl, timing }), logger: quietLogger(log) })
}

const clientOptions = ({ apiUrl, timing }: Pick<AppSettings, 'apiUrl' | 'timing'>) => ({
  slackApiUrl: apiUrl,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout: timing.callMs,
})

export function createIntake(settings: AppSettings, { botId, botUserId }: Identity, take: Take): Connection {
  const logger = quietLogger(settings.log)
  const { receiver, connection } = settings.appToken
    ? bySocket(settings, settings.appToken, logger)
    : byHttp(settings, logger)
  const app = new App({
    receiver,
    token: settings.botToken,
    botId,
    botUserId,
    tokenVerificationEnabled: false,
    convoStore: false,
    clientOptions: clientOptions(settings),
    logger,
  })
  app.use(async args => {
    const body = take(args.body)
    if ('ack' in args) await (args.ack as (body?: unknown) => Promise<void>)(body)
  })
  app.error(async error => settings.log.error({ err: error }, 'Something from Slack could not be taken.'))
  return connection
}

type Reception = { readonly receiver: NonNullable<AppOptions['receiver']>; readonly connection: Connection }

function bySocket(
  { timing, log, onEnd, apiUrl }: AppSettings,
  appToken: string,
  logger: BoltLogger,
): Reception {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    clientPingTimeout: timing.pongMs,
    installerOptions: { clientOptions: clientOptions({ apiUrl, timing }) },
  })
  const connection = keepConnected({ client: receiver.client, timing, log, onEnd })
  const start = (): Promise<void> =>
    connection.start().catch((error: unknown) => {
      throw startError(error, 'SLACK_APP_TOKEN')
    })
  return { receiver, connection: { ...connection, start } }
}

const healthy = (_request: unknown, response: ServerResponse): void => void response.writeHead(200).end('ok')

function byHttp({ signingSecret, host, port }: AppSettings, logger: BoltLogger): Reception {
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    logger,
    customRoutes: [{ path: '/healthz', method: 'GET', handler: healthy }],
  })
  return {
    receiver,
    connection: {
      async start() {
        await receiver.start({ host, port }).catch((cause: unknown) => {
          const details = { cause, help: 'Set HOST and PORT to an address that is free.' }
          throw new UserError('slack.address', `Slack cannot be listened to on ${host}:${port}.`, details)
        })
      },
      // It rejects where it never listened.
      stop: () => receiver.stop().catch(() => undefined),
    },
  }
}

type BoltLogger = NonNullable<AppOptions['logger']>

const nothing = (): void => undefined

/** What the SDK warns of; its other lines hold whole messages. */
function quietLogger(log: Logger): BoltLogger {
  const warn = (...words: unknown[]): void => log.warn(words.map(String).join(' '))
  return {
    debug: nothing,
    info: nothing,
    warn,
    error: warn,
    setLevel: nothing,
    getLevel: () => LogLevel.WARN,
    setName: nothing,
  }
}
