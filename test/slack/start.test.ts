/** What is said at start about tokens, scopes and addresses, and what ends it all. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { explain, UserError } from '../../src/errors.ts'
import type { SlackOptions } from '../../src/slack/adapter.ts'
import { said } from '../contract/platform-harness.ts'
import { type FakeSlack, startFakeSlack } from '../fakes/slack/server.ts'
import { adapterOn, commands, scopes, startBot } from './harness.ts'

let slack: FakeSlack
beforeEach(async () => {
  slack = await startFakeSlack({ scopes })
})
afterEach(() => slack.close())

const unused = () => Promise.reject(new Error('unused'))
const handlers = { handle: unused, expected: unused, complete: () => [], commands }
const complaint = async (options: Partial<SlackOptions> = {}): Promise<string> => {
  const { platform } = adapterOn(slack, options)
  const error: unknown = await platform.start(handlers).catch((thrown: unknown) => thrown)
  await platform.stop()
  expect(error).toBeInstanceOf(UserError)
  return explain(error)
}

test('a wrong bot token', async () => {
  expect(await complaint({ botToken: 'xoxb-wrong' })).toMatch(/^Slack does not accept SLACK_BOT_TOKEN .*Copy/)
})

test('a revoked bot token', async () => {
  slack.revoke()
  expect(await complaint()).toMatch(/SLACK_BOT_TOKEN \(token_revoked\)/)
})

test('a wrong app token', async () => {
  expect(await complaint({ appToken: 'xapp-wrong' })).toMatch(/SLACK_APP_TOKEN .*connections:write/)
})

test('missing scopes are named with their features', async () => {
  slack.setScopes(scopes.filter(scope => scope !== 'im:history' && scope !== 'chat:write'))
  const sentence = await complaint()
  expect(sentence).toContain('chat:write (write messages)')
  expect(sentence).toContain('im:history')
  expect(sentence).not.toContain('commands')
})

test('a Slack that cannot be reached', async () => {
  expect(await complaint({ apiUrl: 'http://127.0.0.1:1/api/' })).toMatch(
    /^Slack could not be reached\. Check/,
  )
})

test('no secret is in a complaint or in the log', async () => {
  const { platform, logged } = adapterOn(slack, { botToken: 'xoxb-very-secret' })
  const error: unknown = await platform.start(handlers).catch((thrown: unknown) => thrown)
  expect(explain(error) + logged()).not.toContain('very-secret')
})

test.each([
  ['app_uninstalled', 'tokens_revoked'],
  ['tokens_revoked', 'app_uninstalled'],
])('%s then %s end it once', async (...order) => {
  const bot = await startBot()
  for (const type of order)
    await bot.slack.event({ type, tokens: { oauth: [], bot: [bot.slack.botUserId] } }).acknowledged()
  expect(bot.ended.map(({ message }) => message)).toEqual(['Paperboy was removed from the Slack workspace.'])
  await bot.close()
})

test("a person's revoked token is no end", async () => {
  const bot = await startBot()
  await bot.slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } }).acknowledged()
  expect(bot.ended).toEqual([])
  await bot.close()
})

test('a token that is revoked while it posts or answers ends it once', async () => {
  const bot = await startBot()
  bot.slack.revoke()
  const place = { platform: 'slack', workspace: bot.slack.teamId, channel: bot.slack.channels.general }
  await bot.platform.post(place, said('lost'), 'key-1')
  await bot.platform.post(place, said('lost'), 'key-2')
  expect(bot.ended.map(({ message }) => message)).toEqual([expect.stringContaining('taken back')])
  await bot.close()
})
