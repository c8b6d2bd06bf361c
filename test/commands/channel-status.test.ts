/** How the daily papers of a channel are: what comes when, what came, what stands in the way, what waits. */
import { expect, test } from 'vitest'
import { paper } from '../library/fixture.ts'
import { openLab, saving } from './lab.ts'

const channel = 'memory:lab:channel'

/** The lines of `status` about the channel, without those about the library and its sources. */
const about = (said: string): string => said.replace(/^Status\n/, '').replace(/\nLibrary: [^]*$/, '')

test('the next post stands in the zone of its subscription, the last one beside it', async () => {
  const { ada, grace, close, until, settled } = await openLab()
  await ada.run(saving({ topics: 'robots', zone: 'Tokyo', time: '18:30' }), 'button')
  await ada.run(saving({ zone: 'New York', max: '1' }), 'button')
  await settled()
  expect(
    about(await grace.say('status')),
  ).toBe(`Posted here: robots · next post Fri 21 Aug 18:30 · nothing was posted yet
Posted here: the best of the whole list · next post Fri 21 Aug 09:00 · nothing was posted yet
Posts arrive here: yes.`)
  await close('2026-08-21', paper('2608.20001', { title: 'Tiny robots', abstract: '' }))
  await until('2026-08-24T13:30:00Z')
  expect(
    about(await grace.say('status')),
  ).toBe(`Posted here: robots · next post Tue 25 Aug 18:30 · last Mon 24 Aug: 1 paper
Posted here: the best of the whole list · next post Tue 25 Aug 09:00 · last Mon 24 Aug: 1 paper
Posts arrive here: yes.`)
})

test.each([
  ['forbidden', 'Paperboy lacks Send messages here.'],
  ['gone', 'Paperboy cannot see this channel; in Slack, /invite @Paperboy lets it in.'],
  ['archived', 'this channel is archived.'],
] as const)('%s: what is missing is named', async (fault, reason) => {
  const { ada, grace, platform } = await openLab()
  await ada.run(saving({ topics: 'robots' }), 'button')
  platform.faults.set(channel, fault)
  expect(about(await grace.say('status'))).toContain(`\nPosts arrive here: no, ${reason}`)
})

test('where nothing can be known it claims nothing', async () => {
  const { ada, grace, platform, faults } = await openLab()
  await ada.run(saving({ topics: 'robots' }), 'button')
  platform.faults.set(channel, 'unreachable')
  expect(about(await grace.say('status'))).toContain('\nPosts arrive here: not known now.')
  expect(faults).toEqual([])
})

test('what threads need is named where some are opened', async () => {
  const { ada, grace, platform } = await openLab()
  await ada.run(saving({ topics: 'robots', form: 'thread' }), 'button')
  platform.faults.set(channel, 'threadless')
  expect(about(await grace.say('status'))).toContain(
    '\nPosts arrive here: no, Paperboy lacks Create threads here.',
  )
})

test('paused, by whom and since when', async () => {
  const { ada, grace } = await openLab()
  await ada.run(saving({ topics: 'robots' }), 'button')
  await ada.press(await ada.ask('subscriptions'), 'Pause')
  expect(about(await grace.say('status'))).toContain(
    'Posted here: robots · paused by Ada since 21 Aug 2026 · nothing was posted yet',
  )
})

test('in direct messages it is about what comes there', async () => {
  const { ada, grace } = await openLab()
  await ada.run(saving({ topics: 'robots' }), 'button')
  expect(about(await grace.alone().say('status'))).toBe('Nothing is posted to you until you subscribe.')
  await grace.run(saving({ topics: 'cats', me: 'yes' }), 'button')
  expect(about(await grace.alone().say('status'))).toMatch(
    /^Posted to you: cats · next post Mon 24 Aug 09:00/,
  )
  expect(about(await grace.say('status'))).toMatch(/^Posted here: robots /)
})
