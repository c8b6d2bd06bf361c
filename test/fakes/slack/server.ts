/**
 * A Slack of the loopback: `emulate`'s Web API behind a server of our own that checks, refuses, limits and delivers as Slack
 * does. `types.ts` says what tests can do with it.
 */
import { createFaults } from './faults.ts'
import { startFront } from './front.ts'
import { createHttpTransport } from './http-delivery.ts'
import { remove } from './messages.ts'
import { mentionsIn } from './blocks.ts'
import { createPeople } from './people.ts'
import { createSocketTransport } from './socket.ts'
import { findControl, textOf } from './text.ts'
import type { FakeMessage, FakeSlack, FakeSlackOptions } from './types.ts'
import { createWorld, type World } from './world.ts'

export type * from './types.ts'

function setChannel(world: World, id: string, state: Parameters<FakeSlack['setChannel']>[1]): void {
  const channel = world.channels.get(id)
  if (!channel) throw new Error(`There is no channel ${id}`)
  if (state === 'left') channel.members.delete(world.bot)
  else channel.state = state
  if (state === 'open') channel.members.add(world.bot)
}

/** What the fake shows of itself. */
function shown(
  world: World,
): Pick<FakeSlack, 'messages' | 'ephemerals' | 'views' | 'homeOf' | 'textOf' | 'control' | 'notifies'> {
  const standing = (): FakeMessage[] => world.messages.filter(({ deleted }) => !deleted)
  return {
    messages: (channel, thread) =>
      standing().filter(
        message => message.channel === channel && message.thread === thread && message.onlyFor === undefined,
      ),
    ephemerals: (user, channel) =>
      standing().filter(
        message => message.onlyFor === user && (channel === undefined || message.channel === channel),
      ),
    views: user => world.views.filter(view => view.user === user && !view.closed),
    homeOf: user => world.homes.get(user),
    textOf,
    control: (on, idOrLabel) => findControl(on, idOrLabel).element,
    notifies: ({ text, blocks }) => mentionsIn({ text, blocks }).length > 0,
  }
}

/** Starts it on 127.0.0.1, at ports of its own. */
export async function startFakeSlack(options: FakeSlackOptions = {}): Promise<FakeSlack> {
  const world = await createWorld(options)
  const faults = createFaults(options.postsPerSecond)
  const server = await startFront(world, faults)
  const socket = createSocketTransport(world, server, faults)
  const http = createHttpTransport(world)
  const { channels, users } = world.emulated

  return {
    url: `${world.origin}/api/`,
    botToken: world.tokens.bot,
    appToken: world.tokens.app,
    signingSecret: world.tokens.signingSecret,
    teamId: world.team,
    appId: world.app,
    botUserId: world.bot,
    botId: world.botId,
    channels: {
      general: channels.general!,
      second: channels.random!,
      private: channels.secret!,
      notMember: channels['not-member']!,
      notJoined: channels['not-joined']!,
      archived: channels.archived!,
      im: channels.im!,
      mpim: channels.mpim!,
      people: channels['im-people']!,
    },
    users: { ada: users.ada!, bob: users.bob! },
    violations: world.violations,
    requests: world.requests,
    deliveries: world.deliveries,
    unfurls: world.unfurls,
    clock: {
      nowMs: () => world.nowMs,
      advance: ms => {
        world.nowMs += ms
      },
    },
    ...createPeople(world, options.transport === 'http' ? http : socket),
    ...shown(world),
    remove: async message => {
      if (message.onlyFor) message.deleted = true
      else await remove(world, message.channel, message.ts, message.user)
      world.changed()
    },
    limit: rule => faults.limit(rule),
    apply: (fault, rule) => faults.apply(fault, rule),
    holdPost: (channel, nth) => faults.holdPost(channel, nth),
    setChannel: (channel, state) => setChannel(world, channel, state),
    setScopes: scopes => {
      world.scopes = scopes
    },
    makeStranger: user => void world.strangers.add(user),
    revoke: (error = 'token_revoked') => {
      world.revoked = error
    },
    deliverTo: url => http.deliverTo(url),
    sign: signing => http.sign(signing),
    socket: socket.control,
    until: predicate => world.until(predicate),
    close: async () => {
      faults.close()
      await Promise.all([socket.close(), http.close()])
      server.closeAllConnections()
      await new Promise(resolve => {
        server.close(resolve)
      })
      await world.emulated.close()
    },
  }
}
