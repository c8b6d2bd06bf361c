/** Posts are found again by their key, wherever they stand, and never where it cannot be known. */
import { expect, test } from 'vitest'
import type { Place } from '../../../src/chat/place.ts'
import { sent } from '../../contract/platform-harness.ts'
import { type Bot, checkedAfterEach, page, startBot } from '../harness.ts'

checkedAfterEach()

const placeOf = ({ discord }: Bot, channel: keyof Bot['discord']['channels'] = 'text'): Place => ({
  platform: 'discord',
  workspace: discord.guildId,
  channel: discord.channels[channel],
})
const instant = (bot: Bot, fromNowMs = 0) => new Date(bot.discord.clock.now() + fromNowMs).toISOString()
const opening = { title: 'Zetta', tags: [], reply: page('Opening') }

test('a post is found beyond the first page of what came after it began', async () => {
  const bot = await startBot()
  const since = instant(bot)
  for (let at = 0; at < 250; at++) bot.discord.say(bot.discord.channels.text, `line ${at}`)
  const { message } = sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  expect(await bot.platform.find(placeOf(bot), 'k', since)).toEqual({ place: placeOf(bot), message })
})

test("a post that Discord's clock dates a little earlier is found", async () => {
  const bot = await startBot()
  const { message } = sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  expect(await bot.platform.find(placeOf(bot), 'k', instant(bot, 10_000))).toMatchObject({ message })
})

test('where the history may not be read, it cannot be looked', async () => {
  const bot = await startBot()
  sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  bot.discord.deny(['ReadMessageHistory'], bot.discord.channels.text)
  expect(await bot.platform.find(placeOf(bot), 'k', instant(bot))).toBe('cannot look')
  expect(await bot.platform.inspect(placeOf(bot))).toMatchObject({ missing: ['Read Message History'] })
})

test('a channel that is hidden cannot be looked at, and lacks every permission', async () => {
  const bot = await startBot()
  bot.discord.apply('hidden', bot.discord.channels.text)
  expect(await bot.platform.find(placeOf(bot), 'k', instant(bot))).toBe('cannot look')
  expect((await bot.platform.inspect(placeOf(bot))).missing).toContain('View Channel')
})

test('a conversation is looked through', async () => {
  const bot = await startBot()
  const place = { platform: 'discord', workspace: '@me', person: bot.discord.users.ada.id }
  const { message } = sent(await bot.platform.post(place, page('Digest'), 'k'))
  expect(await bot.platform.find(place, 'k', instant(bot))).toEqual({ place, message })
})

test('a forum is looked through, archived posts too', async () => {
  const bot = await startBot()
  const forum = placeOf(bot, 'forum')
  const since = instant(bot)
  const archived = sent(await bot.platform.openThread(forum, opening, 'archived'))
  const active = sent(await bot.platform.openThread(forum, opening, 'active'))
  bot.discord.apply('archived', archived.thread!.thread!)
  expect(await bot.platform.find(forum, 'archived', since)).toEqual(archived)
  expect(await bot.platform.find(forum, 'active', since)).toEqual(active)
  expect(await bot.platform.find(forum, 'never', since)).toBe('none')
})

test("people's posts in a forum are not opened", async () => {
  const bot = await startBot()
  const forum = placeOf(bot, 'forum')
  const since = instant(bot)
  bot.discord.openPost(forum.channel!, 'Anything new?')
  const before = bot.discord.requests.length
  expect(await bot.platform.find(forum, 'k', since)).toBe('none')
  const looked = bot.discord.requests.slice(before).map(({ route }) => route)
  expect(looked).toContain('GET /guilds/:id/threads/active')
  expect(looked).not.toContain('GET /channels/:id/messages/:id')
})

test.each([401, 400])('told %i, nothing is known', async status => {
  const bot = await startBot()
  bot.discord.answerNext('GET /channels/:id', { status })
  await expect(bot.platform.find(placeOf(bot), 'k', instant(bot))).rejects.toThrow(Error)
})

test('while Discord is away nothing is known', async () => {
  const bot = await startBot()
  await bot.discord.close()
  await expect(bot.platform.find(placeOf(bot), 'k', instant(bot))).rejects.toThrow(Error)
})

test("a private thread is private, and a thread counts people's messages", async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  const { thread } = sent(await bot.platform.openThread(parent, opening, 'k'))
  bot.discord.say(thread!.thread!, 'Good one')
  bot.discord.say(thread!.thread!, 'Indeed', bot.discord.users.bob)
  bot.discord.rename(thread!.thread!, 'What Discord says of it is no reply')
  expect(await bot.platform.inspect(thread!)).toMatchObject({ private: false, replies: 2, missing: [] })
})

test('in a voice channel there can be no threads', async () => {
  const bot = await startBot()
  expect(await bot.platform.inspect(placeOf(bot, 'voice'))).toMatchObject({ missing: [], threadless: true })
  expect(await bot.platform.inspect(placeOf(bot, 'text'))).not.toHaveProperty('threadless')
})
