/** One discussion for each paper: opened, and found again. */
import { expect, test } from 'vitest'
import { formatPlace } from '../../src/chat/place.ts'
import { titleId } from '../../src/papers/ids.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords } from './bot.ts'
import {
  buttonOf,
  buttonsOf,
  channel,
  forum,
  hidden,
  inChannel,
  lab,
  link,
  other,
  started,
  threadUnder,
} from './discussing.ts'
import { openLab } from './lab.ts'

test('a parent in the channel, and a thread with the paper in full', async () => {
  const bot = await started()
  const opened = await bot.ask('discuss 2608.10001')
  expect(inWords(opened.reply)).toBe(`Opened in #channel.\n[Go there] ${link}`)
  expect(opened.reply.visibility).toBe('private')
  expect(buttonsOf(opened)).toEqual([{ label: 'Go there', url: link }])
  expect(inChannel(bot).map(inWords)).toEqual([
    `Ada opened a discussion: Tiny Caches: 2-Bit KV Cache Quantization (https://huggingface.co/papers/2608.10001)
Example Lab · 18 Aug 2026 · 32 upvotes · 2 comments · code 5 stars
[Open thread] [Save]`,
  ])
  expect(inChannel(bot, threadUnder(bot)).map(inWords)).toEqual([
    `Tiny Caches: 2-Bit KV Cache Quantization (https://huggingface.co/papers/2608.10001)
Figure preview of Tiny Caches: 2-Bit KV Cache Quantization
Ada Lovelace, Grace Hopper · 2608.10001
Abstract: Long contexts need memory. We quantize the KV cache to two bits, and prune gradients while we train.
Summary (Hugging Face AI): Two bits are enough.
Hugging Face (https://huggingface.co/papers/2608.10001) · arXiv (https://arxiv.org/abs/2608.10001) · PDF (https://arxiv.org/pdf/2608.10001) · project (https://example.org/tiny) · code (https://github.com/example/tiny) 5 stars · 3 models · 1 dataset
[Verdict] [Save] [I’ll read it] [Cite]`,
  ])
  expect([...inChannel(bot), ...inChannel(bot, threadUnder(bot))].map(reply => reply.visibility)).toEqual([
    'public',
    'public',
  ])
})

test('pressed again, by anyone, anywhere, it leads to the same thread, with its replies', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.replies.set(formatPlace(threadUnder(bot)), 14)
  for (const who of [{}, { person: 'Grace', place: other }, { person: 'Emmy', place: hidden }]) {
    const again = await bot.as(who).ask('discuss 2608.10001')
    expect(inWords(again.reply)).toBe(`Already open in #channel, 14 replies.\n[Go there] ${link}`)
  }
  expect(await bot.say('discuss 2608.10001')).toContain('Already open')
  expect(bot.platform.messages).toHaveLength(2)
})

test('a hundred who press at the same moment, in many channels, get one thread', async () => {
  const bot = await started()
  const asked = Array.from({ length: 100 }, (_, at) =>
    bot
      .as({ person: `P${at}`, place: at % 2 ? channel : { ...lab, channel: `c${at % 7}` } })
      .say('discuss 2608.10001'),
  )
  const answers = await Promise.all(asked)
  expect(answers.filter(answer => answer.startsWith('Opened in'))).toHaveLength(1)
  expect(answers.filter(answer => answer.startsWith('Already open in'))).toHaveLength(99)
  expect(bot.platform.messages).toHaveLength(2)
  expect(bot.faults).toEqual([])
})

test('a private result asks first', async () => {
  const bot = await started()
  const card = await bot.ask('paper 2608.10001')
  const asked = await bot.press(buttonOf(card, 'Discuss'))
  expect(inWords(asked.reply)).toBe(
    'Open a discussion in #channel? Everyone there will see it.\n[Open] [Cancel]',
  )
  expect(asked.reply.replaces).toBe(false)
  expect((await bot.press(buttonOf(asked, 'Cancel'))).reply).toMatchObject({
    summary: 'Nothing is opened.',
    replaces: true,
  })
  expect(bot.platform.messages).toEqual([])
  const opened = await bot.press(buttonOf(asked, 'Open'))
  expect(opened.reply).toMatchObject({ summary: 'Opened in #channel.', replaces: true })
  expect(bot.platform.messages).toHaveLength(2)
})

test('a shared card and the parent open and lead without asking', async () => {
  const bot = await started()
  const shared = await bot.ask('paper 2608.10001 share:yes')
  expect((await bot.press(buttonOf(shared, 'Discuss'))).reply.summary).toBe('Opened in #channel.')
  const parent = { reply: inChannel(bot)[0]! }
  expect((await bot.press(buttonOf(parent, 'Open thread'))).reply.summary).toBe('Already open in #channel.')
})

