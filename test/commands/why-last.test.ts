/** Why the last post was what it was, and what became of its message. */
import { expect, test } from 'vitest'
import { paper } from '../library/fixture.ts'
import { type Lab, openLab, saving } from './lab.ts'

const channel = 'memory:lab:channel'
const monday = '2026-08-24T07:00:00Z'
const robots = paper('2608.20001', { title: 'Tiny robots', abstract: '', upvotes: 4 })
const cats = paper('2608.20002', { title: 'Cats', abstract: '', upvotes: 2 })
const dogs = paper('2608.20003', { title: 'Dogs', abstract: '', upvotes: 1 })

/** On a Friday at 11:00 in Berlin; it posts at 09:00. */
async function openWith(options: Readonly<Record<string, string>>): Promise<Lab> {
  const lab = await openLab()
  await lab.ada.run(saving(options), 'button')
  return lab
}

/** What is said of the last post, without the subscription's name and facts. */
const whyLast = async ({ grace }: Lab): Promise<string> =>
  (await grace.say('why')).split('\n').slice(2).join('\n')

test('before the first one', async () => {
  const lab = await openWith({ topics: 'robots' })
  expect(await lab.grace.say('why')).toBe(`robots
09:00 Monday to Friday, Europe/Berlin · complete list · at most 5 papers
next post Mon 24 Aug 09:00 · nothing was posted yet`)
})

test('after a post: how many papers became what', async () => {
  const lab = await openWith({ topics: 'robots, cats', max: '1' })
  await lab.close('2026-08-21', robots, cats, dogs)
  await lab.until(monday)
  expect(await whyLast(lab)).toBe(`next post Tue 25 Aug 09:00 · last Mon 24 Aug: 1 paper
Mon 24 Aug, with the list of Friday 21 August: 1 posted, 2 on no topic and 1 that did not fit.`)
})

test('after one that had nothing to say', async () => {
  const lab = await openWith({ topics: 'zebras' })
  await lab.close('2026-08-21', robots)
  await lab.until(monday)
  expect(await whyLast(lab)).toBe(`next post Tue 25 Aug 09:00 · last Mon 24 Aug: nothing new matched
Mon 24 Aug, with the list of Friday 21 August: 2 on no topic.`)
})

test('after one whose papers all wait for upvotes', async () => {
  const lab = await openWith({ topics: 'robots', upvotes: '20 within 4 days' })
  await lab.close('2026-08-21', robots)
  await lab.until(monday)
  expect(
    await whyLast(lab),
  ).toBe(`next post Tue 25 Aug 09:00 · last Mon 24 Aug: nothing, 1 waiting for upvotes
Mon 24 Aug, with the list of Friday 21 August: 1 waiting for upvotes and 1 on no topic.`)
  await lab.close('2026-08-24', cats)
  await lab.until('2026-08-25T07:00:00Z')
  expect(await whyLast(lab)).toBe(`next post Wed 26 Aug 09:00 · last Tue 25 Aug: nothing new matched
Tue 25 Aug, with the list of Monday 24 August: 1 given up with too few upvotes and 1 on no topic.`)
})

test('while its list is waited for, and after it never came', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.until('2026-08-24T12:00:00Z')
  expect(await whyLast(lab)).toBe(
    'waiting for the list of Friday 21 August since Mon 24 Aug 09:00 · nothing was posted yet',
  )
  await lab.until('2026-08-24T13:01:00Z')
  expect(await whyLast(lab)).toBe(`next post Tue 25 Aug 09:00 · last Mon 24 Aug: no list had come
Mon 24 Aug: no list had come, so there was nothing to choose from.`)
  await lab.close('2026-08-21', robots)
  await lab.close('2026-08-24', cats)
  await lab.until('2026-08-25T07:00:00Z')
  expect(await whyLast(lab)).toBe(`next post Wed 26 Aug 09:00 · last Tue 25 Aug: 1 paper
Tue 25 Aug, with the lists of Friday 21 and Monday 24 August: 1 posted and 2 on no topic.`)
})

test('a message that is refused, and what hangs on it', async () => {
  const lab = await openWith({ topics: 'robots', form: 'thread' })
  await lab.close('2026-08-21', robots)
  lab.platform.faults.set(channel, 'forbidden')
  await lab.until(monday)
  const refused = 'It was not delivered. Paperboy may not post there.'
  expect(
    await whyLast(lab),
  ).toBe(`paused since 24 Aug 2026: Paperboy may not post there. · last Mon 24 Aug: 1 paper, not delivered
Mon 24 Aug, with the list of Friday 21 August: 1 not delivered and 1 on no topic.
${refused}`)
  expect(await lab.grace.say('why 2608.20001')).toMatch(
    /\nChosen for Mon 24 Aug, number 1 of 1, [^\n]* upvotes then\nIt was not delivered\. /,
  )
})

test('of papers that come one by one, each counts as what became of it', async () => {
  const lab = await openWith({ topics: 'robots, cats, dogs', form: 'each' })
  await lab.close('2026-08-21', robots, cats, dogs)
  await lab.news()
  const { platform } = lab
  const post = platform.post.bind(platform)
  platform.post = async (...asked) => {
    const outcome = await post(...asked)
    platform.faults.set(channel, 'forbidden')
    return outcome
  }
  await lab.until(monday)
  expect(await whyLast(lab)).toContain(
    'with the list of Friday 21 August: 2 not delivered yet, 1 posted and 1 on no topic.\nNot all of it was delivered. Paperboy may not post there.',
  )
})

test('a message that waits, because the platform says so', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.close('2026-08-21', robots)
  await lab.news()
  lab.platform.faults.set(channel, 'limited')
  await lab.until(monday)
  expect(await lab.grace.say('why 2608.20001')).toMatch(/\nIt is being delivered\.$/)
  expect(await lab.grace.say('status')).toContain('\n1 message to be sent.\n')
  await lab.until('2026-08-24T07:01:00Z')
  expect(await lab.grace.say('why 2608.20001')).not.toContain('delivered')
  expect(await lab.news()).toHaveLength(1)
})

test('a message of which nobody can tell whether it arrived is never sent again', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.news()
  await lab.close('2026-08-21', robots)
  lab.platform.faults.set(channel, 'dropped')
  await lab.until(monday)
  lab.platform.faults.set(channel, 'gone')
  await lab.until('2026-08-24T07:05:00Z')
  const unknowable = 'Whether it arrived cannot be known, and it is never sent twice.'
  expect(await lab.grace.say('why 2608.20001')).toContain(`then\n${unknowable}`)
  expect(await lab.grace.say('why')).toContain(unknowable)
  expect(await lab.grace.say('status')).toContain('\n1 message that may or may not have arrived.\n')
  lab.platform.faults.clear()
  await lab.until('2026-08-24T12:00:00Z')
  expect(await lab.news()).toHaveLength(1)
})
