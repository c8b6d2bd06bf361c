/** A channel whose settings cannot be read: everything else goes on, and its people are told what to do. */
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import { labelsOf } from './person.ts'

const sentence = 'What is set here cannot be read, so nothing is posted here. What can be done: settings'

async function spoil({ db }: Lab, key: string): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('keyv')
    .set({ value: '{"value":{"version":1}}' })
    .where('key', '=', key)
    .executeTakeFirst()
  expect(numUpdatedRows).toBe(1n)
}

/** Something was posted there, and then its settings were damaged. */
async function openDamaged(key = 'memory:lab:channel'): Promise<Lab> {
  const lab = await openLab()
  await lab.ada.run(saving({ topics: 'KV cache', time: '20:00' }), 'button')
  await lab.ada.run(saving({ topics: 'KV cache', me: 'yes' }), 'button')
  await lab.until('2026-08-21T18:00:00Z')
  await lab.db.updateTable('keyv').set({ value: '{"value":{"version":1}}' }).where('key', '=', key).execute()
  await lab.news()
  return lab
}

test('status says so in a line, and shows the rest', async () => {
  const { grace } = await openDamaged()
  expect(await grace.say('status')).toMatch(
    new RegExp(`^Status\n${sentence}\nLibrary: 1\\d papers\\.\nNewest list: [^]*\nHugging Face: `),
  )
})

test.each(['subscriptions', 'subscribe KV cache zone:Berlin', 'subscribe', 'why', 'why 2608.10001'])(
  '%s says what is wrong and what to do',
  async line => {
    const { ada } = await openDamaged()
    expect(await ada.say(line)).toBe(sentence)
  },
)

test('what does not need them goes on, in that channel and in others', async () => {
  const { ada, grace, platform, until, news } = await openDamaged()
  for (const line of ['search kv cache', 'daily', 'paper 2608.10001', 'save 2608.10001', 'reading', 'help'])
    expect(await grace.say(line)).not.toContain('cannot be read')
  const other = ada.in(platform.place('private'))
  await other.run(saving({ topics: 'KV cache', time: '20:05' }), 'button')
  await news(other.place)
  await until('2026-08-21T18:05:00Z')
  expect(await news(other.place)).toHaveLength(1)
})

test('the bot starts beside it, and every other channel has its posts', async () => {
  const lab = await openLab()
  await lab.grace.say('discuss 2608.10002')
  const other = lab.ada.in(lab.platform.place('private'))
  await other.run(saving({ topics: 'KV cache', time: '20:00' }), 'button')
  await lab.ada.say('settings visibility value:public')
  await spoil(lab, 'memory:lab:channel')
  await lab.news(other.place)
  await lab.restart()
  await lab.until('2026-08-21T18:00:00Z')
  expect(await lab.news(other.place)).toHaveLength(1)
  expect(await lab.grace.say('discuss 2608.10001')).toBe(sentence)
})

test('who manages begins anew, which everybody sees; what was posted is not posted again', async () => {
  const { ada, grace, news, db, until } = await openDamaged()
  expect(await grace.say('settings')).toBe(
    'What is set here cannot be read, so nothing is posted here. Whoever manages this channel can begin anew here: settings',
  )
  const shown = await ada.ask('settings')
  expect(labelsOf(shown)).toEqual(['Begin anew', 'Export data'])
  expect(inWords(await ada.press(shown, 'Export data'))).toContain('"settings": {\n    "version": 1\n  }')
  const begun = await ada.press(shown, 'Begin anew')
  expect(inWords(begun)).toBe(
    'Begun anew. Papers that were posted are not posted again.\n[Set up daily papers]',
  )
  expect((await news()).map(({ summary }) => summary)).toEqual([
    'Ada began anew with the settings here, which could not be read; nothing is posted until someone subscribes.',
  ])
  await ada.run(saving({ topics: 'KV cache', time: '20:30' }), 'button')
  expect((await ada.press(shown, 'Begin anew')).summary).toBe('What is set here can be read, and stays.')
  expect(await ada.say('subscriptions')).toMatch(/^1 subscription in #channel\nKV cache\n/)
  await news()
  await until('2026-08-21T18:30:00Z')
  expect(await news()).toEqual([])
  const kept = await db.selectFrom('damaged_values').select('value').execute()
  expect(kept).toEqual([{ value: '{"value":{"version":1}}' }])
})

test('what was claimed before they were damaged is not sent then, nor once somebody began anew', async () => {
  const lab = await openLab()
  const { ada, platform, news, until } = lab
  await ada.run(saving({ topics: 'KV cache', time: '20:00' }), 'button')
  await news()
  platform.faults.set('memory:lab:channel', 'limited')
  await until('2026-08-21T18:00:00Z')
  await spoil(lab, 'memory:lab:channel')
  await ada.press(await ada.ask('settings'), 'Begin anew')
  platform.faults.clear()
  await until('2026-08-21T18:05:00Z')
  expect((await news()).map(({ summary }) => summary)).toEqual([expect.stringContaining('Ada began anew')])
})

test('one’s own are one’s own to begin anew', async () => {
  const { grace, ada } = await openDamaged('memory:lab:@U1')
  expect(await ada.alone().say('status')).toContain(
    '\nWhat you have set cannot be read, so nothing is posted to you.',
  )
  expect(
    await ada.run({ command: 'subscribe', options: { me: 'yes', zone: 'Berlin' } }, 'button').then(inWords),
  ).toBe(
    'What you have set cannot be read, so nothing is posted to you. What can be done: settings, in your direct messages to Paperboy',
  )
  const me = ada.alone()
  expect((await me.press(await me.ask('settings'), 'Begin anew')).summary).toMatch(/^Begun anew\./)
  expect(await me.say('subscriptions')).toContain('Nothing is posted to you')
  expect(await grace.say('subscriptions')).toMatch(/^1 subscription in #channel\n/)
})
