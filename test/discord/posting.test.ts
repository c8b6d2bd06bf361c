/** Posts, edits, threads and forums, and what becomes of them when Discord refuses. */
import { expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { Fault } from '../fakes/discord/types.ts'
import { expectRefused, sent } from '../contract/platform-harness.ts'
import { type Bot, checkedAfterEach, form, page, startBot } from './harness.ts'

checkedAfterEach()

const placeOf = ({ discord }: Bot, channel: keyof Bot['discord']['channels'] = 'text'): Place => ({
  platform: 'discord',
  workspace: discord.guildId,
  channel: discord.channels[channel],
})
const opening = (more: { title?: string; tags?: string[] } = {}) => ({
  title: 'Zetta',
  tags: [],
  reply: page('Opening'),
  ...more,
})
const lastThread = ({ discord }: Bot) =>
  discord.requests.filter(({ route }) => route.endsWith('/threads')).at(-1)!.body as {
    name: string
    applied_tags?: string[]
    auto_archive_duration: number
  }

test('a post carries its key, a nonce, and alerts nobody', async () => {
  const bot = await startBot()
  const first = sent(await bot.platform.post(placeOf(bot), page('Digest @everyone'), 'a key: any string'))
  const again = sent(await bot.platform.post(placeOf(bot), page('Digest @everyone'), 'a key: any string'))
  expect(again.message).toBe(first.message)
  expect(bot.discord.messages(bot.discord.channels.text)).toMatchObject([{ notified: false }])
})

test('a post with nothing to press cannot be found again, so it is a fault', async () => {
  const bot = await startBot()
  const bare = { summary: 'Bare', visibility: 'public', blocks: [{ kind: 'text', text: ['Bare'] }] } as const
  await expect(bot.platform.post(placeOf(bot), bare, 'k')).rejects.toMatchObject({ code: 'discord.unmarked' })
  await expect(bot.platform.openThread(placeOf(bot, 'forum'), opening({}), 'k')).resolves.toMatchObject({
    kind: 'sent',
  })
  expect(bot.discord.messages(bot.discord.channels.text)).toEqual([])
})

test.each<[Fault, string]>([
  ['gone', 'refused'],
  ['hidden', 'refused'],
  ['forbidden', 'refused'],
  ['limited', 'retry'],
  ['failed', 'unknown'],
  ['unavailable', 'unknown'],
  ['dropped', 'unknown'],
])('a channel that is %s: %s, after one request', async (fault, kind) => {
  const bot = await startBot()
  bot.discord.apply(fault, bot.discord.channels.text)
  const before = bot.discord.requests.length
  expect(await bot.platform.post(placeOf(bot), page('Digest'), 'k')).toMatchObject({ kind })
  expect(bot.discord.requests).toHaveLength(before + 1)
})

test('a request that Discord does not answer is unknown', async () => {
  const bot = await startBot({ options: { waits: { requestMs: 50 } } })
  const open = bot.discord.stall('POST /channels/:id/messages')
  expect(await bot.platform.post(placeOf(bot), page('Digest'), 'k')).toMatchObject({ kind: 'unknown' })
  open()
})

test('a person who takes no direct messages refuses', async () => {
  const bot = await startBot()
  bot.discord.apply('undeliverable', bot.discord.channels.dm)
  const place = { platform: 'discord', workspace: '@me', person: bot.discord.users.ada.id }
  const outcome = await bot.platform.post(place, page('Digest'), 'k')
  expectRefused(outcome)
  expect(outcome).toMatchObject({ forOwner: expect.stringContaining('direct messages') })
})

test('a thread that is archived opens again; one that is locked refuses', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  const { thread } = sent(await bot.platform.openThread(parent, opening(), 'k'))
  bot.discord.apply('archived', thread!.thread!)
  expect(await bot.platform.inspect(thread!)).toMatchObject({ kind: 'thread', state: 'archived' })
  sent(await bot.platform.post(thread!, page('More'), 'more'))
  expect(await bot.platform.inspect(thread!)).toMatchObject({ state: 'open' })
  bot.discord.apply('locked', thread!.thread!)
  expect(await bot.platform.inspect(thread!)).toMatchObject({ state: 'locked' })
  expectRefused(await bot.platform.post(thread!, page('More'), 'even more'))
})

test('a thread stays open for 7 days, its name cut by grapheme', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  sent(await bot.platform.openThread(parent, opening({ title: '👩‍👩‍👧‍👦'.repeat(40) }), 'k'))
  expect(lastThread(bot)).toMatchObject({ auto_archive_duration: 10_080 })
  expect(lastThread(bot).name).toMatch(/^(👩‍👩‍👧‍👦)+…$/u)
})

test('a thread that a person started gets the opening once', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  const { thread } = sent(await bot.platform.openThread(parent, opening(), 'k'))
  const [opener] = bot.discord.messages(thread!.thread!)
  bot.discord.remove(opener!.id)
  bot.discord.say(thread!.thread!, 'We go on here')
  const second = sent(await bot.platform.openThread(parent, opening(), 'k2'))
  const third = sent(await bot.platform.openThread(parent, opening(), 'k3'))
  expect(third.message).toBe(second.message)
  expect(bot.discord.messages(thread!.thread!)).toHaveLength(2)
  expect(await bot.platform.inspect(thread!)).toMatchObject({ replies: 1 })
})

test('where there are too many threads, opening one is refused', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  bot.discord.apply('full', bot.discord.channels.text)
  const outcome = await bot.platform.openThread(parent, opening(), 'k')
  expectRefused(outcome)
  expect(outcome).toMatchObject({ forOwner: expect.stringContaining('open threads') })
})

test('a forum post has the tags that are there; a required tag is always set', async () => {
  const bot = await startBot()
  const known = await bot.platform.inspect(placeOf(bot, 'forum'))
  expect(known.tags).toEqual(['NLP', 'Vision'])
  sent(await bot.platform.openThread(placeOf(bot, 'forum'), opening({ tags: ['vision', 'none'] }), 'k1'))
  expect(lastThread(bot).applied_tags).toHaveLength(1)
  sent(await bot.platform.openThread(placeOf(bot, 'forum'), opening(), 'k2'))
  expect(lastThread(bot).applied_tags).toEqual([])
  sent(await bot.platform.openThread(placeOf(bot, 'forumRequiringTag'), opening({ tags: ['none'] }), 'k3'))
  expect(lastThread(bot).applied_tags).toHaveLength(1)
})

test('a form has no place in a post', async () => {
  const bot = await startBot()
  await expect(bot.platform.post(placeOf(bot), form, 'k')).rejects.toMatchObject({ code: 'discord.unmarked' })
})
