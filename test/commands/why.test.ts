/** Why a paper was posted in a channel, waits, or was not: each reason, as somebody finds it out. */
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { paper } from '../library/fixture.ts'
import { type Lab, openLab, saving } from './lab.ts'

const titled = (id: string, title: string, facts: Partial<Paper> = {}): Paper =>
  paper(id, { title, abstract: '', ...facts })

const monday = '2026-08-24T07:00:00Z'
const tuesday = '2026-08-25T07:00:00Z'

/** On a Friday at 11:00 in Berlin, with these subscriptions that post at 09:00; Thursday's list is complete. */
async function openWith(...subscriptions: readonly Readonly<Record<string, string>>[]): Promise<Lab> {
  const lab = await openLab()
  for (const options of subscriptions) await lab.ada.run(saving(options), 'button')
  return lab
}

/** What is said of a paper below its title. */
async function why({ grace }: Lab, id: string): Promise<string> {
  const reply = await grace.ask(`why ${id}`)
  expect(reply.visibility).toBe('private')
  const [title, ...lines] = (await grace.say(`why ${id}`)).split('\n')
  expect(title).toContain('https://huggingface.co/papers/')
  return lines.join('\n')
}

test('posted: from which list, for which topic, how well placed, with how many upvotes', async () => {
  const lab = await openWith({ topics: 'robots, KV cache -survey', max: '1' })
  await lab.close(
    '2026-08-21',
    titled('2608.20001', 'Tiny robots', { upvotes: 12 }),
    titled('2608.20002', 'More robots', { upvotes: 3 }),
  )
  await lab.until(monday)
  expect(await why(lab, '2608.20001')).toBe(
    'Posted on Mon 24 Aug, number 1 of 2, from the list of Fri 21 Aug · topic: robots · "robots" in the title · 12 upvotes then',
  )
  await lab.library.put([titled('2608.20001', 'Tiny robots', { upvotes: 40 })])
  expect(await why(lab, '2608.20001')).toContain('12 upvotes then')
  expect(await why(lab, '2608.20002')).toBe(
    'It matches, but is number 2 of those that do, and at most 1 are posted.',
  )
})

test('off topic: the nearest topic, and what it lacks', async () => {
  const lab = await openWith({ topics: 'quantum diffusion models, robots grasping -survey' })
  await lab.close('2026-08-21', titled('2608.20001', 'A survey of robots grasping'))
  await lab.until(monday)
  expect(await why(lab, '2608.20001')).toBe(
    'On no topic here. The nearest is robots grasping, but "survey", which is left out, is in the title.',
  )
  expect(await why(lab, '2608.10011')).toBe(
    'On no topic here. The nearest is quantum diffusion models, but "quantum" is not in its title, keywords or abstract.',
  )
})

test('without topics upvotes decide', async () => {
  const lab = await openWith({ max: '2' })
  await lab.close('2026-08-21', titled('2608.20001', 'Robots', { upvotes: 9 }), titled('2608.20002', 'Cats'))
  await lab.until(monday)
  expect(await why(lab, '2608.20001')).toContain('no topics are set, so upvotes decide · 9 upvotes then')
  expect(await why(lab, '2608.20002')).toBe(
    'It matches, but is number 3 of those that do, and at most 2 are posted.',
  )
})

test('waiting for upvotes, released, given up', async () => {
  const lab = await openWith({ topics: 'robots', upvotes: '10 within 4 days' })
  const of = (upvotes: number, other: number): Paper[] => [
    titled('2608.20001', 'Tiny robots', { upvotes }),
    titled('2608.20002', 'More robots', { upvotes: other }),
  ]
  await lab.close('2026-08-21', ...of(4, 1))
  await lab.until(monday)
  expect(await why(lab, '2608.20001')).toBe(
    'Waiting: from the list of Fri 21 Aug, it has 4 upvotes of 10. It is posted if it reaches them by Tue 25 Aug.',
  )
  await lab.library.put(of(15, 2))
  await lab.close('2026-08-24', titled('2608.20003', 'Cats'))
  await lab.until(tuesday)
  expect(await why(lab, '2608.20001')).toBe(
    'Posted on Tue 25 Aug, number 1 of 1, from the list of Fri 21 Aug · topic: robots · "robots" in the title · 15 upvotes then · it waited to reach 10 upvotes',
  )
  expect(await why(lab, '2608.20002')).toBe(
    'Given up: from the list of Fri 21 Aug, it has 2 upvotes of 10, and was waited for until Tue 25 Aug.',
  )
})

test('posted before, by another subscription of the channel', async () => {
  const lab = await openWith({ topics: 'robots' }, { topics: 'arms', time: '10:00' })
  await lab.close('2026-08-21', titled('2608.20001', 'Robots with arms'))
  await lab.until(monday)
  await lab.until('2026-08-24T08:00:00Z')
  expect(await why(lab, '2608.20001')).toMatch(/^Posted on Mon 24 Aug, number 1 of 1, .* topic: robots/)
  expect(await lab.grace.say('why')).toContain(
    'Mon 24 Aug, with the list of Friday 21 August: 1 on no topic and 1 posted here before.',
  )
})

