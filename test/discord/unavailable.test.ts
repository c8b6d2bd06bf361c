/** A server that Discord has trouble with: nothing is known of it, and nothing is said of it. */
import { expect, test, vi } from 'vitest'
import { sent } from '../contract/platform-harness.ts'
import { checkedAfterEach, openBot, page, startBot } from './harness.ts'

checkedAfterEach()

test('while a server is unavailable nothing is known of it, and what is asked there is answered', async () => {
  const bot = await openBot({ options: { timing: { serverMs: 50 } } })
  const { gateway, channels, guildId, clock } = bot.discord
  const place = { platform: 'discord', workspace: guildId, channel: channels.text }
  const since = new Date(clock.now()).toISOString()
  gateway.unavailable()
  await bot.start()
  const { message } = sent(await bot.platform.post(place, page('Digest'), 'k'))
  await expect(bot.platform.find(place, 'k', since)).rejects.toThrow('unavailable')
  await expect(bot.platform.inspect(place)).rejects.toThrow('unavailable')
  await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  expect(bot.requests.at(-1)!.scope).toEqual({ kind: 'private', place })
  gateway.available()
  await vi.waitFor(async () => expect(await bot.platform.find(place, 'k', since)).toEqual({ place, message }))
  expect(await bot.platform.inspect(place)).toMatchObject({ private: false, missing: [] })
})

test('a server that becomes unavailable later is not looked at either', async () => {
  const bot = await startBot()
  const { gateway, channels, guildId, clock } = bot.discord
  const place = { platform: 'discord', workspace: guildId, channel: channels.text }
  gateway.unavailable()
  await vi.waitFor(() => expect(bot.logged()).toContain('A server is unavailable.'))
  await expect(bot.platform.find(place, 'k', new Date(clock.now()).toISOString())).rejects.toThrow(Error)
  await expect(bot.platform.inspect(place)).rejects.toThrow(Error)
})
