/** Socket Mode that stays up: a lost or silent connection is made anew, until that is hopeless. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { fatalReason } from './outcomes.ts'
import type { Timing } from './timing.ts'
import { within } from './within.ts'

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
  const stopped = new AbortController()
  const state = { connected: false, connecting: true }
  client.on('connected', () => {
    state.connected = true
  })
  client.on('disconnected', () => {
    state.connected = false
    if (!state.connecting && !stopped.signal.aborted) void reconnect()
  })

  async function connect(): Promise<void> {
    const started = client.start().then(() => true)
    if (await within(started, timing.helloMs)) return
    started.catch(() => undefined)
    close()
    throw new Error('Slack did not say hello.')
  }

  /** The second call is for a peer that doesn't close. */
  function close(): void {
    void client.disconnect()
    void client.disconnect()
  }

  async function reconnect(): Promise<void> {
    state.connecting = true
    const lostAt = performance.now()
    for (let delayMs = timing.reconnectMs; !state.connected && !stopped.signal.aborted; delayMs *= 2) {
      try {
        await connect()
        log.info('Connected to Slack again.')
      } catch (error) {
        log.warn({ err: error }, 'Connecting to Slack again failed.')
        const reason = fatalReason(error) ?? tooLong(performance.now() - lostAt, timing.offlineMs)
        if (reason !== undefined) return onEnd(new UserError('slack.ended', reason))
        await pause(Math.min(delayMs, timing.reconnectMostMs), stopped.signal)
      }
    }
    settled()
  }

  /** It may have been lost, or stopped, in the moment in which it was made. */
  function settled(): void {
    state.connecting = false
    if (stopped.signal.aborted) close()
    else if (!state.connected) void reconnect()
  }

  return {
    async start() {
      await connect()
      settled()
    },
    async stop() {
      stopped.abort()
      await within(client.disconnect(), timing.closeMs)
      void client.disconnect()
    },
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined)

const tooLong = (ms: number, mostMs: number): string | undefined =>
  ms > mostMs ? `Slack could not be reached for ${Math.round(ms / 60_000)} minutes.` : undefined
