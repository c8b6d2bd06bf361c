/** Answers that take long, come twice, come too late, or fail. */
import { expect, test, vi } from 'vitest'
import { notice } from '../../../src/chat/replies.ts'
import { checkedAfterEach, nextPage, page, publicPage, startBot } from '../harness.ts'

checkedAfterEach()

const never = new Promise<never>(() => {})

test('each of 200 at once is acknowledged before it is handled, while all are stalled', async () => {
  const bot = await startBot()
  const acknowledged: number[] = []
  const gate = Promise.withResolvers<void>()
  const asked = Array.from({ length: 200 }, (_, at) => ({ command: 'search', options: { query: `q${at}` } }))
  bot.answerWith(async ({ id, options }) => {
    const own = shown.find(one => one.id === id)!
    if (own.callbackType !== undefined) acknowledged.push(own.callbackType)
    await gate.promise
    return { reply: page(`Heard ${options['query']}`) }
  })
  const shown = asked.map(one => bot.discord.command(one))
  await Promise.all(shown.map(one => one.acknowledged()))
  await vi.waitFor(() => expect(bot.requests).toHaveLength(200))
  expect(acknowledged).toHaveLength(200)
  gate.resolve()
  await Promise.all(shown.map(one => one.answered()))
  expect(shown.map(one => one.text().split('\n')[0])).toEqual(asked.map(one => `Heard ${one.options.query}`))
})

test('a press that takes long says so below the message, until it is answered', async () => {
  const bot = await startBot({ options: { timing: { workingMs: 20 } } })
  bot.answerWith(page('Page 1'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: nextPage('Page 2') })))
  const pressed = bot.discord.press(first, 'Next')
  await pressed.until(one => one.text().includes('Still working…'))
  expect(pressed.text()).toContain('Page 1')
  gate.resolve()
  await pressed.until(one => one.text().includes('Page 2'))
  expect(pressed.text()).not.toContain('Still working…')
})

test('the line goes when the answer stands elsewhere', async () => {
  const bot = await startBot({ options: { timing: { workingMs: 20 } } })
  bot.answerWith(page('Page 1'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: publicPage('Shared') })))
  const pressed = bot.discord.press(first, 'Share')
  await pressed.until(one => one.text().includes('Still working…'))
  gate.resolve()
  await bot.discord.until(() => bot.discord.messages(bot.discord.channels.text).length === 1)
  await bot.discord.until(() => !bot.discord.messageText(first).includes('Still working…'))
  expect(bot.discord.messageText(first)).toContain('Page 1')
})

test('before the 15 minutes are over, the person is told how to ask again', async () => {
  const bot = await startBot({ options: { timing: { answerMs: 50, workingMs: 10 } } })
  bot.answerWith(() => never)
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  const told = await asked.answered()
  expect(asked.text()).toContain('This took too long. Ask again with /papers search.')
  bot.answerWith(page('Answered'))
  await bot.discord.press(told, 'Ask again').until(one => one.text().includes('Answered'))
  expect(bot.requests.at(-1)!.options).toEqual({ query: 'kv' })
})

test('an interaction that is delivered twice is answered once', async () => {
  const bot = await startBot()
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  bot.discord.deliverAgain(asked)
  await asked.answered()
  bot.discord.deliverAgain(asked)
  await vi.waitFor(() => expect(bot.logged().match(/taken before/g)).toHaveLength(2))
  await bot.platform.stop()
  expect(bot.requests).toHaveLength(1)
  expect(asked.shown).toHaveLength(1)
})

test('an interaction that comes too late is logged, and not handled', async () => {
  const bot = await startBot()
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  bot.discord.clock.advance(4000)
  await vi.waitFor(() => expect(bot.logged()).toContain('too late'))
  expect(asked.shown).toEqual([])
  expect(bot.requests).toEqual([])
})

test('an answer after the token ended is logged, and nothing falls over', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Late') })))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  bot.discord.clock.advance(16 * 60 * 1000)
  gate.resolve()
  await bot.platform.stop()
  expect(bot.logged()).toContain('too late for Discord')
  expect(bot.logged()).not.toContain(asked.token)
})

test('a fault in the middle is logged, and the person is told', async () => {
  const bot = await startBot()
  bot.answerWith(() => Promise.reject(new Error('the disk is full')))
  const asked = bot.discord.command({ command: 'discuss', options: { query: 'kv' } })
  await asked.until(one => one.text().includes('A fault of the bot stopped this.'))
  expect(asked.shown).toMatchObject([{ ephemeral: true }])
  expect(bot.logged()).toContain('the disk is full')
})

test('the connection breaking in the middle of an answer does not lose it', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: notice('Here') })))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  bot.discord.gateway.drop()
  gate.resolve()
  await asked.answered()
  expect(asked.text()).toContain('Here')
})

test('an answer that Discord could not take at once is sent again', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: notice('Here') })))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  bot.discord.apply('failed', bot.discord.channels.text)
  gate.resolve()
  await asked.answered()
  expect(asked.shown).toHaveLength(1)
})
