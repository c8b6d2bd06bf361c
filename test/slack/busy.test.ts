/** Answers keep to the pace of posts, and wait where Slack says so. */
import { expect, test } from 'vitest'
import { form, page, startBot } from './harness.ts'

const once = { seconds: 0, times: 1 }

test.each([
  ['response_url', 'command'],
  ['chat.postEphemeral', 'mention'],
  ['chat.postMessage', 'direct'],
] as const)('where %s has to wait, the answer to a %s comes after that, once', async (method, kind) => {
  const bot = await startBot()
  bot.slack.limit({ method, ...once })
  const delivery = bot.slack[kind]('kv')
  await delivery.answered()
  await bot.platform.stop()
  expect(delivery.shown).toHaveLength(1)
  await bot.close()
})

test.each(['views.open', 'views.update'])('where %s has to wait, a form comes after that', async method => {
  const bot = await startBot()
  bot.answerWith(form)
  bot.slack.limit({ method, ...once })
  const shown = bot.slack.command('search kv filter:yes').answered(text => text.includes('Filter by'))
  await expect(shown).resolves.toContain('Filter by')
  await bot.close()
})

test('where Home has to wait, it comes after that', async () => {
  const bot = await startBot()
  bot.answerWith(page('Home'))
  bot.slack.limit({ method: 'views.publish', ...once })
  expect(await bot.slack.home().answered()).toContain('Home')
  await bot.close()
})

test('told to wait again, it says so', async () => {
  const bot = await startBot()
  bot.slack.limit({ method: 'response_url', seconds: 0, times: 2 })
  expect(await bot.slack.command('kv').answered()).toContain(
    'Slack is too busy for this answer. Try again: /papers search kv',
  )
  await bot.close()
})

test('answers in one conversation keep to the pace of posts', async () => {
  const bot = await startBot({ postsPerSecond: 20, options: { timing: { postEveryMs: 52 } } })
  for (let at = 0; at < 24; at++) bot.slack.direct(`kv ${at}`)
  const answers = () => bot.slack.messages(bot.slack.channels.im).filter(({ text }) => text.includes('Heard'))
  await bot.slack.until(() => answers().length === 24)
  expect(bot.slack.requests.filter(({ status }) => status === 429)).toEqual([])
  await bot.close()
})
