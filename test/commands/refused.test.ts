/** A platform that refuses: the subscription pauses, its owner is told once, and nothing is lost or changed by it. */
import { expect, test } from 'vitest'
import { paper } from '../library/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'

const channel = 'memory:lab:channel'
const robots = paper('2608.20001', { title: 'Tiny robots', abstract: '', upvotes: 3 })
const more = paper('2608.20002', { title: 'More robots', abstract: '' })

/** Monday's post was refused. */
async function refused(options: Readonly<Record<string, string>> = {}): Promise<Lab> {
  const lab = await openLab()
  await lab.ada.run(saving({ topics: 'robots', ...options }), 'button')
  await lab.news()
  await lab.close('2026-08-21', robots)
  lab.platform.faults.set(channel, 'forbidden')
  await lab.until('2026-08-24T07:00:00Z')
  return lab
}

const told = async ({ ada, news }: Lab): Promise<string[]> => (await news(ada.alone().place)).map(inWords)

test('its owner is told once, in direct messages, what to do', async () => {
  const lab = await refused()
  expect(await told(lab)).toEqual([
    `Daily papers in #channel are paused: nothing can be posted there. Paperboy may not post there. Once that is mended, use /papers subscriptions there and press Resume.
[How it works]`,
  ])
  await lab.close('2026-08-24', more)
  await lab.until('2026-08-25T07:00:00Z')
  await lab.until('2026-08-26T07:00:00Z')
  expect(await told(lab)).toEqual([])
  expect(await lab.news(lab.grace.alone().place)).toEqual([])
})

test('it stops sending, and everyone can see why', async () => {
  const lab = await refused()
  const why = 'paused since 24 Aug 2026: Paperboy may not post there.'
  expect(await lab.grace.say('subscriptions')).toContain(why)
  expect(await lab.grace.say('subscriptions')).toContain('[Resume]')
  expect(await lab.grace.say('status')).toContain(why)
  expect(await lab.grace.say('why')).toContain(why)
  lab.platform.faults.clear()
  await lab.close('2026-08-24', more)
  await lab.until('2026-08-25T07:00:00Z')
  expect(await lab.news()).toEqual([])
})

test('Resume sends what waited, and the next post goes on from there', async () => {
  const lab = await refused()
  lab.platform.faults.clear()
  const resumed = await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
  expect(resumed.summary).toBe('Resumed. Next post Tue 25 Aug 09:00.')
  const seen = (await lab.news()).map(({ summary }) => summary)
  expect(seen.toSorted()).toEqual([
    'Ada resumed daily papers here: robots',
    'Friday 21 August: 1 paper for #channel, first: Tiny robots',
  ])
  expect(await lab.grace.say('why 2608.20001')).toMatch(/\nPosted on Mon 24 Aug, [^\n]*$/)
  await lab.close('2026-08-24', robots, more)
  await lab.until('2026-08-25T07:00:00Z')
  expect((await lab.news()).map(({ summary }) => summary)).toEqual([
    'Monday 24 August: 1 paper for #channel, first: More robots',
  ])
})

test('refused again after Resume, the owner is told of that', async () => {
  const lab = await refused()
  await told(lab)
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
  expect(await told(lab)).toHaveLength(1)
})

test('a saved change ends the pause too', async () => {
  const lab = await refused()
  const list = await lab.ada.ask('subscriptions')
  const preview = await lab.ada.submit(await lab.ada.press(list, 'Change'), { max: '3' })
  expect((await lab.ada.press(preview, 'Save')).summary).toMatch(
    /^Nothing is saved: Paperboy lacks Send messages/,
  )
  lab.platform.faults.clear()
  await lab.ada.press(preview, 'Save')
  const seen = (await lab.news()).map(({ summary }) => summary)
  expect(seen).toHaveLength(2)
  expect(seen).toContain('Friday 21 August: 1 paper for #channel, first: Tiny robots')
  expect(await lab.grace.say('subscriptions')).not.toContain('paused')
})

test('what is set stays as it was, whatever was refused', async () => {
  const lab = await refused({ form: 'thread', upvotes: '1 within 9 days', max: '2' })
  const draft = async () => {
    const form = await lab.ada.press(await lab.ada.ask('subscriptions'), 'Change')
    return lab.ada.press(await lab.ada.submit(form), 'More filters')
  }
  const before = inWords(await draft())
  for (const fault of ['gone', 'archived', 'forbidden'] as const) {
    lab.platform.faults.set(channel, fault)
    await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
    await lab.settled()
  }
  lab.platform.faults.set(channel, 'unreachable')
  await lab.until('2026-08-25T07:00:00Z')
  lab.platform.faults.clear()
  expect(inWords(await draft())).toBe(before)
  expect(await lab.grace.say('subscriptions')).toContain('at least 1 upvote within 9 days')
  expect(lab.faults).toEqual([])
})

test('one’s own messages that are refused pause without telling anybody', async () => {
  const lab = await openLab()
  const me = lab.grace.alone()
  await me.run(saving({ topics: 'robots' }), 'button')
  await lab.close('2026-08-21', robots)
  lab.platform.faults.set('memory:lab:@U2', 'forbidden')
  await lab.until('2026-08-24T07:00:00Z')
  expect(await me.say('subscriptions')).toContain('paused since 24 Aug 2026: Paperboy may not post there.')
  expect(lab.platform.messages).toEqual([])
  expect(await lab.grace.say('status')).toContain('Nothing is posted here')
})

test('removed while it was refused and put back, it sends what waited, once', async () => {
  const lab = await refused()
  lab.platform.faults.clear()
  const removed = await lab.ada.press(await lab.ada.ask('subscriptions'), 'Remove')
  await lab.ada.press(removed, 'Undo')
  const seen = (await lab.news()).map(({ summary }) => summary)
  expect(seen.filter(summary => summary.startsWith('Friday'))).toHaveLength(1)
  expect(await lab.grace.say('subscriptions')).not.toContain('paused')
})
