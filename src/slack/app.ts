/** Bolt, set up: what comes in by Socket Mode or by signed HTTP, and a client that never sends twice. */
import type { Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { App, type AppOptions, HTTPReceiver, LogLevel, SocketModeReceiver, webApi } from '@slack/bolt'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { type Identity, startError } from './identity.ts'
import { type Connection, keepConnected } from './socket.ts'
import type { Timing } from './timing.ts'
import { within } from '../chat/within.ts'

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
    let body: unknown
    try {
      body = take(args.body)
    } finally {
      if ('ack' in args) await (args.ack as (body?: unknown) => Promise<void>)(body)
    }
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
  let app: App | undefined
  const connection = keepConnected({ newClient, timing, log, onEnd })

  /** Each connection has a receiver of its own: Bolt's knows one at a time. */
  function newClient(): SocketModeReceiver['client'] {
    const each = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      clientPingTimeout: timing.pongMs,
      installerOptions: { clientOptions: clientOptions({ apiUrl, timing }) },
    })
    each.init(app!)
    return each.client
  }

  const start = (): Promise<void> =>
    connection.start().catch((error: unknown) => {
      throw startError(error, 'SLACK_APP_TOKEN')
    })
  const init = (made: App): void => {
    app = made
  }
  return { receiver: { init, start, stop: () => connection.stop() }, connection: { ...connection, start } }
}

const healthy = (_request: unknown, response: ServerResponse): void => void response.writeHead(200).end('ok')

function byHttp({ signingSecret, host, port, timing, log }: AppSettings, logger: BoltLogger): Reception {
  let server: Server | undefined
  const receiver = new HTTPReceiver({
    signingSecret: signingSecret ?? '',
    logger,
    customRoutes: [{ path: '/healthz', method: 'GET', handler: healthy }],
  })
  return {
    receiver,
    connection: {
      async start() {
        server = await receiver.start({ host, port }).catch((cause: unknown) => {
          const details = { cause, help: 'Set HOST and PORT to an address that is free.' }
          throw new UserError('slack.address', `Slack cannot be listened to on ${host}:${port}.`, details)
        })
        log.info(`Listening for Slack on ${host}:${(server.address() as AddressInfo).port}.`)
      },
      async stop() {
        // It rejects where it never listened, and waits for requests that never end.
        await within(
          receiver.stop().catch(() => undefined),
          timing.stopMs,
        )
        server?.closeAllConnections()
      },
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
