/** Discuss pressed on a card that everybody sees. */
import { expect, test } from 'vitest'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import { type Bot, inWords, startBot } from './bot.ts'
import { buttonsOf } from './person.ts'

const channel: Place = { platform: 'memory', workspace: 'lab', channel: 'channel' }

/** The card, as it stands in the channel, and how somebody presses Discuss on it. */
async function withCard() {
  const bot = await startBot()
  await bot.start()
  const { reply } = await bot.ask('paper 2608.10001 share:yes')
  await bot.platform.post(channel, reply, 'card')
  const message = bot.platform.in(channel)[0]!.id
  const button = buttonsOf(reply).find(({ label }) => label === 'Discuss')!
  const press = (person: string, place = channel): Promise<Answer> =>
    bot.handle({
      ...button,
      surface: 'button',
      message,
      place,
      actor: { id: person, name: person, manages: false },
    })
  return { bot, press, thread: { ...channel, thread: message } }
}

const standing = ({ platform }: Bot, place: Place): Reply[] => platform.in(place).map(({ reply }) => reply)

test('it is the parent of the discussion, for whoever presses at the same moment', async () => {
  const { bot, press, thread } = await withCard()
  const pressed = await Promise.all(['Ada', 'Grace', 'Emmy'].map(person => press(person)))
  expect(pressed.map(({ reply }) => reply.summary).toSorted()).toEqual([
    'Already open in #channel.',
    'Already open in #channel.',
    'Opened in #channel.',
  ])
  expect(standing(bot, channel)).toHaveLength(1)
  expect(standing(bot, thread).map(inWords)).toEqual([expect.stringContaining('Abstract: Long contexts')])
  await bot.restart()
  expect(await bot.say('discuss 2608.10001')).toContain('Already open in #channel.')
  expect(bot.platform.messages).toHaveLength(2)
})

test('stopped before the thread stood under it, it is opened there, and no line beside it', async () => {
  const { bot, press, thread } = await withCard()
  bot.platform.faults.set(formatPlace(thread), 'unreachable')
  const pressed = press('Ada')
  await bot.settled()
  await bot.restart()
  expect((await pressed).reply.summary).toContain('as soon as messages can be posted here')
  bot.platform.faults.clear()
  bot.network.advance(61_000)
  await bot.settled()
  expect(standing(bot, channel)).toHaveLength(1)
  expect(standing(bot, thread)).toHaveLength(1)
  expect(await bot.say('paper 2608.10001')).toContain('discussed in #channel')
})

test('within a thread it is no parent: the line stands in the channel', async () => {
  const { bot, press } = await withCard()
  await press('Ada', { ...channel, thread: 'm9' })
  const [, line] = bot.platform.in(channel)
  expect(inWords(line!.reply)).toMatch(/^Ada opened a discussion: /)
  expect(standing(bot, { ...channel, thread: line!.id })).toHaveLength(1)
})

test('a card whose thread is refused, however often, is no line that stands without one', async () => {
  const { bot, press } = await withCard()
  bot.platform.openThread = async () => ({ kind: 'refused', forOwner: 'Too many threads.', forLog: '' })
  for (const person of ['Ada', 'Grace'])
    expect((await press(person)).reply.summary).toBe('The discussion could not be opened. Too many threads.')
})
