/** The loopback Discord, put together: state, REST, gateway, faults and people. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { MessageType } from 'discord.js'
import { applicationRoutes } from './route-application.ts'
import { Faults } from './faults.ts'
import { Gateway } from './gateway.ts'
import { restHandler } from './http.ts'
import type { Interaction } from './interaction.ts'
import { Limits } from './limits.ts'
import { people } from './people.ts'
import { messageText } from './reading.ts'
import { interactionRoutes } from './route-interactions.ts'
import { messageRoutes } from './route-messages.ts'
import { threadRoutes } from './route-threads.ts'
import type { FakeDiscord, FakeDiscordOptions } from './types.ts'
import { World } from './world.ts'

export type * from './types.ts'

/** A Discord on 127.0.0.1, with a server, its channels, and two people. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const { requestsPerSecond = 50, heartbeatMs = 41_250 } = options
  const world = new World(options)
  const interactions = new Map<string, Interaction>()
  const limits = new Limits(requestsPerSecond, () => world.now())
  const faults = new Faults(world)
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const at = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const gatewayUrl = (): string => `ws://${at}/gateway`
  const gateway = new Gateway(world, server, heartbeatMs, gatewayUrl)
  const handle = restHandler(
    { world, limits, faults },
    {
      ...applicationRoutes(gatewayUrl),
      ...threadRoutes,
      ...messageRoutes,
      ...interactionRoutes(interactions),
    },
  )
  server.on('request', (request, response) => void handle(request, response))
  return {
    url: `http://${at}/api`,
    ...described(world),
    gateway,
    ...people(world, interactions),
    ...acts(world, faults),
    limit: bucket => limits.set(bucket),
    close: async () => {
      gateway.stop()
      const closed = new Promise<void>(resolve => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}

type Described =
  | 'token'
  | 'applicationId'
  | 'guildId'
  | 'channels'
  | 'elsewhere'
  | 'users'
  | 'violations'
  | 'requests'
  | 'clock'

function described(world: World): Pick<FakeDiscord, Described> {
  const { bot, ada, bob, guildId, channels, elsewhere } = world.seeded
  return {
    token: world.token,
    applicationId: bot.id,
    guildId,
    channels,
    elsewhere,
    users: { ada, bob },
    violations: world.violations,
    requests: world.requests,
    clock: { now: () => world.now(), advance: ms => world.advance(ms) },
  }
}

type Acts =
  | 'remove'
  | 'messages'
  | 'threads'
  | 'messageText'
  | 'until'
  | 'apply'
  | 'deny'
  | 'allow'
  | 'answerNext'
  | 'stall'
  | 'holdPost'
  | 'commands'

/** A thread's first line, "started a thread", isn't something that was said. */
const startedThread = MessageType.ThreadStarterMessage

const acts = (world: World, faults: Faults): Pick<FakeDiscord, Acts> => ({
  remove: id => world.remove(world.message(id)),
  messages: channelId => world.messagesIn(channelId).filter(({ raw }) => raw.type !== startedThread),
  threads: channelId =>
    [...world.channels.values()].filter(({ parent_id }) => parent_id === channelId).map(({ id }) => id),
  messageText,
  until: predicate => world.until(predicate),
  apply: (fault, channelId) => faults.apply(fault, channelId),
  deny: (permissions, channelId) => faults.deny(permissions, channelId),
  allow: (permissions, channelId) => faults.allow(permissions, channelId),
  answerNext: (route, answer) => faults.answerNext(route, answer),
  stall: route => faults.stall(route),
  holdPost: (channelId, nth) => faults.holdPost(channelId, nth),
  commands: (guildId = 'global') => world.commands.get(guildId) ?? [],
})
