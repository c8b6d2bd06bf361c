/** The platform contract, held by the Slack adapter on the loopback. */
import { expect } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { Platform } from '../../src/chat/platform.ts'
import type { Answer } from '../../src/chat/reply.ts'
import { type PlatformHarness, platformContract } from '../contract/platform.ts'
import type { Fault, PlaceKind } from '../contract/platform-harness.ts'
import { type FakeMessage, type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts'
import { adapterOn, scopes } from './harness.ts'

/** Shown as people read it: with entities decoded. */
const shownBy = (slack: FakeSlack) => (message: FakeMessage) => ({
  id: message.ts,
  text: slack.textOf(message),
  notified: slack.notifies(message),
})

/** A thread is gone with the last of its messages. */
async function removeThread(slack: FakeSlack, channel: string, thread: string): Promise<void> {
  const parent = slack.messages(channel).filter(({ ts }) => ts === thread)
  for (const message of [...slack.messages(channel, thread), ...parent]) await slack.remove(message)
}

function apply(slack: FakeSlack, fault: Fault, channel: string, thread?: string): void | Promise<void> {
  switch (fault) {
    case 'gone':
      return thread === undefined
        ? slack.setChannel(channel, 'deleted')
        : removeThread(slack, channel, thread)
    case 'forbidden':
      return slack.setChannel(channel, 'left')
    case 'archived':
      return slack.setChannel(channel, 'archived')
    case 'limited':
      return slack.limit({ method: 'chat.postMessage', channel, seconds: 1 })
    case 'dropped':
      slack.apply('dropped', { method: 'chat.postMessage', channel, times: 1 })
      return undefined
    case 'idle':
    case 'locked':
  }
  throw new Error(`Slack has no ${fault} threads.`)
}

platformContract({
  name: 'slack',
  unsupported: {
    forum: 'Slack has no forums: every thread is under a message',
    idle: 'only channels are archived',
    locked: 'no thread can be locked',
  },
  async open(): Promise<PlatformHarness> {
    const slack = await startFakeSlack({ scopes })
    const { platform } = adapterOn(slack)
    const here = { platform: 'slack', workspace: slack.teamId }
    const places: Record<PlaceKind, Place> = {
      channel: { ...here, channel: slack.channels.general },
      private: { ...here, channel: slack.channels.private },
      direct: { ...here, person: slack.users.ada },
      forum: { ...here, channel: slack.channels.general },
    }
    const channelOf = ({ channel }: Place): string => channel ?? slack.channels.im
    let latest: Answer | undefined
    const start: Platform['start'] = handlers =>
      platform.start({ ...handlers, handle: async request => (latest = await handlers.handle(request)) })
    return {
      platform: { ...platform, start },
      place: kind => places[kind],
      async say(line) {
        const delivery = slack.command(line)
        const shown = await delivery.answered()
        const better = await latest?.later
        return better ? delivery.answered(text => text.includes(better.summary)) : shown
      },
      async press(place, message, label) {
        const pressed = slack.messages(channelOf(place)).find(({ ts }) => ts === message)!
        return slack.press(pressed, label).answered()
      },
      messages: place => slack.messages(channelOf(place), place.thread).map(shownBy(slack)),
      async remove({ place, message }) {
        await slack.remove(slack.messages(channelOf(place)).find(({ ts }) => ts === message)!)
      },
      apply: (fault, place) => apply(slack, fault, channelOf(place), place.thread),
      async close() {
        await slack.close()
        // oxlint-disable-next-line vitest/no-standalone-expect -- at the end of each test of the suite
        expect(slack.violations).toEqual([])
      },
    }
  },
})
