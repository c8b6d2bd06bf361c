/** Forms are opened as the first answer; what is filled in comes back as a request. */
import { expect, test } from 'vitest'
import { notice } from '../../../src/chat/replies.ts'
import { checkedAfterEach, form, nextPage, page, startBot } from '../harness.ts'

checkedAfterEach()

const modal = 9
const deferred = 5

test('a command that asks opens a form, and submitting runs it', async () => {
  const bot = await startBot()
  bot.answerWith(form)
  const asked = bot.discord.command({ command: 'search', options: { filter: 'yes' } })
  await asked.acknowledged()
  expect(asked.callbackType).toBe(modal)
  expect(asked.modal?.title).toBe('Filter')
  bot.answerWith(page('Filtered'))
  const submitted = bot.discord.submit(asked, { Organisation: 'nvidia', 'Sort by': ['Newest'] })
  await submitted.answered()
  expect(submitted.text()).toContain('Filtered')
  expect(bot.requests.at(-1)).toMatchObject({
    command: 'search',
    options: { query: 'kv', org: 'nvidia', sort: 'new' },
    surface: 'form',
  })
})

test('a field that was left empty sets nothing', async () => {
  const bot = await startBot()
  bot.answerWith(form)
  const asked = bot.discord.command({ command: 'search', options: { filter: 'yes' } })
  await asked.acknowledged()
  await bot.discord.submit(asked, { Organisation: '' }).answered()
  expect(bot.requests.at(-1)!.options).toEqual({ query: 'kv', sort: 'best' })
})

test.each(['Filter', 'Long filter'])(
  '%s opens a form from a private message, which the answer replaces',
  async label => {
    const bot = await startBot()
    bot.answerWith(page('Results'))
    const results = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
    bot.answerWith(form)
    const pressed = bot.discord.press(results, label)
    await pressed.acknowledged()
    expect(pressed.callbackType).toBe(modal)
    bot.answerWith(nextPage('Filtered'))
    const submitted = bot.discord.submit(pressed, { Organisation: 'nvidia' })
    await submitted.until(one => one.text().includes('Filtered'))
    expect(submitted.shown.map(({ id }) => id)).toEqual([results.id])
  },
)

test('a form that cannot be opened in time is offered with a button', async () => {
  const bot = await startBot({ options: { timing: { formMs: 20 } } })
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: form })))
  const asked = bot.discord.command({ command: 'search', options: { filter: 'yes' } })
  await asked.acknowledged()
  expect(asked.callbackType).toBe(deferred)
  gate.resolve()
  const offer = await asked.answered()
  expect(offer.ephemeral).toBe(true)
  expect(asked.text()).toContain('The form could not be opened in time.')
  bot.answerWith(form)
  const again = bot.discord.press(offer, 'Ask again')
  await again.acknowledged()
  expect(again.callbackType).toBe(modal)
})

test('what asks but has something to say instead is answered with that', async () => {
  const bot = await startBot()
  bot.answerWith(notice('Only people who manage this channel may do this.'))
  const asked = bot.discord.command({ command: 'search', options: { filter: 'yes' } })
  await asked.answered()
  expect(asked.text()).toContain('Only people who manage')
})
