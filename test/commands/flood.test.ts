/** Where everybody manages, one person's changes do not fill a channel. */
import { expect, test } from 'vitest'
import { openLab, saving, type Lab } from './lab.ts'

const openSlack = async (): Promise<Lab> => {
  const lab = await openLab({ platform: 'slack' })
  await lab.ada.run(saving({ topics: 'KV cache' }), 'button')
  await lab.news()
  return lab
}

test('ten changes an hour are said; the next changes nothing, and says when it can be made', async () => {
  const { grace, ada, news, network } = await openSlack()
  for (let time = 0; time < 5; time++) {
    await grace.press(await grace.ask('subscriptions'), 'Pause')
    await grace.press(await grace.ask('subscriptions'), 'Resume')
  }
  expect(await news()).toHaveLength(10)
  const refused =
    'You made 10 changes here within an hour, and everyone here is told of each. The next can be made in 60 minutes.'
  const list = await grace.ask('subscriptions')
  for (const label of ['Pause', 'Remove']) expect((await grace.press(list, label)).summary).toBe(refused)
  expect(await grace.say('settings visibility value:public')).toBe(refused)
  expect((await grace.run(saving({ topics: 'robots' }), 'button')).summary).toBe(refused)
  expect((await grace.run({ command: 'data', options: { act: 'deleted' } }, 'button')).summary).toBe(refused)
  expect(await grace.say('subscriptions')).toMatch(/^1 subscription in #channel\nKV cache\n[^]*\[Pause\]/)
  expect(await news()).toEqual([])
  await ada.press(list, 'Pause')
  expect(await news()).toHaveLength(1)
  network.advance(60 * 60_000)
  await grace.press(await grace.ask('subscriptions'), 'Resume')
  expect(await news()).toHaveLength(1)
})

test('many at once are no more; what changes nothing, or is said nowhere, is not counted', async () => {
  const { grace, news, platform } = await openSlack()
  for (let time = 0; time < 12; time++) await grace.say('settings visibility value:private')
  for (let time = 0; time < 12; time++)
    await grace.alone().run(saving({ topics: `topic ${time}`, me: 'yes' }), 'button')
  await Promise.all(
    Array.from({ length: 12 }, (_, at) =>
      grace.say(`settings visibility value:${at % 2 === 0 ? 'public' : 'private'}`),
    ),
  )
  expect(await news()).toHaveLength(10)
  await grace.in(platform.place('private')).say('settings visibility value:public')
  expect(await news(platform.place('private'))).toHaveLength(1)
})

test('who manages where others don’t makes any number', async () => {
  const { ada, news } = await openLab()
  for (let time = 0; time < 6; time++) {
    await ada.say('settings visibility value:public')
    await ada.say('settings visibility value:private')
  }
  expect(await news()).toHaveLength(12)
})