test('several subscriptions are told apart', async () => {
  const lab = await openWith({ topics: 'robots' }, { topics: 'cats' })
  await lab.close('2026-08-21')
  await lab.until(monday)
  expect(await why(lab, '2608.10011')).toBe(`robots
On no topic here. The nearest is robots, but "robots" is not in its title, keywords or abstract.
cats
On no topic here. The nearest is cats, but "cats" is not in its title, keywords or abstract.`)
})

test('a list that is still to come: when, and what would be said of it now', async () => {
  const lab = await openWith({ topics: 'diffusion, robots' })
  expect(await why(lab, '2608.10011')).toBe(
    'Its list, Fri 21 Aug, is posted Mon 24 Aug 09:00.\nIt is among the papers to choose from.',
  )
  await lab.library.putList('2026-08-21', [titled('2608.20001', 'Cats')], {
    fetchedAt: '2026-08-21T09:30:00Z',
    closed: false,
  })
  expect(await why(lab, '2608.20001')).toBe(
    'Its list, Fri 21 Aug, is posted Mon 24 Aug 09:00.\nOn no topic here. The nearest is diffusion, but "diffusion" is not in its title, keywords or abstract.',
  )
})

test('a list that was over before the subscription began', async () => {
  const lab = await openWith({ topics: 'KV cache' })
  expect(await why(lab, '2608.10001')).toBe(
    'Its list, Thu 20 Aug, was over before this was set up on 21 Aug 2026.',
  )
})

test('a list that came while it was paused, before and after it is resumed', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Pause')
  await lab.close('2026-08-21', titled('2608.20001', 'Robots'))
  await lab.until('2026-08-22T07:00:00Z')
  expect(await why(lab, '2608.20001')).toBe(
    'Its list, Fri 21 Aug, is not posted before this is resumed.\nIt is among the papers to choose from.',
  )
  await lab.until('2026-08-25T12:00:00Z')
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
  expect(await why(lab, '2608.20001')).toBe(
    'Its list, Fri 21 Aug, was over before this was resumed, or got another time, on 25 Aug 2026.',
  )
})

test('a list that was left out after a long pause', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.close('2026-08-21')
  await lab.until(monday)
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Pause')
  for (const [at, day] of [24, 25, 26, 27, 28, 31].entries())
    await lab.close(`2026-08-${day}`, titled(`2608.3000${at}`, `Robots of ${day}`))
  await lab.until('2026-08-31T12:00:00Z')
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
  await lab.until('2026-09-01T07:00:00Z')
  expect(await why(lab, '2608.30000')).toBe(
    'Its list, Mon 24 Aug, was left out on Tue 1 Sep: there were more lists than one post covers.',
  )
  expect(await why(lab, '2608.30005')).toContain('Posted on Tue 1 Sep')
  expect(await lab.grace.say('why')).toContain('\nLeft out: Monday 24 August.')
})

test('on no list, unknown, and not to be told apart', async () => {
  const lab = await openWith({ topics: 'robots' })
  expect(await why(lab, '2402.00001')).toBe('It is on no list of Daily Papers that is known here.')
  expect(await lab.grace.say('why 2608.99999')).toBe(
    'Neither the library nor Hugging Face nor arXiv knows the paper "2608.99999". Check the id, as in: paper 2306.00978',
  )
  expect(await lab.grace.say('why gradients')).toMatch(
    /^No paper is titled "gradients"\. These come nearest:\n1\. /,
  )
  expect(await lab.grace.say('why Diffusion on a Diet')).toMatch(/^Diffusion on a Diet /)
})

test('where nobody subscribed it says so', async () => {
  const { grace } = await openLab()
  const nothing = 'Nothing is posted here until someone subscribes.\n[Set up daily papers]'
  expect(await grace.say('why')).toBe(nothing)
  expect(await grace.say('why 2608.10001')).toBe(nothing)
})

test('after the subscription was removed what it posted is still explained', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.close('2026-08-21', titled('2608.20001', 'Tiny robots'))
  await lab.until(monday)
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Remove')
  expect(await why(lab, '2608.20001')).toMatch(
    /^Posted on Mon 24 Aug, number 1 of 1, [^\n]*\nIts subscription was removed since\.$/,
  )
})

test('a change of topics changes nothing of what was said of older posts', async () => {
  const lab = await openWith({ topics: 'robots' })
  await lab.close('2026-08-21', titled('2608.20001', 'Cats'))
  await lab.until(monday)
  const form = await lab.ada.press(await lab.ada.ask('subscriptions'), 'Change')
  await lab.ada.press(await lab.ada.submit(form, { topics: 'cats' }), 'Save')
  expect(await why(lab, '2608.20001')).toContain('The nearest is robots')
})
