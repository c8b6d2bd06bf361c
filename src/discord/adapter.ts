/** Discord as a platform: interactions in, messages out (https://docs.discord.com/developers). */
import type { Temporal } from '@js-temporal/polyfill'
import { GatewayDispatchEvents } from 'discord.js'
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Handlers, Platform } from '../chat/platform.ts'
import { UserError } from '../errors.ts'
import { managesThreads, visibilityOf } from './access.ts'
import { createAnswering } from './answers/answering.ts'
import { offerChoices } from './answers/completing.ts'
import { parseInteraction } from './answers/parse.ts'
import { directPlace, linkTo, platformName } from './answers/place.ts'
import { createConnection } from './client.ts'
import { type DiscordLog, withoutAddresses } from './log.ts'
import { createFinding } from './posts/find.ts'
import { createInspecting } from './posts/inspect.ts'
import { createPosting } from './posts/posting.ts'
import { within } from '../chat/within.ts'
import { type Timing, timing as usualTiming } from './timing.ts'

export interface DiscordOptions {
  readonly token: string
  /** Of the REST interface, without a version; the gateway's address comes from there. */
  readonly apiUrl: string
  readonly buttons: ButtonStore
  readonly log: DiscordLog
  readonly now: () => Temporal.Instant
  /** Called once when there is no way on, with what to say about it. Not called by `stop`. */
  readonly onEnd: (error: UserError) => void
  readonly timing?: Partial<Timing>
}

export function createDiscord(options: DiscordOptions): Platform {
  const { buttons, now } = options
  const log = withoutAddresses(options.log)
  const timing = { ...usualTiming, ...options.timing }
  const connection = createConnection({ ...options, log, timing })
  const { client, answers, posting } = connection
  const hurry = new AbortController()
  const working = new Set<Promise<void>>()
  let stopping: Promise<void> | undefined

  return {
    name: platformName,
    directPlace,
    linkTo,
    async start(handlers) {
      listen(handlers)
      await connection.login()
      connection.lost.catch((error: UserError) => stopping ?? options.onEnd(error))
    },
    stop: () => (stopping ??= stop()),
    ...createPosting({
      rest: posting,
      buttons,
      me: () => client.user?.id,
      managesThreads: id => managesThreads(client.channels.cache.get(id)),
      now,
    }),
    ...createFinding(client),
    ...createInspecting(client),
  }

  function listen(handlers: Handlers): void {
    const answer = createAnswering({ handlers, clients: answers, buttons, log, timing, hurry: hurry.signal })
    client.ws.on(GatewayDispatchEvents.InteractionCreate, (raw: unknown) => {
      if (stopping) return
      const answered = Promise.try(() => receive(raw)).catch((err: unknown) =>
        log.error({ err }, 'An interaction could not be read.'),
      )
      working.add(answered)
      void answered.finally(() => working.delete(answered))
    })

    async function receive(raw: unknown): Promise<void> {
      const asked = parseInteraction(raw, {
        commands: handlers.commands,
        visibilityOf: id => visibilityOf(client.channels.cache.get(id)),
      })
      await (asked.kind === 'typing' ? offerChoices(asked, handlers, answers, log) : answer(asked))
    }
  }

  /** A login is given up. What was acknowledged is finished; what takes too long for that is told so. */
  async function stop(): Promise<void> {
    await within(Promise.allSettled(working), timing.stopMs)
    hurry.abort()
    await within(Promise.allSettled(working), timing.stopMs)
    await connection.close()
  }
}
