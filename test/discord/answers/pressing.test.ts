/** Presses on a private message: what takes its place, what stands beside it, and what several presses make of it. */
import { expect, test, vi } from 'vitest'
import { notice } from '../../../src/chat/replies.ts'
import type { Reply } from '../../../src/chat/reply.ts'
import type { FakeMessage } from '../../fakes/discord/types.ts'
import { type Bot, checkedAfterEach, nextPage, page, publicPage, startBot } from '../harness.ts'

checkedAfterEach()

const show = async (bot: Bot, text: string): Promise<FakeMessage> => {
  bot.answerWith(page(text))
  return bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
}
const firstLine = ({ discord }: Bot, message: FakeMessage) => discord.messageText(message).split('\n')[0]
const inChannel = ({ discord }: Bot) => discord.messages(discord.channels.text)
const isShared = (bot: Bot) => bot.discord.until(() => inChannel(bot).length === 1)

test('only what replaces the message takes its place; other answers are private messages of their own', async () => {
  const bot = await startBot()
  const first = await show(bot, 'Page 1')
  bot.answerWith(page('A card'))
  const opened = bot.discord.press(first, 'Next')
  const card = await opened.answered()
  expect(card).toMatchObject({ ephemeral: true })
  expect(card.id).not.toBe(first.id)
  expect(opened.callbackType).toBe(6)
  bot.answerWith(nextPage('Page 2'))
  const paged = bot.discord.press(first, 'Next')
  await paged.answered()
  expect(paged.shown.map(({ id }) => id)).toEqual([first.id])
  expect([firstLine(bot, first), firstLine(bot, card)]).toEqual(['Page 2', 'A card'])
})

test.each([
  ['a notice', notice('There is no such paper.'), 'no such paper'],
  ['a fault', () => Promise.reject(new Error('the disk is full')), 'A fault of the bot'],
  ['too long a wait', () => new Promise<never>(() => {}), 'This took too long.'],
])('%s takes nothing away', async (_name, answer, said) => {
  const bot = await startBot({ options: { timing: { answerMs: 30, workingMs: 20 } } })
  const first = await show(bot, 'Page 1')
  bot.answerWith(answer)
  const pressed = bot.discord.press(first, 'Next')
  await pressed.until(one => one.text().includes(said))
  await bot.discord.until(() => !bot.discord.messageText(first).includes('Still working…'))
  expect(firstLine(bot, first)).toBe('Page 1')
})

test.each(['dropped', { status: 503 }] as const)('a Share that is %j may have been posted', async answer => {
  const bot = await startBot()
  const first = await show(bot, 'Page 1')
  bot.answerWith(publicPage('Shared'))
  bot.discord.answerNext('POST /webhooks/:id/:token', answer)
  const pressed = bot.discord.press(first, 'Share')
  await pressed.until(one => one.text().includes('It may have been posted; look before you share again.'))
  expect(pressed.shown.at(-1)).toMatchObject({ ephemeral: true })
  expect(firstLine(bot, first)).toBe('Page 1')
  expect(inChannel(bot)).toHaveLength(answer === 'dropped' ? 1 : 0)
})

test('a slow press does not bring back what a later one replaced', async () => {
  const bot = await startBot({ options: { timing: { workingMs: 20 } } })
  const first = await show(bot, 'Page 1')
  const gate = Promise.withResolvers<void>()
  bot.answerWith(({ options }) =>
    options['share']
      ? gate.promise.then(() => ({ reply: publicPage('Shared') }))
      : Promise.resolve({ reply: nextPage('Page 2') }),
  )
  const share = bot.discord.press(first, 'Share')
  await share.until(one => one.text().includes('Still working…'))
  const next = bot.discord.press(first, 'Next')
  await next.until(one => one.text().includes('Page 2'))
  gate.resolve()
  await isShared(bot)
  await bot.platform.stop()
  expect(bot.discord.messageText(first)).toMatch(/^Page 2/)
  expect(bot.discord.messageText(first)).not.toContain('Still working…')
})

test('an earlier page that comes late does not replace a later one', async () => {
  const bot = await startBot()
  const first = await show(bot, 'Page 1')
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: nextPage('Early') })))
  await bot.discord.press(first, 'Next').acknowledged()
  await vi.waitFor(() => expect(bot.requests).toHaveLength(2))
  bot.answerWith(nextPage('Late'))
  await bot.discord.press(first, 'Next').until(one => one.text().includes('Late'))
  gate.resolve()
  await bot.platform.stop()
  expect(firstLine(bot, first)).toBe('Late')
})

