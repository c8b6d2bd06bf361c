/** Posts, edits, threads and forums, and what becomes of them when Discord refuses. */
import { expect, test, vi } from 'vitest'
import type { Place } from '../../../src/chat/place.ts'
import type { Fault } from '../../fakes/discord/types.ts'
import { expectRefused, sent } from '../../contract/platform-harness.ts'
import { type Bot, checkedAfterEach, form, page, startBot } from '../harness.ts'

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
  const posted = sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  await expect(bot.platform.edit(posted, bare, 'k')).rejects.toMatchObject({ code: 'discord.unmarked' })
})

test('an edit is one request, also where the history may not be read', async () => {
  const bot = await startBot()
  const posted = sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  bot.discord.deny(['ReadMessageHistory'], bot.discord.channels.text)
  const before = bot.discord.requests.length
  sent(await bot.platform.edit(posted, page('Edited'), 'k'))
  expect(bot.discord.requests.slice(before).map(({ method }) => method)).toEqual(['PATCH'])
})

test('an old message that was edited too often is refused; told to wait for a new one, it waits', async () => {
  const bot = await startBot({ lateEditsAllowed: 2 })
  const posted = sent(await bot.platform.post(placeOf(bot), page('Digest'), 'k'))
  const edit = () => bot.platform.edit(posted, page('Edited'), 'k')
  bot.discord.apply('limited', bot.discord.channels.text)
  expect(await edit()).toMatchObject({ kind: 'retry' })
  bot.discord.clock.advance(61 * 60 * 1000)
  expect([await edit(), await edit()]).toMatchObject([{ kind: 'sent' }, { kind: 'sent' }])
  const outcome = await edit()
  expectRefused(outcome)
  expect(outcome).toMatchObject({ forOwner: expect.stringContaining('no more changes') })
})

test('what waited too long for its turn was not sent', async () => {
  const bot = await startBot({ options: { timing: { requestsPerSecond: 1, requestMs: 700 } } })
  const places = (['text', 'private', 'dm'] as const).map(channel => placeOf(bot, channel))
  const before = bot.discord.requests.length
  const outcomes = await Promise.all(places.map(place => bot.platform.post(place, page('Digest'), 'k')))
  const kinds = outcomes.map(({ kind }) => kind)
  expect(kinds).toContain('retry')
  expect(kinds).not.toContain('unknown')
  expect(bot.discord.requests.length - before).toBe(kinds.filter(kind => kind === 'sent').length)
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
  const bot = await startBot({ options: { timing: { requestMs: 50 } } })
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

test('what else the bot says in a thread is not taken for its opening', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  const first = sent(await bot.platform.openThread(parent, opening(), 'k'))
  sent(await bot.platform.post(first.thread!, page('More'), 'more'))
  bot.discord.remove(first.message)
  const again = sent(await bot.platform.openThread(parent, opening(), 'k'))
  expect(bot.discord.messages(first.thread!.thread!).map(({ id }) => id)).toEqual([
    expect.not.stringMatching(again.message),
    again.message,
  ])
})

test('a thread that a person started gets the opening once', async () => {
  const bot = await startBot()
  const parent = sent(await bot.platform.post(placeOf(bot), page('Parent'), 'parent'))
  const { thread } = sent(await bot.platform.openThread(parent, opening(), 'k'))
  const [opener] = bot.discord.messages(thread!.thread!)
  bot.discord.remove(opener!.id)
  bot.discord.say(thread!.thread!, 'We go on here')
  const second = sent(await bot.platform.openThread(parent, opening(), 'k'))
  const third = sent(await bot.platform.openThread(parent, opening(), 'k'))
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

test('tags for moderators are set where threads may be managed, and only there', async () => {
  const bot = await startBot()
  const open = () => bot.platform.openThread(placeOf(bot, 'forum'), opening({ tags: ['Announcement'] }), 'k')
  sent(await open())
  expect(lastThread(bot).applied_tags).toEqual([])
  bot.discord.allow(['ManageThreads'], bot.discord.channels.forum)
  await vi.waitFor(async () =>
    expect((await bot.platform.inspect(placeOf(bot, 'forum'))).tags).toContain('Announcement'),
  )
  sent(await open())
  expect(lastThread(bot).applied_tags).toHaveLength(1)
})

test('a form has no place in a post', async () => {
  const bot = await startBot()
  await expect(bot.platform.post(placeOf(bot), form, 'k')).rejects.toMatchObject({ code: 'discord.unmarked' })
})
