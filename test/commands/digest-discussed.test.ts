/** What a post of daily papers says of papers that were discussed before. */
import { expect, test } from 'vitest'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab } from './lab.ts'

const lab = { platform: 'memory', workspace: 'lab' } as const
const channel: Place = { ...lab, channel: 'channel' }
const other: Place = { ...lab, channel: 'other' }
const hidden: Place = { ...lab, channel: 'private' }
const mixed: Place = { ...lab, channel: 'shared' }
const paper = '2608.10001'

const opened = (): Promise<Lab> =>
  openLab({ settings: { subscriptions: [subscription({ id: 'own', topics: ['cache'] })] } })

/** The post that somebody asks for in a place that has the subscription too. */
async function postIn(bot: Lab, place: Place): Promise<string> {
  const id = `own-${place.channel}`
  if (place !== channel)
    await bot.ada
      .in(place)
      .run({ command: 'subscribe', options: { topics: 'cache', zone: 'Berlin', id, step: 'save' } }, 'button')
  await bot.settled()
  const act = { id: place === channel ? 'own' : id, act: 'now' }
  await bot.ada.in(place).run({ command: 'subscriptions', options: act }, 'button')
  await bot.settled()
  return inWords(bot.platform.in(place).at(-1)!.reply)
}

test('a public discussion is named wherever the workspace reads, with its replies as they are now', async () => {
  const bot = await opened()
  await bot.as({ place: other }).say(`discuss ${paper}`)
  const thread = { ...other, thread: bot.platform.in(other)[0]!.id }
  bot.platform.replies.set(formatPlace(thread), 14)
  bot.network.advance(6 * 60_000)
  const named = /discussed in #other \(https:\S+\), 21 Aug 2026, 14 replies/
  expect(await postIn(bot, channel)).toMatch(named)
  expect(await postIn(bot, hidden)).toMatch(named)
  expect(await postIn(bot, mixed)).not.toContain('discussed')
})

test('a private discussion is named in its own channel alone', async () => {
  const bot = await opened()
  await bot.as({ place: hidden }).say(`discuss ${paper}`)
  expect(await postIn(bot, channel)).not.toContain('discussed')
  expect(await postIn(bot, hidden)).toMatch(/discussed in #private \(\S+\), 21 Aug 2026/)
})

test('one in a channel that has become private is named no more', async () => {
  const bot = await opened()
  await bot.as({ place: other }).say(`discuss ${paper}`)
  bot.platform.private.add(formatPlace(other))
  bot.network.advance(6 * 60_000)
  expect(await postIn(bot, channel)).not.toContain('discussed')
})

test('nothing is named where the platform doesn’t tell who reads the channel, and the post comes', async () => {
  const bot = await opened()
  await bot.as({ place: other }).say(`discuss ${paper}`)
  bot.platform.inspect = () => Promise.reject(new Error('away'))
  const post = await postIn(bot, channel)
  expect(post).toContain('Tiny Caches')
  expect(post).not.toContain('discussed')
})

test('no platform is asked where nothing was discussed', async () => {
  const bot = await opened()
  let asked = 0
  const inspect = bot.platform.inspect.bind(bot.platform)
  bot.platform.inspect = place => {
    asked += 1
    return inspect(place)
  }
  await bot.ada.run({ command: 'subscriptions', options: { id: 'own', act: 'now' } }, 'button')
  await bot.settled()
  expect(inWords(bot.platform.in(channel).at(-1)!.reply)).toContain('Tiny Caches')
  expect(asked).toBe(0)
})
