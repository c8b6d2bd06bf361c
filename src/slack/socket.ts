/** Socket Mode that stays up: a lost or silent connection is made anew, until that is hopeless. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { fatalReason } from './outcomes.ts'
import type { Timing } from './timing.ts'

export interface Connection {
  /** Rejects when the first connection cannot be made. */
  start(): Promise<void>
  stop(): Promise<void>
}

interface ConnectionContext {
  /** Without reconnecting of its own: that waits five seconds each time, and a failure of it ends the process. */
  readonly client: SocketModeReceiver['client']
  readonly timing: Timing
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly onEnd: (error: UserError) => void
}

/** Pings, and the end of a connection that doesn't answer them, are the client's own. */
export function keepConnected({ client, timing, log, onEnd }: ConnectionContext): Connection {
  let wanted = false
  const state = { connected: false }
  let reconnecting = false
  client.on('connected', () => {
    state.connected = true
  })
  client.on('disconnected', () => {
    state.connected = false
    if (wanted && !reconnecting) void reconnect()
  })

  async function connect(): Promise<void> {
    const started = client.start().then(() => true)
    started.catch(() => undefined)
    if (await Promise.race([started, pause(timing.helloMs)])) return
    close()
    throw new Error('Slack did not say hello.')
  }

  /** The second call is for a peer that doesn't close. */
  function close(): void {
    void client.disconnect()
    void client.disconnect()
  }

  async function reconnect(): Promise<void> {
    reconnecting = true
    const lostAt = performance.now()
    for (let delayMs = timing.reconnectMs; wanted && !state.connected; delayMs *= 2) {
      try {
        await connect()
        log.info('Connected to Slack again.')
      } catch (error) {
        log.warn({ err: error }, 'Connecting to Slack again failed.')
        const reason = fatalReason(error) ?? tooLong(performance.now() - lostAt, timing.offlineMs)
        if (reason !== undefined) return end(reason)
        await pause(Math.min(delayMs, timing.reconnectMostMs))
      }
    }
    reconnecting = false
  }

  function end(reason: string): void {
    wanted = false
    onEnd(new UserError('slack.ended', reason))
  }

  return {
    async start() {
      await connect()
      wanted = true
      if (!state.connected) void reconnect()
    },
    async stop() {
      wanted = false
      const closed = client.disconnect()
      if (!(await Promise.race([closed.then(() => true), pause(timing.closeMs)]))) void client.disconnect()
    },
  }
}

/** Doesn't keep the process alive. */
const pause = (ms: number): Promise<undefined> => wait(ms, undefined, { ref: false })

const tooLong = (ms: number, mostMs: number): string | undefined =>
  ms > mostMs ? `Slack could not be reached for ${Math.round(ms / 60_000)} minutes.` : undefined
