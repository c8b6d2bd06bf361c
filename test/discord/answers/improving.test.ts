/** Better versions of an answer: one edit, as long as the answer stands there. */
import { expect, test } from 'vitest'
import type { Reply } from '../../../src/chat/reply.ts'
import { checkedAfterEach, nextPage, page, publicPage, startBot } from '../harness.ts'

checkedAfterEach()

async function withBetter() {
  const bot = await startBot()
  const better = Promise.withResolvers<Reply>()
  bot.answerWith({ reply: page('Local'), later: better.promise })
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  return { bot, better, asked }
}

test('a better version is not shown where another page stands by then', async () => {
  const { bot, better, asked } = await withBetter()
  const message = await asked.answered()
  bot.answerWith(nextPage('Page 2'))
  await bot.discord.press(message, 'Next').until(one => one.text().includes('Page 2'))
  better.resolve(page('Local and live'))
  await bot.platform.stop()
  expect(bot.discord.messageText(message)).toContain('Page 2')
})

test('it is shown after a press that was answered elsewhere', async () => {
  const { bot, better, asked } = await withBetter()
  const message = await asked.answered()
  bot.answerWith(publicPage('Shared'))
  bot.discord.press(message, 'Share')
  await bot.discord.until(() => bot.discord.messages(bot.discord.channels.text).length === 1)
  better.resolve(page('Local and live'))
  await asked.until(one => one.text().includes('Local and live'))
  expect(asked.shown.map(({ id }) => id)).toEqual([message.id])
})

test('a page that is turned before Discord has confirmed the first one stays', async () => {
  const { bot, better, asked } = await withBetter()
  const route = 'PATCH /webhooks/:id/:token/messages/:id'
  bot.discord.answerNext(route, 'dropped')
  await bot.discord.until(() => bot.discord.requests.some(request => request.route === route))
  const open = bot.discord.stall(route)
  const message = await asked.answered()
  bot.answerWith(nextPage('Page 2'))
  const pressed = bot.discord.press(message, 'Next')
  await pressed.acknowledged()
  open()
  await pressed.until(one => one.text().includes('Page 2'))
  better.resolve(page('Local and live'))
  await bot.platform.stop()
  expect(bot.discord.messageText(message)).not.toContain('live')
})
