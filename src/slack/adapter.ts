/** Slack as a platform. */
import { setImmediate } from 'node:timers/promises'
import type { Temporal } from '@js-temporal/polyfill'
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Handlers, Platform } from '../chat/platform.ts'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { answer, type AnsweringContext } from './answering.ts'
import { type AppSettings, createClient, createIntake } from './app.ts'
import { type Identity, identify } from './identity.ts'
import { fatalReason } from './outcomes.ts'
import { createChannelInfo } from './channel-info.ts'
import { createPace } from './pace.ts'
import { type Asked, parse } from './parse.ts'
import { createConversations, directPlace, linkTo } from './place.ts'
import { createPosting } from './posting.ts'
import { prepareMessage } from './prepare.ts'
import { createRecent } from './recent.ts'
import type { Connection } from './socket.ts'
import { timing as usualTiming, type Timing } from './timing.ts'
import { createTurns } from './turns.ts'
import { loadingView } from './view.ts'
import { createVisibility } from './visibility.ts'
import { within } from '../chat/within.ts'

export interface SlackOptions extends Omit<AppSettings, 'timing' | 'log'> {
  /** Where the options of long buttons are kept. */
  readonly buttons: ButtonStore
  readonly log: Logger
  readonly now: () => Temporal.Instant
  /** Called once when the platform cannot go on; its sentence says why. */
  readonly onEnd: (error: UserError) => void
  /** Other times than usual, for tests and benchmarks. */
  readonly timing?: Partial<Timing>
}

/** `start` rejects with a UserError where the token, the scopes or the connection are not right. */
export function createSlack(options: SlackOptions): Platform {
  const { buttons, log, now } = options
  const settings = { ...options, timing: { ...usualTiming, ...options.timing }, onEnd: once(options.onEnd) }
  const client = createClient(settings)
  const failed = (error: unknown): void => {
    const reason = fatalReason(error)
    if (reason !== undefined) settings.onEnd(new UserError('slack.ended', reason, { cause: error }))
  }
  let identified: Promise<Identity> | undefined
  /** Asked of Slack until it tells. */
  const identity = (): Promise<Identity> =>
    (identified ??= identify(client).catch((error: unknown) => {
      identified = undefined
      throw error
    }))
  const pace = createPace(settings.timing.postEveryMs)
  const channelInfo = createChannelInfo(client)
  const working = new Set<Promise<void>>()
  let intake: Connection | undefined
  let url: string | undefined
  let stopped = false

  /** Only once it is acknowledged. */
  function begin(asked: Asked, context: AnsweringContext): void {
    const work = setImmediate()
      .then(() => answer(asked, context))
      .finally(() => working.delete(work))
    working.add(work)
  }

  /** Reads a payload, begins to answer what is new in it, and returns what it is acknowledged with. */
  function taking(handlers: Handlers, { workspace, botUserId }: Identity): (body: unknown) => unknown {
    const { timing } = settings
    const visibilityOf = createVisibility({ channelInfo, timing, now })
    const [conversationWith, nextTurn] = [createConversations(client), createTurns()]
    const exits = { client, buttons, timing, pace }
    const context = { ...exits, handlers, workspace, visibilityOf, conversationWith, nextTurn, log, failed }
    const isNew = createRecent()
    return body => {
      const incoming = parse(body, { commands: handlers.commands, botUserId })
      if (incoming === undefined) return undefined
      if (incoming === 'ended') return settings.onEnd(uninstalled())
      const all = [incoming].flat()
      for (const asked of all) if (isNew(asked.id)) begin(asked, context)
      return all[0] && acknowledgement(all[0])
    }
  }

  return {
    name: 'slack',
    directPlace,
    linkTo: message => (url === undefined ? undefined : linkTo(message, url)),
    ...createPosting({
      client,
      channelInfo,
      botId: async () => (await identity()).botId,
      pace,
      prepare: reply => prepareMessage(reply, buttons),
      failed,
    }),
    async start(handlers) {
      const bot = await identity()
      url = bot.url
      if (stopped) return
      intake = createIntake(settings, bot, taking(handlers, bot))
      await intake.start()
    },
    async stop() {
      stopped = true
      const connection = intake
      intake = undefined
      await connection?.stop()
      await within(Promise.all(working), settings.timing.stopMs)
    },
  }
}

/** A submitted form closes; where the answer comes in the same modal, it waits for it. */
function acknowledgement({ surface, way }: Asked): unknown {
  if (surface !== 'form') return undefined
  return way.kind === 'modal'
    ? { response_action: 'update', view: loadingView('Paperboy') }
    : { response_action: 'clear' }
}

const uninstalled = (): UserError =>
  new UserError('slack.uninstalled', 'Paperboy was removed from the Slack workspace.', {
    help: 'Install the app again and set its new SLACK_BOT_TOKEN.',
  })

function once(onEnd: (error: UserError) => void): (error: UserError) => void {
  let ended = false
  return error => {
    if (!ended) onEnd(error)
    ended = true
  }
}
