/** HTTP mode: signatures, retries, health, and where it listens. */
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { explain } from '../../src/errors.ts'
import { adapterOn, type Bot, commands, startBot } from './harness.ts'

const http = (port = 0) => ({
  appToken: undefined,
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  port,
})

let bot: Bot
let port: number
beforeEach(async () => {
  bot = await startBot({ transport: 'http', options: { ...http(), timing: { stopMs: 50 } } })
  port = Number(/Listening for Slack on 127\.0\.0\.1:(\d+)\./.exec(bot.logged())?.[1])
  await bot.slack.deliverTo(`http://127.0.0.1:${port}/slack/events`)
})
afterEach(() => bot.close())

test('commands, mentions and presses come in', async () => {
  expect(await bot.slack.command('kv').answered()).toContain('Heard kv')
  expect(await bot.slack.mention('kv').answered()).toContain('Heard kv')
  expect(bot.slack.deliveries.map(({ status }) => status)).toEqual([200, 200])
})

test.each(['wrong', 'old', 'absent'] as const)('a signature that is %s is refused', async signing => {
  bot.slack.sign(signing)
  const delivery = bot.slack.command('kv')
  await bot.slack.until(() => delivery.status !== undefined)
  expect(delivery.status).toBe(401)
  expect(bot.requests).toEqual([])
})

test('a retry of an event is handled once', async () => {
  const delivery = bot.slack.mention('kv')
  await delivery.answered()
  bot.slack.deliverAgain(delivery)
  await bot.slack.until(() => delivery.attempts === 2)
  await bot.slack.command('after').answered()
  expect(bot.requests.map(({ options }) => options['query'])).toEqual(['kv', 'after'])
})

test('it says that it is well', async () => {
  const answer = await fetch(`http://127.0.0.1:${port}/healthz`)
  expect([answer.status, await answer.text()]).toEqual([200, 'ok'])
})

test('it knows no other address', async () => {
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404)
})

test('it listens on its host only', async ({ skip }) => {
  const other = Object.values(networkInterfaces())
    .flat()
    .find(each => each?.family === 'IPv4' && !each.internal)
  skip(!other, 'this machine has no other address')
  await expect(fetch(`http://${other!.address}:${port}/healthz`)).rejects.toThrow('fetch failed')
})

test('a request that never ends does not keep it from stopping', async () => {
  const half = connect(port, '127.0.0.1')
  half.write('POST /slack/events HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{')
  const closed = new Promise(resolve => half.on('error', resolve).on('close', resolve))
  await fetch(`http://127.0.0.1:${port}/healthz`)
  await bot.platform.stop()
  await closed
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow('fetch failed')
})

test('a port that is taken is said plainly', async () => {
  const { platform } = adapterOn(bot.slack, http(port))
  const start = platform.start({
    handle: () => Promise.reject(new Error('unused')),
    expected: async () => 'private',
    complete: () => [],
    commands,
  })
  const error: unknown = await start.catch((thrown: unknown) => thrown)
  expect(explain(error)).toBe(
    `Slack cannot be listened to on 127.0.0.1:${port}. Set HOST and PORT to an address that is free.`,
  )
  await platform.stop()
})
