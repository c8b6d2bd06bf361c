/** Who administers the workspace is asked of Slack, where it matters and nowhere else. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Bot, scopes, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const asked = (): number => bot.slack.requests.filter(({ method }) => method === 'users.info').length
const forAdministrators = (user = bot.slack.users.ada) =>
  bot.slack.command('data kv filter:workspace', { user }).answered()

test('an administrator does, another member does not, and each press asks anew', async () => {
  const { ada, bob } = bot.slack.users
  for (const user of [ada, bob, ada]) expect(await forAdministrators(user)).toContain('Heard kv')
  expect(bot.requests.map(({ actor }) => actor.administers)).toEqual([true, false, true])
  expect(asked()).toBe(3)
})

test('nothing is asked for what needs no administrator', async () => {
  await bot.slack.command('data kv').answered()
  await bot.slack.command('search kv').answered()
  expect(bot.requests.map(({ actor }) => 'administers' in actor)).toEqual([false, false])
  expect(asked()).toBe(0)
})

test('an installation without the scope starts, answers, and says what it lacks', async () => {
  const older = await startBot({ scopes: scopes.filter(scope => scope !== 'users:read') })
  expect(await older.slack.command('search kv').answered()).toContain('Heard kv')
  expect(await older.slack.command('data kv filter:workspace').answered()).toContain(
    'Paperboy may not ask Slack who administers this workspace. Whoever runs Paperboy pastes its manifest again',
  )
  expect(older.requests).toHaveLength(1)
  expect(older.ended).toEqual([])
  await older.close()
})

test.each(['reset', 'ratelimited', 'internal_error', 503] as const)(
  'where Slack does not tell (%s), nobody does, and it works the next time',
  async fault => {
    bot.slack.apply(fault, { method: 'users.info', times: 1 })
    expect(await forAdministrators()).toContain(
      'Slack does not say now who administers this workspace. Try again in a minute.',
    )
    expect(bot.requests).toEqual([])
    expect(await forAdministrators()).toContain('Heard kv')
  },
)

test('nobody of another company does, whatever they are there', async () => {
  bot.slack.makeStranger(bot.slack.users.ada)
  await forAdministrators()
  expect(bot.requests.at(-1)!.actor.administers).toBe(false)
})