test('the line goes with the last of several presses', async () => {
  const bot = await startBot({ options: { timing: { workingMs: 20 } } })
  const first = await show(bot, 'Page 1')
  const gates = { Next: Promise.withResolvers<void>(), Long: Promise.withResolvers<void>() }
  bot.answerWith(({ options }) =>
    gates[options['query'] === 'next' ? 'Next' : 'Long'].promise.then(() => ({ reply: notice('Here') })),
  )
  await bot.discord.press(first, 'Next').until(one => one.text().includes('Still working…'))
  const second = bot.discord.press(first, 'Long')
  await second.acknowledged()
  gates.Next.resolve()
  gates.Long.resolve()
  await bot.discord.until(() => !bot.discord.messageText(first).includes('Still working…'))
  await bot.platform.stop()
  expect(firstLine(bot, first)).toBe('Page 1')
  expect(bot.discord.messageText(first)).not.toContain('Still working…')
})

test('a message that was dismissed meanwhile does not lose the Share', async () => {
  const bot = await startBot({ options: { timing: { workingMs: 20 } } })
  const first = await show(bot, 'Page 1')
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: publicPage('Shared') })))
  await bot.discord.press(first, 'Share').until(one => one.text().includes('Still working…'))
  bot.discord.remove(first.id)
  gate.resolve()
  await isShared(bot)
  await bot.platform.stop()
  expect(bot.logged()).not.toMatch(/could not be answered|came too late/)
})

test('who presses Share twice shares once; later, and for others, it works again', async () => {
  const bot = await startBot({ options: { timing: { againMs: 0 } } })
  const first = await show(bot, 'Page 1')
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: publicPage('Shared') })))
  const presses = [bot.discord.press(first, 'Share'), bot.discord.press(first, 'Share')]
  await Promise.all(presses.map(press => press.acknowledged()))
  gate.resolve()
  await isShared(bot)
  expect(bot.requests).toHaveLength(2)
  bot.answerWith(publicPage('Shared again'))
  await vi.waitFor(() => {
    bot.discord.press(first, 'Share')
    expect(bot.requests).toHaveLength(3)
  })
})

test('a Share that was refused may be tried again at once', async () => {
  const bot = await startBot()
  const first = await show(bot, 'Page 1')
  bot.answerWith(notice('Not now.'))
  await bot.discord.press(first, 'Share').until(one => one.text().includes('Not now.'))
  bot.answerWith(publicPage('Shared'))
  await vi.waitFor(() => {
    bot.discord.press(first, 'Share')
    expect(bot.requests).toHaveLength(3)
  })
  await isShared(bot)
})

const removed: Reply = { ...notice('It is removed.'), removes: true }
const shareIn = async (bot: Bot, act: object = {}): Promise<FakeMessage> => {
  bot.answerWith(publicPage('Shared'))
  return bot.discord.command({ command: 'discuss', options: { query: 'kv' }, ...act }).answered()
}

test('a press that may remove a message leaves it as it is, and removes it without a word to others', async () => {
  const bot = await startBot()
  const shared = await shareIn(bot)
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: removed })))
  const pressed = bot.discord.press(shared, 'Remove')
  await pressed.acknowledged()
  expect(pressed.callbackType).toBe(6)
  expect(inChannel(bot)).toEqual([shared])
  gate.resolve()
  await pressed.until(one => one.text().includes('It is removed.'))
  expect(pressed.shown).toMatchObject([{ ephemeral: true }])
  expect(inChannel(bot)).toEqual([])
})

test('what only a person installed removes what it shared, too', async () => {
  const bot = await startBot()
  const shared = await shareIn(bot, { userInstalled: true })
  bot.answerWith(removed)
  await bot.discord.press(shared, 'Remove', { userInstalled: true }).answered()
  expect(shared.deleted).toBe(true)
})

test('on a private message nothing is removed, and that is said', async () => {
  const bot = await startBot()
  const first = await show(bot, 'Page 1')
  bot.answerWith(removed)
  const pressed = bot.discord.press(first, 'Remove')
  await pressed.until(one => one.text().includes('There is no message here to remove.'))
  expect(first.deleted).toBe(false)
})

test('a message that Discord does not remove stays, and that is said', async () => {
  const bot = await startBot()
  const shared = await shareIn(bot)
  bot.answerWith(removed)
  bot.discord.answerNext('DELETE /webhooks/:id/:token/messages/:id', { status: 403, code: 50_013 })
  const pressed = bot.discord.press(shared, 'Remove')
  await pressed.until(one => one.text().includes('A fault of the bot stopped this.'))
  expect(shared.deleted).toBe(false)
})

test('a removal that takes too long is not offered as something to type', async () => {
  const bot = await startBot({ options: { timing: { answerMs: 30, workingMs: 20 } } })
  const shared = await shareIn(bot)
  bot.answerWith(() => new Promise<never>(() => {}))
  const pressed = bot.discord.press(shared, 'Remove')
  await pressed.until(one => one.text().includes('This took too long. Press the button once more'))
  expect(pressed.text()).not.toContain('Ask again')
})
