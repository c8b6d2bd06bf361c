/**
 * Socket Mode (https://docs.slack.dev/apis/events-api/using-socket-mode): hello, envelopes, acknowledgements, refreshing. Each envelope
 * goes to one connection. An event that was not acknowledged when its connection closed is delivered again on the next one; a
 * command or an interaction is not, since Slack tells the person at once that the app did not answer.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Delivery } from './delivery.ts'
import type { Faults } from './faults.ts'
import { acknowledge, type Transport } from './transport.ts'
import type { FakeSocket, Json } from './types.ts'
import type { World } from './world.ts'

interface Connection {
  readonly socket: WebSocket
  readonly unacknowledged: Set<Delivery>
  silent: boolean
  /** It was told to go: nothing new is sent to it once there is another. */
  leaving: boolean
}

export interface SocketTransport extends Transport {
  readonly control: FakeSocket
}

const pingMs = 1000
const host = 'applink-1'

function envelope(delivery: Delivery): Json {
  const isEvent = delivery.kind === 'events_api'
  return {
    envelope_id: delivery.id,
    type: delivery.kind,
    payload: delivery.payload,
    accepts_response_payload: !isEvent,
    ...(isEvent && {
      retry_attempt: delivery.attempts - 1,
      retry_reason: delivery.attempts > 1 ? 'timeout' : '',
    }),
  }
}

export function createSocketTransport(world: World, server: Server, faults: Faults): SocketTransport {
  const sockets = new WebSocketServer({ noServer: true, autoPong: false })
  const connections = new Set<Connection>()
  const waiting: Delivery[] = []
  let turn = 0
  let readmit: (() => void) | undefined

  const live = (): Connection[] => [...connections].filter(({ silent }) => !silent)

  const send = (delivery: Delivery): void => {
    const staying = live().filter(({ leaving }) => !leaving)
    const open = staying.length > 0 ? staying : live()
    const connection = open[turn++ % open.length]
    if (!connection) {
      if (delivery.kind !== 'events_api')
        throw new Error(`dispatch_failed: no connection for ${delivery.kind}`)
      waiting.push(delivery)
      return
    }
    delivery.sent()
    connection.unacknowledged.add(delivery)
    connection.socket.send(JSON.stringify(envelope(delivery)))
    world.changed()
  }

  const closed = (connection: Connection): void => {
    connections.delete(connection)
    const lost = [...connection.unacknowledged].filter(({ kind }) => kind === 'events_api')
    for (const delivery of lost) send(delivery)
    world.changed()
  }

  const heard = (connection: Connection, text: string): void => {
    const { envelope_id, payload } = JSON.parse(text) as Json
    const delivery = world.deliveries.find(({ id }) => id === envelope_id)
    if (!delivery || connection.silent) return
    connection.unacknowledged.delete(delivery)
    void acknowledge(world, delivery, payload)
  }

  const connected = (socket: WebSocket): void => {
    const connection: Connection = { socket, unacknowledged: new Set(), silent: false, leaving: false }
    connections.add(connection)
    socket.on('message', (data: Buffer) => heard(connection, data.toString()))
    socket.on('ping', data => connection.silent || socket.pong(data))
    socket.on('close', () => closed(connection))
    socket.on('error', () => undefined)
    const debug_info = { host, build_number: 10, approximate_connection_time: 18_060 }
    const connection_info = { app_id: world.app }
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: connections.size, debug_info, connection_info }),
    )
    for (const delivery of waiting.splice(0)) send(delivery)
    world.changed()
  }

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.startsWith('/link/?ticket=')) sockets.handleUpgrade(request, socket, head, connected)
    else socket.destroy()
  }
  server.on('upgrade', upgrade)

  const pinging = setInterval(() => {
    for (const { socket } of live()) socket.ping('Ping from applink-1')
  }, pingMs)

  const dropAll = (): void => {
    for (const { socket } of connections) socket.terminate()
  }

  return {
    send,
    control: {
      get connections() {
        return connections.size
      },
      dropAll,
      refresh: (reason = 'refresh_requested') => {
        for (const connection of live()) {
          connection.leaving = true
          connection.socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host } }))
        }
      },
      goSilent: () => {
        for (const connection of connections) connection.silent = true
      },
      refuse: error => {
        readmit?.()
        readmit = error === undefined ? undefined : faults.apply(error, { method: 'apps.connections.open' })
      },
    },
    close: async () => {
      clearInterval(pinging)
      dropAll()
      sockets.close()
    },
  }
}