test('what is opened in a private channel is known only there', async () => {
  const bot = await started()
  const inside = bot.as({ place: hidden })
  expect(await inside.say('discuss 2608.10001')).toContain('Opened in #private.')
  expect(await bot.say('paper 2608.10001')).not.toContain('discussed')
  expect(await bot.say('search tiny caches')).not.toContain('discussed')
  expect(await inside.say('paper 2608.10001')).toMatch(/discussed in #private \(\S+\), 21 Aug 2026/)
  expect(await bot.say('discuss 2608.10001')).toContain('Opened in #channel.')
  expect(await inside.say('discuss 2608.10001')).toContain('Already open in #private.')
})

test('where people of another company read too, nothing is said of what was said elsewhere', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  await bot.press({ command: 'vote', options: { paper: '2608.10001' } })
  await bot.press({ command: 'verdict', options: { paper: '2608.10001', verdict: 'Skim' } }, 'form')
  const outside = bot.as({ person: 'Grace', place: { ...lab, channel: 'shared' } })
  for (const line of ['paper 2608.10001', 'paper 2608.10001 share:yes', 'search tiny caches'])
    expect(await outside.say(line)).not.toMatch(/discussed|Verdict|team/i)
  expect(await outside.say('history tiny caches')).toContain('Nothing that was posted')
  expect(await outside.say('discuss 2608.10004')).toContain('Opened in #shared.')
  expect(await outside.say('discuss 2608.10001')).toContain('Opened in #shared.')
})

test('later cards and lists say that it was discussed', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.replies.set(formatPlace(threadUnder(bot)), 14)
  await bot.say('discuss 2608.10001')
  expect(await bot.say('paper 2608.10001')).toContain(
    'discussed in #channel (https://memory.example/memory/lab/channel/m1/m2), 21 Aug 2026, 14 replies\n',
  )
  expect(await bot.say('search tiny caches')).toContain(' · discussed 21 Aug 2026, 14 replies\n')
  expect(await bot.say('daily 2026-08-20')).toContain(' · discussed 21 Aug 2026, 14 replies\n')
})

test('replies are asked for every few minutes, by nobody who waits', async () => {
  const bot = await started()
  await bot.say('discuss 2608.10001')
  bot.platform.replies.set(formatPlace(threadUnder(bot)), 3)
  expect(await bot.say('paper 2608.10001')).not.toContain('replies')
  bot.network.advance(6 * 60_000)
  await bot.say('paper 2608.10001')
  await expect.poll(() => bot.say('paper 2608.10001')).toContain('3 replies')
})

test('one whose answer was lost for good is explained, and replaced once somebody agrees', async () => {
  const bot = await started()
  bot.platform.faults.set(formatPlace(channel), 'dropped')
  const pressed = bot.ask('discuss 2608.10001')
  await bot.settled()
  bot.platform.faults.set(formatPlace(channel), 'gone')
  bot.network.advance(61_000)
  await bot.settled()
  const told = await pressed
  bot.platform.faults.clear()
  const lost =
    'The discussion may be open already, and Paperboy cannot look: see whether it is here. If it isn’t, open a new one.\n[Open a new one]'
  expect(inWords(told.reply)).toBe(lost)
  expect(await bot.as({ person: 'Grace', place: other }).say('discuss 2608.10001')).toBe(lost)
  expect(bot.platform.messages).toHaveLength(1)
  const agree = (person: string) => bot.as({ person }).press(buttonOf(told, 'Open a new one'))
  const agreed = await Promise.all(['Grace', 'Emmy'].map(agree))
  expect(agreed.map(({ reply }) => reply.summary).toSorted()).toEqual([
    'Already open in #channel.',
    'Opened in #channel.',
  ])
  expect(await bot.say('discuss 2608.10001')).toContain('Already open in #channel.')
  expect(bot.platform.messages).toHaveLength(3)
})

test('in a forum it is a post of its own', async () => {
  const bot = await started()
  expect(await bot.as({ place: forum }).say('discuss 2608.10001')).toContain('Opened in #forum.')
  expect(bot.platform.messages.map(({ place }) => place.channel)).toEqual(['forum'])
  expect(inWords(bot.platform.messages[0]!.reply)).toContain('Abstract: Long contexts need memory.')
  expect(await bot.say('discuss 2608.10001')).toContain('Already open in #forum.')
})

test.each([
  ['gone', 'Paperboy cannot see this channel; in Slack, /invite @Paperboy lets it in.'],
  ['archived', 'this channel is archived.'],
  ['forbidden', 'Paperboy lacks Send messages here.'],
  ['threadless', 'Paperboy lacks Create threads here.'],
] as const)('where a channel is %s, it is said what to mend, and nothing is posted', async (fault, said) => {
  const bot = await started()
  bot.platform.faults.set(formatPlace(channel), fault)
  expect(await bot.say('discuss 2608.10001')).toBe(
    `No discussion can be opened here: ${said} Once that is mended, press Discuss again.`,
  )
  bot.platform.faults.clear()
  expect(await bot.say('discuss 2608.10001')).toContain('Opened in #channel.')
})

