/** What becomes of a discussion whose thread is archived, locked or deleted, or whose channel becomes private. */
import { expect, test } from 'vitest'
import { formatPlace } from '../../src/chat/place.ts'
import { inWords } from './bot.ts'
import { buttonOf, channel, link, other, started, threadUnder } from './discussing.ts'

test('a channel that has become private takes its discussions with it', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.private.add(formatPlace(channel))
  expect(await bot.as({ place: other }).say('discuss 2608.10001 step:ask')).toContain(
    'Open a discussion in #other?',
  )
  expect(await bot.as({ place: other }).say('paper 2608.10001')).not.toContain('discussed')
  expect(await bot.as({ place: other }).say('discuss 2608.10001')).toContain('Opened in #other.')
})

test('a channel that was private for a while has its discussions back', async () => {
  const bot = await started()
  const elsewhere = bot.as({ place: other })
  await bot.say('discuss 2608.10001')
  bot.platform.private.add(formatPlace(channel))
  expect(await elsewhere.say('discuss 2608.10001 step:ask')).toContain('Open a discussion')
  expect(await elsewhere.say('history tiny caches')).toContain('Nothing that was posted')
  bot.platform.private.clear()
  expect(await elsewhere.say('discuss 2608.10001')).toContain('Already open in #channel.')
  expect(await elsewhere.say('history tiny caches')).toContain('discussed in #channel')
  expect(await elsewhere.say('paper 2608.10001')).toContain('discussed in #channel')
  expect(bot.platform.messages).toHaveLength(2)
})

test('an archived thread is opened again by writing', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.faults.set(formatPlace(threadUnder(bot)), 'archived')
  expect(await bot.say('discuss 2608.10001')).toBe(
    `Already open in #channel. It is archived: writing there opens it again.\n[Go there] ${link}`,
  )
})

test.each([
  ['gone', 'The discussion in #channel was deleted. Open a new one here?\n[Open a new one]'],
  [
    'locked',
    `The discussion in #channel. It is locked, so nobody can answer. Open a new one here?\n[Go there] ${link} [Open a new one]`,
  ],
] as const)('one that is %s is explained, and replaced once somebody agrees', async (state, explained) => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.faults.set(formatPlace(threadUnder(bot)), state)
  const told = await bot.ask('discuss 2608.10001')
  expect(inWords(told.reply)).toBe(explained)
  expect(bot.platform.messages).toHaveLength(2)
  const agree = (person: string) => bot.as({ person, place: other }).press(buttonOf(told, 'Open a new one'))
  const agreed = await Promise.all(['Ada', 'Grace', 'Emmy'].map(agree))
  expect(agreed.map(({ reply }) => reply.summary).toSorted()).toEqual([
    'Already open in #other.',
    'Already open in #other.',
    'Opened in #other.',
  ])
  expect(bot.platform.messages).toHaveLength(4)
  expect(await bot.say('paper 2608.10001')).toContain('discussed in #other')
})

test('one that was unlocked since is led to, whatever an older button offers', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.faults.set(formatPlace(threadUnder(bot)), 'locked')
  const told = await bot.ask('discuss 2608.10001')
  bot.platform.faults.clear()
  const agreed = await bot.press(buttonOf(told, 'Open a new one'))
  expect(inWords(agreed.reply)).toBe(`Already open in #channel.\n[Go there] ${link}`)
  expect(bot.platform.messages).toHaveLength(2)
})

test('in an archived channel nobody can write', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.faults.set(formatPlace(threadUnder(bot)), 'archived')
  bot.platform.faults.set(formatPlace(channel), 'archived')
  const told = await bot.as({ place: other }).ask('discuss 2608.10001')
  expect(inWords(told.reply)).toContain('That channel is archived. Open a new one here?')
  expect((await bot.as({ place: other }).press(buttonOf(told, 'Open a new one'))).reply.summary).toBe(
    'Opened in #other.',
  )
})

test('what is opened in a channel that became private a moment ago is known only there', async () => {
  const bot = await started()
  bot.platform.private.add(formatPlace(channel))
  expect(await bot.say('discuss 2608.10001')).toContain('Opened in #channel.')
  expect(await bot.as({ place: other }).say('paper 2608.10001')).not.toContain('discussed')
})

test('a private thread, which is a channel of its own, has no threads', async () => {
  const bot = await started()
  const inspection = await bot.platform.inspect(channel)
  bot.platform.inspect = async () => ({ ...inspection, kind: 'thread', private: true })
  expect(await bot.say('discuss 2608.10001')).toContain('a thread has no threads of its own.')
  expect(bot.platform.messages).toEqual([])
})

test('a voice channel has none, and nothing is posted before that is known', async () => {
  const bot = await started()
  const voice = bot.as({ place: { ...channel, channel: 'voice' } })
  for (const line of ['discuss 2608.10001', 'discuss 2608.10001 step:ask'])
    expect(await voice.say(line)).toBe(
      'No discussion can be opened here: there are no threads in a voice channel. Once that is mended, press Discuss again.',
    )
  expect(bot.platform.messages).toEqual([])
})

const refusing = async () => ({ kind: 'refused', forOwner: 'Too many threads.', forLog: '' }) as const

const line = [
  'stands in the channel: once that is mended, Discuss opens the thread below it.',
  'in the channel stays without a thread: whoever manages the channel can delete it.',
]

test('a line whose thread was refused is the parent of the next try; one that took none twice is left alone', async () => {
  const bot = await started()
  const opensThread = bot.platform.openThread.bind(bot.platform)
  const attempts = async (paper: string, refused: number): Promise<void> => {
    bot.platform.openThread = refusing
    for (let at = 0; at < refused; at++)
      expect(await bot.say(`discuss ${paper}`)).toBe(
        `The discussion could not be opened. Too many threads. Its line ${line[at]}`,
      )
    bot.platform.openThread = opensThread
    expect(await bot.say(`discuss ${paper}`)).toContain('Opened in #channel.')
  }
  await attempts('2608.10001', 1)
  expect(bot.platform.in(channel)).toHaveLength(1)
  await attempts('2608.10002', 2)
  expect(bot.platform.in(channel)).toHaveLength(3)
})
