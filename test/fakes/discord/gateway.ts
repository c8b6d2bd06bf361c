/**
 * The gateway, version 10, JSON: https://docs.discord.com/developers/events/gateway
 * Close codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-close-event-codes
 */
import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { guildPayload } from './payloads.ts'
import type { FakeGateway } from './types.ts'
import type { World } from './world.ts'

interface Session {
  readonly id: string
  readonly shard: readonly [id: number, count: number]
  /** Every event since it began; an event's place is its sequence number less one. */
  readonly events: string[]
  socket: WebSocket | undefined
}

interface Frame {
  readonly op: number
  readonly d: {
    readonly token?: string
    readonly intents?: number
    readonly shard?: readonly [number, number]
    readonly session_id?: string
    readonly seq?: number
  } | null
}

/** Discord's https://docs.discord.com/developers/topics/opcodes-and-status-codes#gateway-gateway-opcodes */
const opcode = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  resume: 6,
  reconnect: 7,
  invalidSession: 9,
  hello: 10,
  ack: 11,
} as const
const guildsIntent = 1
const closeCodes = { authenticationFailed: 4004, disallowedIntents: 4014, notAuthenticated: 4003 } as const

export class Gateway implements FakeGateway {
  readonly identifies: { token: string; intents: number; shard: unknown }[] = []
  resumes = 0
  heartbeats = 0
  private readonly world: World
  private readonly heartbeatMs: number
  private readonly sockets: WebSocketServer
  private readonly url: () => string
  private sessions: Session[] = []

  constructor(world: World, server: Server, heartbeatMs: number, url: () => string) {
    this.world = world
    this.heartbeatMs = heartbeatMs
    this.url = url
    this.sockets = new WebSocketServer({ server, path: '/gateway' })
    this.sockets.on('connection', socket => this.greet(socket))
    world.dispatch = (event, data, guildId) => this.dispatch(event, data, guildId)
  }

  get connections(): number {
    return this.sessions.filter(({ socket }) => socket).length
  }

  drop(): void {
    for (const { socket } of this.sessions) socket?.terminate()
  }

  invalidateSession(resumable: boolean): void {
    this.tell(opcode.invalidSession, resumable)
    if (!resumable) this.sessions = []
  }

  reconnect(): void {
    this.tell(opcode.reconnect, null)
  }

  close(code: number): void {
    if (code === closeCodes.authenticationFailed) this.world.revoked = true
    for (const { socket } of this.sessions) socket?.close(code)
  }

  unavailable(guildId = this.world.seeded.guildId): void {
    this.world.guilds.get(guildId)!.available = false
    this.dispatch('GUILD_DELETE', { id: guildId, unavailable: true }, guildId)
  }

  available(guildId = this.world.seeded.guildId): void {
    const guild = this.world.guilds.get(guildId)!
    Object.assign(guild, { available: true, joined: true })
    this.dispatch('GUILD_CREATE', guildPayload(this.world, guild), guildId)
  }

  kick(guildId = this.world.seeded.guildId): void {
    this.world.guilds.get(guildId)!.joined = false
    this.dispatch('GUILD_DELETE', { id: guildId }, guildId)
  }

  invite(guildId = this.world.seeded.guildId): void {
    this.available(guildId)
  }

  stop(): void {
    for (const client of this.sockets.clients) client.terminate()
    this.sockets.close()
  }

  /** To the shard of the server; what has none goes to the first. Kept for a resume. */
  dispatch(event: string, data: object, guildId?: string): void {
    const shardOf = (count: number): number =>
      guildId ? Number((BigInt(guildId) >> 22n) % BigInt(count)) : 0
    for (const session of this.sessions) {
      if (session.shard[0] === shardOf(session.shard[1])) this.push(session, event, data)
    }
    this.world.changed()
  }

  private push(session: Session, event: string, data: object | null): void {
    const frame = { op: opcode.dispatch, t: event, s: session.events.length + 1, d: data }
    session.events.push(JSON.stringify(frame))
    session.socket?.send(session.events.at(-1)!)
  }

  private tell(op: number, data: unknown): void {
    for (const { socket } of this.sessions) socket?.send(JSON.stringify({ op, d: data, s: null, t: null }))
  }

  private greet(socket: WebSocket): void {
    socket.send(
      JSON.stringify({
        op: opcode.hello,
        d: { heartbeat_interval: this.heartbeatMs },
        s: null,
        t: null,
      }),
    )
    socket.on('message', data => this.hear(socket, JSON.parse((data as Buffer).toString()) as Frame))
    socket.on('close', () => this.forget(socket))
  }

  private hear(socket: WebSocket, { op, d }: Frame): void {
    if (op === opcode.heartbeat) {
      this.heartbeats++
      socket.send(JSON.stringify({ op: opcode.ack, d: null, s: null, t: null }))
    } else if (op === opcode.identify) this.identify(socket, d)
    else if (op === opcode.resume) this.resume(socket, d)
    else if (!this.sessions.some(session => session.socket === socket))
      socket.close(closeCodes.notAuthenticated)
    this.world.changed()
  }

  /** This bot asks for nothing but servers and their channels: any other intent is refused as a privileged one is. */
  private identify(socket: WebSocket, d: Frame['d']): void {
    const { token = '', intents = 0, shard = [0, 1] } = d ?? {}
    this.identifies.push({ token, intents, shard })
    if (!this.accepts(token)) return socket.close(closeCodes.authenticationFailed)
    if (intents !== guildsIntent) {
      this.world.violate({ route: 'IDENTIFY', path: 'intents', message: `${intents}, not only Guilds` })
      return socket.close(closeCodes.disallowedIntents)
    }
    const session: Session = { id: this.world.id(), shard, events: [], socket }
    this.sessions.push(session)
    this.welcome(session)
  }

  /** Servers are unavailable in READY, and come one by one. */
  private welcome(session: Session): void {
    const { bot } = this.world.seeded
    const guilds = [...this.world.guilds.values()].filter(({ joined }) => joined)
    this.push(session, 'READY', {
      v: 10,
      user: { ...bot, verified: true, mfa_enabled: false, email: null, flags: 0 },
      guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
      session_id: session.id,
      session_type: 'normal',
      resume_gateway_url: this.url(),
      shard: session.shard,
      application: { id: bot.id, flags: 0 },
    })
    for (const guild of guilds.filter(({ available }) => available)) {
      this.push(session, 'GUILD_CREATE', guildPayload(this.world, guild))
    }
  }

  private resume(socket: WebSocket, d: Frame['d']): void {
    if (!this.accepts(d?.token)) return socket.close(closeCodes.authenticationFailed)
    const session = this.sessions.find(({ id }) => id === d?.session_id)
    if (!session)
      return socket.send(JSON.stringify({ op: opcode.invalidSession, d: false, s: null, t: null }))
    session.socket = socket
    for (const missed of session.events.slice(d?.seq ?? 0)) socket.send(missed)
    this.push(session, 'RESUMED', null)
    this.resumes++
  }

  private accepts(token: string | undefined): boolean {
    return !this.world.revoked && token === this.world.token
  }

  private forget(socket: WebSocket): void {
    for (const session of this.sessions) if (session.socket === socket) session.socket = undefined
    this.world.changed()
  }
}
