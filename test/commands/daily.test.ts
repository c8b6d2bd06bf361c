import { describe, expect, test } from 'vitest'
import { starterPapers } from '../../src/library/starter.ts'
import { entry } from '../fakes/hugging-face.ts'
import { html } from '../fakes/upstream.ts'
import { startBot } from './bot.ts'

test('without a date it is the newest list, with how far it has come', async () => {
  const { ask, say } = await startBot()
  const answer = `Friday 21 August · 1 paper · today so far, as of 21 Aug 2026, 10:30
1. Diffusion on a Diet
   1 author · 19 Aug 2026 · 4 upvotes
   https://huggingface.co/papers/2608.10011
   [Open 1] [Discuss] [Save] [Similar]
[Thursday 20 August] [Share] [Export]`
  expect(await say('daily')).toBe(answer)
  expect(await say('today')).toBe(answer)
  expect((await ask('daily')).reply).toMatchObject({
    summary: 'Friday 21 August: 1 paper',
    visibility: 'private',
  })
})

test('a complete list in pages, most upvotes first, with its neighbours', async () => {
  const { say } = await startBot()
  const first = await say('daily 2026-08-20')
  expect(first).toMatch(/^Thursday 20 August · 7 papers · complete list\n1\. Tiny Caches[^]*\n5\. Damped/)
  expect(first).toMatch(/\n\[Next\] \[Wednesday 19 August\] \[Friday 21 August\] \[Share\] \[Export\]$/)
  expect(await say('daily 2026-08-20 page:2')).toBe(`Thursday 20 August · 7 papers · complete list
6. Entangled Gradients for Training
   1 author · 17 Aug 2026 · 16 upvotes
   https://huggingface.co/papers/2608.10006
   [Open 6] [Discuss] [Save] [Similar]
7. Folded Gradients for Training
   1 author · 17 Aug 2026 · 15 upvotes
   https://huggingface.co/papers/2608.10007
   [Open 7] [Discuss] [Save] [Similar]
[Previous] [Wednesday 19 August] [Friday 21 August] [Share]`)
})

test('a list from a file does not say that it is complete', async () => {
  const { say } = await startBot()
  expect(await say('daily 2026-08-19')).toMatch(/^Wednesday 19 August · 1 paper\n1\. Retrieval/)
})

test('shared, the page is for everyone and names who shared it', async () => {
  const { ask, say } = await startBot()
  expect((await ask('daily yesterday share:yes')).reply.visibility).toBe('public')
  expect(await say('daily yesterday share:yes')).toMatch(
    /^Thursday 20 August 2026 · [^]*\[Open 5\] \[Discuss\] \[Save\] \[Similar\]\nShared by Ada\n\[Remove\]$/,
  )
})

test.each(['20 Aug', 'Aug 20, 2026', '2026/8/20', 'yesterday', 'Thursday', 'thu'])(
  '"%s" is Thursday',
  async date => {
    const { say } = await startBot()
    expect(await say(`daily ${date}`)).toMatch(/^Thursday 20 August · 7 papers/)
  },
)

test.each([
  ['daily tomorrow', 'I don\'t know the date "tomorrow". Try 2026-08-20, 20 Aug or yesterday.'],
  ['daily 2026-02-30', 'I don\'t know the date "2026-02-30". Try 2026-08-20, 20 Aug or yesterday.'],
  ['daily 2026-08-24', 'The list of 24 Aug is still to come. Try: daily'],
  ['daily 2023-05-03', 'Daily Papers began on 4 May 2023. Try: daily 2023-05-04'],
  ['daily 2026-08-20 page:3', 'There is no page 3. The last one is page 2.'],
])('"%s" is answered with what to mend', async (line, complaint) => {
  const { say, faults } = await startBot()
  expect(await say(line)).toBe(complaint)
  expect(faults).toEqual([])
})

test.each(['2026-08-15', 'Sunday'])('%s has no list, and leads to the one before', async date => {
  const { ask, say, press } = await startBot()
  const day = date === 'Sunday' ? 'Sunday 16 August' : 'Saturday 15 August'
  expect(await say(`daily ${date}`)).toBe(
    `There is no list on ${day}: lists come Monday to Friday.\n[Friday 14 August]`,
  )
  const { reply } = await ask(`daily ${date}`)
  const [button] = reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  expect('command' in button! && (await press(button)).reply.summary).toContain('Friday 14 August')
})

describe('a list that the library lacks', () => {
  test('is fetched, and stays', async () => {
    const { hub, say } = await startBot()
    hub.lists.set('2025-07-01', [entry('2507.00001', { title: 'Fetched', upvotes: 3 })])
    const answer = `Tuesday 1 July 2025 · 1 paper · complete list
1. Fetched
   The Example Lab · 17 Aug 2026 · 3 upvotes · 3 comments · code 152 stars
   https://huggingface.co/papers/2507.00001
   [Open 1] [Discuss] [Save] [Similar]
[Monday 30 June 2025] [Wednesday 2 July 2025] [Share] [Export]`
    expect(await say('daily 2025-07-01')).toBe(answer)
    hub.lists.clear()
    expect(await say('daily 2025-07-01')).toBe(answer)
  })

  test('is said to be missing when it has not come, or Hugging Face is silent', async () => {
    const { hub, say, faults } = await startBot({ at: '2026-08-24T01:00:00Z' })
    expect(await say('daily today')).toBe('The list of Monday 24 August is not in the library.')
    hub.fail(html, 9)
    expect(await say('daily 2026-08-13')).toBe(
      'The list of Thursday 13 August is not in the library. Hugging Face is not answering (since 03:00).',
    )
    expect(faults).toEqual([])
  })
})

test('an old newest list names its age; the list of another year its year', async () => {
  const { say } = await startBot({ at: '2027-01-04T09:00:00Z' })
  expect(await say('daily')).toMatch(
    /^Friday 21 August 2026 · 1 paper · so far, as of 21 Aug 2026, 10:30 · the newest known, 4 months old\n/,
  )
})

test('on a Monday the list of Friday is not called old', async () => {
  const { say } = await startBot({ at: '2026-08-24T09:00:00Z' })
  expect(await say('daily')).toMatch(/^Friday 21 August · 1 paper · so far, as of 21 Aug 2026, 10:30\n1\. /)
})

test('before the first sync the list says where it comes from', async () => {
  const { say } = await startBot({ fill: library => library.put(starterPapers()) })
  expect(await say('daily')).toMatch(
    /^Friday 21 August · 17 papers\n1\. EnvHarness[^]*\nThese are the 100 papers that come with Paperboy; more arrive with the first sync\.\n\[Next\] \[Thursday 20 August\] \[Share\] \[Export\]$/,
  )
})

test('without any list it says why', async () => {
  const { say } = await startBot({ fill: async () => undefined })
  expect(await say('daily')).toBe(
    'No list is known yet: none has come from Hugging Face. Look at "status" for the reason, or name a date, as in: daily 2026-08-20',
  )
})
