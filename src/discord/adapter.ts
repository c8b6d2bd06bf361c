/** Discord as a platform: interactions in, messages out (https://docs.discord.com/developers). */
import { GatewayDispatchEvents } from 'discord.js'
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Handlers, Platform } from '../chat/platform.ts'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { createAnswering } from './answering.ts'
import { createConnection } from './client.ts'
import { offerChoices } from './completing.ts'
import { createFinding } from './find.ts'
import { createInspecting } from './inspect.ts'
import { parseInteraction } from './parse.ts'
import { platformName } from './place.ts'
import { createPosting } from './posting.ts'
import { visibilityOf } from './visibility.ts'
import { type Waits, waits as usualWaits, within } from './waits.ts'

export interface DiscordOptions {
  readonly token: string
  /** Of the REST interface, without a version; the gateway's address comes from there. */
  readonly apiUrl: string
  readonly buttons: ButtonStore
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Called once when there is no way on, with what to say about it. Not called by `stop`. */
  readonly onEnd: (error: UserError) => void
  readonly waits?: Partial<Waits>
}

export function createDiscord(options: DiscordOptions): Platform {
  const { buttons, log } = options
  const waits = { ...usualWaits, ...options.waits }
  const connection = createConnection({ ...options, waits })
  const { client, answers, posting } = connection
  const hurry = new AbortController()
  const working = new Set<Promise<void>>()
  let stopping: Promise<void> | undefined

  return {
    name: platformName,
    async start(handlers) {
      listen(handlers)
      await connection.login()
      connection.lost.catch((error: UserError) => stopping ?? options.onEnd(error))
    },
    stop: () => (stopping ??= stop()),
    ...createPosting({ rest: posting, buttons, me: () => client.user?.id }),
    ...createFinding(client),
    ...createInspecting(client),
  }

  function listen(handlers: Handlers): void {
    const answer = createAnswering({ handlers, clients: answers, buttons, log, waits, hurry: hurry.signal })
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
      await (asked.kind === 'typing' ? offerChoices(asked, handlers, answers) : answer(asked))
    }
  }

  /** What was acknowledged is finished; what takes too long for that is told so. */
  async function stop(): Promise<void> {
    await within(Promise.allSettled(working), waits.stopMs)
    hurry.abort()
    await within(Promise.allSettled(working), waits.stopMs)
    await client.destroy()
  }
}
