/** What whoever manages a channel is told once, and what the home page shows. */
import { expect, test } from 'vitest'
import { entry } from '../fakes/hugging-face.ts'
import { inWords, laterInWords, startBot } from './bot.ts'

const line = /\nNothing is posted here until someone subscribes\.\n\[Set up daily papers\]$/

test('the first private answer to a manager ends with it, and no other', async () => {
  const bot = await startBot({ manages: true })
  expect(await bot.say('help')).not.toMatch(line)
  expect(await bot.say('trending share:yes')).not.toMatch(line)
  expect(await bot.say('daily soon')).not.toMatch(line)
  expect(await bot.say('gradients')).toMatch(line)
  expect(await bot.say('gradients')).not.toMatch(line)
  expect(bot.faults).toEqual([])
})

test('the better version of that answer ends with it too', async () => {
  const bot = await startBot({ manages: true })
  bot.hub.hits = [entry('2608.20001')]
  const answer = await bot.ask('gradients')
  expect(inWords(answer.reply)).toMatch(line)
  expect(await laterInWords(answer)).toMatch(line)
})

test('who manages nothing, and a channel with subscriptions, are left in peace', async () => {
  expect(await (await startBot()).say('gradients')).not.toMatch(line)
  const bot = await startBot({ manages: true })
  await bot.press({ command: 'subscribe', options: { zone: 'Berlin', step: 'save' } })
  expect(await bot.say('gradients')).not.toMatch(line)
})

test('where it was said at the invitation it is not said again', async () => {
  const bot = await startBot({ manages: true })
  await bot.press({ command: 'help', options: { joined: 'yes' } }, 'home')
  expect(await bot.say('gradients')).not.toMatch(line)
})
