/** Answers that take long, come twice, come too late, or fail. */
import { expect, test, vi } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import { checkedAfterEach, page, publicPage, startBot } from './harness.ts'

checkedAfterEach()

const never = new Promise<never>(() => {})

test('200 at once with everything stalled are acknowledged within 500 ms', async () => {
  const bot = await startBot()
  const ask = (count: number) =>
    Array.from({ length: count }, (_, at) =>
      bot.discord.command({ command: 'search', options: { query: `q${at}` } }),
    )
  // A bot that runs: what is asked first compiles the code.
  for (let round = 0; round < 10; round++) await Promise.all(ask(10).map(one => one.answered()))
  const gate = Promise.withResolvers<void>()
  bot.answerWith(({ options }) => gate.promise.then(() => ({ reply: page(`Heard ${options['query']}`) })))
  const beganAt = process.cpuUsage()
  const asked = ask(200)
  await Promise.all(asked.map(one => one.acknowledged()))
  const { user, system } = process.cpuUsage(beganAt)
  // Both ends run in this process: its own time says as much, whatever else the machine does.
  expect((user + system) / 1000).toBeLessThan(500)
  gate.resolve()
  await Promise.all(asked.map(one => one.answered()))
  expect(asked.map(one => one.text().split('\n')[0])).toEqual(asked.map((_, at) => `Heard q${at}`))
})

test('a press that takes long says so below the message, until it is answered', async () => {
  const bot = await startBot({ options: { waits: { workingMs: 20 } } })
  bot.answerWith(page('Page 1'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Page 2') })))
  const pressed = bot.discord.press(first, 'Next')
  await pressed.until(one => one.text().includes('Still working…'))
  expect(pressed.text()).toContain('Page 1')
  gate.resolve()
  await pressed.until(one => one.text().includes('Page 2'))
  expect(pressed.text()).not.toContain('Still working…')
})

test('the line goes when the answer stands elsewhere', async () => {
  const bot = await startBot({ options: { waits: { workingMs: 20 } } })
  bot.answerWith(page('Page 1'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: publicPage('Shared') })))
  const pressed = bot.discord.press(first, 'Share')
  await pressed.until(one => one.text().includes('Still working…'))
  gate.resolve()
  await bot.discord.until(() => bot.discord.messages(bot.discord.channels.text).length === 1)
  expect(bot.discord.messageText(first)).toContain('Page 1')
  expect(bot.discord.messageText(first)).not.toContain('Still working…')
})

test('before the 15 minutes are over, the person is told how to ask again', async () => {
  const bot = await startBot({ options: { waits: { answerMs: 50, workingMs: 10 } } })
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
