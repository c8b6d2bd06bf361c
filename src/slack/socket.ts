/** Socket Mode that stays up: a lost, silent or leaving connection is followed by a new one, until that is hopeless. */
import { setTimeout as wait } from 'node:timers/promises'
import type { SocketModeReceiver } from '@slack/bolt'
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { fatalReason, outcomeOf } from './outcomes.ts'
import type { Timing } from './timing.ts'
import { within } from '../chat/within.ts'

export interface Connection {
  /** Rejects when the first connection cannot be made. */
  start(): Promise<void>
  stop(): Promise<void>
}

type Client = SocketModeReceiver['client']

interface ConnectionContext {
  /** Of one connection, without reconnecting of its own: that waits five seconds, and a failure of it ends the process. */
  readonly newClient: () => Client
  readonly timing: Timing
  readonly log: Pick<Logger, 'info' | 'warn'>
  readonly onEnd: (error: UserError) => void
}

/** Pings, and the end of a connection that doesn't answer them, are the client's own. */
export function keepConnected({ newClient, timing, log, onEnd }: ConnectionContext): Connection {
  const stopped = new AbortController()
  const open = new Set<Client>()
  let current: Client | undefined
  let connectedAtMs = 0
  let delayMs = 0
  let renewing = false

  /** The connection before it ends only then. */
  async function connect(): Promise<void> {
    const client = newClient()
    watch(client)
    const started = client.start().then(() => true)
    const isOpen = await within(started, timing.helloMs).catch((error: unknown) => {
      close(client)
      throw error
    })
    if (!isOpen || stopped.signal.aborted) close(client)
    started.catch(() => undefined)
    if (!isOpen) throw new Error('Slack did not say hello.')
    void current?.disconnect()
    current = client
    connectedAtMs = performance.now()
  }

  function watch(client: Client): void {
    open.add(client)
    insteadOfLeaving(client, renew)
    client.on('disconnected', () => {
      open.delete(client)
      if (client === current) renew()
    })
  }

  /** The second call is for a peer that doesn't close. */
  function close(client: Client): void {
    open.delete(client)
    void client.disconnect()
    void client.disconnect()
  }

  function renew(): void {
    if (renewing || stopped.signal.aborted) return
    renewing = true
    void connectAgain()
  }

  /** Until there is a new connection that still stands; each time it waits longer. */
  async function connectAgain(): Promise<void> {
    const before = current
    const lostAtMs = performance.now()
    if (lostAtMs - connectedAtMs > timing.lastedMs) delayMs = 0
    let waitMs = delayMs
    while (!stopped.signal.aborted && (current === before || !open.has(current!))) {
      await pause(waitMs, stopped.signal)
      delayMs = Math.min(Math.max(2 * delayMs, timing.reconnectMs), timing.reconnectMostMs)
      waitMs = delayMs
      try {
        await connect()
        log.info('Connected to Slack again.')
      } catch (error) {
        log.warn({ err: error }, 'Connecting to Slack again failed.')
        const reason = fatalReason(error) ?? tooLong(performance.now() - lostAtMs, timing.offlineMs)
        if (reason !== undefined) return onEnd(new UserError('slack.ended', reason))
        const outcome = outcomeOf(error)
        if (outcome.kind === 'retry') waitMs = Math.max(waitMs, outcome.afterMs)
      }
    }
    renewing = false
  }

  return {
    async start() {
      await connect()
      if (!open.has(current!)) renew()
    },
    async stop() {
      stopped.abort()
      await within(Promise.all([...open].map(client => client.disconnect())), timing.closeMs)
      for (const client of open) void client.disconnect()
    },
  }
}

/** Slack says before it closes a connection; the client would close it at once, and commands would find nobody. */
function insteadOfLeaving(client: Client, renew: () => void): void {
  const [handle] = client.listeners('ws_message')
  client.off('ws_message')
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    if (isLeaving(data)) renew()
    else handle?.(data, isBinary)
  })
}

/** https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
function isLeaving(data: unknown): boolean {
  try {
    return (JSON.parse(String(data)) as { type?: unknown }).type === 'disconnect'
  } catch {
    return false
  }
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  wait(ms, undefined, { signal }).catch(() => undefined)

const tooLong = (ms: number, mostMs: number): string | undefined =>
  ms > mostMs ? `Slack could not be reached for ${Math.round(ms / 60_000)} minutes.` : undefined