test('in direct messages no thread is opened, and what works is said', async () => {
  const bot = await started()
  const direct = bot.as({ place: { ...lab, person: 'U1' } })
  expect(await direct.say('discuss 2608.10001')).toBe(
    'No thread can be opened here. In a channel that Paperboy is in, type /papers discuss 2608.10001\n[Save]',
  )
  await bot.say('discuss 2608.10001')
  expect(await direct.say('discuss 2608.10001')).toContain('Already open in #channel.')
})

test('within a thread it opens in the channel', async () => {
  const bot = await started()
  await bot.as({ place: { ...channel, thread: 'm9' } }).say('discuss 2608.10001')
  expect(bot.platform.in(channel)).toHaveLength(1)
})

test('three a day, and who manages any number', async () => {
  const bot = await started()
  for (const last of [1, 2, 3]) await bot.say(`discuss 2608.1000${last}`)
  expect(await bot.say('discuss 2608.10004')).toBe(
    'You opened 3 discussions within a day; the next can be opened 22 Aug 2026, 11:00.\n[Save]',
  )
  expect(await bot.say('discuss 2608.10001')).toContain('Already open')
  expect(await bot.as({ person: 'Grace' }).say('discuss 2608.10004')).toContain('Opened')
  expect(await bot.as({ manages: true }).say('discuss 2608.10005')).toContain('Opened')
  bot.network.advance(24 * 60 * 60_000)
  expect(await bot.say('discuss 2608.10006')).toContain('Opened')
})

test('whoever deletes what they said has no more of them for it', async () => {
  const bot = await started()
  for (const last of [1, 2, 3]) await bot.say(`discuss 2608.1000${last}`)
  await bot.press({ command: 'data', options: { act: 'deleted', of: 'person' } })
  expect(await bot.say('discuss 2608.10004')).toMatch(/^You opened 3 discussions within a day; the next can/)
  bot.network.advance(24 * 60 * 60_000)
  expect(await bot.say('discuss 2608.10004')).toContain('Opened')
})

test('one that was refused is none of the three', async () => {
  const bot = await started()
  const openThread = bot.platform.openThread.bind(bot.platform)
  bot.platform.openThread = async () => ({ kind: 'refused', forOwner: 'Too many threads.', forLog: '160006' })
  expect(await bot.say('discuss 2608.10001')).toContain('could not be opened')
  bot.platform.openThread = openThread
  for (const last of [2, 3, 4]) expect(await bot.say(`discuss 2608.1000${last}`)).toContain('Opened')
})

test('where only managers open discussions, that is said', async () => {
  const bot = await started({ settings: { discuss: 'managers' } })
  expect(await bot.say('discuss 2608.10001')).toBe(
    'Only people who manage this channel open discussions here. Ask one of them, or open it in another channel.',
  )
  expect(await bot.as({ manages: true }).say('discuss 2608.10001')).toContain('Opened')
  expect(await bot.say('discuss 2608.10001')).toContain('Already open')
})

test('the opener names papers nearby that were discussed where it is read', async () => {
  const bot = await started()
  await bot.as({ place: hidden }).say('discuss 2608.10003')
  await bot.say('discuss 2608.10002')
  await bot.say('discuss 2608.10004')
  const [opener] = inChannel(bot, threadUnder(bot, channel, 1))
  expect(inWords(opener!)).toContain('\nDiscussed here before: Anchored Gradients for Training (')
  expect(inWords(opener!)).toContain(' (21 Aug 2026)\n')
  expect(inWords(opener!)).not.toContain('Braided')
})

test('the opener names none whose channel has become private since', async () => {
  const bot = await started()
  await bot.as({ place: other }).say('discuss 2608.10002')
  bot.platform.private.add(formatPlace(other))
  await bot.say('discuss 2608.10004')
  expect(inWords(inChannel(bot, threadUnder(bot))[0]!)).not.toContain('Discussed here before')
})

test('a paper that was taken over keeps its discussion', async () => {
  const bot = await started()
  const title = 'A paper known by its title'
  await bot.library.put([
    { ...(await bot.library.get('2608.10011'))!, id: titleId(title), title, origin: 'page' },
  ])
  await bot.say(`discuss ${titleId(title)}`)
  await bot.library.put([{ ...(await bot.library.get('2608.10011'))!, id: '2608.20001', title }])
  expect(await bot.say('discuss 2608.20001')).toContain('Already open in #channel.')
  expect(await bot.say('paper 2608.20001')).toContain('discussed in #channel')
  expect(bot.platform.messages).toHaveLength(2)
})

test('the thread that a paper got by a subscription is its discussion', async () => {
  const posted = await openLab({
    settings: { subscriptions: [subscription({ id: 'own', topics: ['cache'], form: 'each' })] },
  })
  await posted.ada.run({ command: 'subscriptions', options: { id: 'own', act: 'now' } }, 'button')
  await posted.settled()
  const before = posted.platform.messages.length
  expect(await posted.as({}).say('discuss 2608.10001')).toContain('Opened in #channel.')
  expect(await posted.as({ person: 'Grace' }).say('discuss 2608.10001')).toContain(
    'Already open in #channel.',
  )
  expect(posted.platform.messages).toHaveLength(before)
})
