/** A post before its time: the newest complete list, once a day; the regular post goes on from there. */
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { paper } from '../library/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import { labelsOf } from './person.ts'

const titled = (id: string, title: string) => paper(id, { title, abstract: '', upvotes: 5 })

/** On a Friday at 11:00 in Berlin; Thursday's list is complete. */
async function openWith(options: Readonly<Record<string, string>>): Promise<Lab & { readonly saved: Reply }> {
  const lab = await openLab()
  const saved = await lab.ada.run(saving(options), 'button')
  await lab.news()
  return { ...lab, saved }
}

const now = 'Post the latest list now'
const headlines = async ({ news }: Lab): Promise<string[]> =>
  (await news()).map(reply => inWords(reply).split('\n')[0]!)

test('it posts at once, and once a day', async () => {
  const lab = await openWith({ topics: 'KV cache' })
  const { ada, saved } = lab
  expect((await ada.press(saved, now)).summary).toBe('1 paper on the way. The next post is Mon 24 Aug 09:00.')
  expect(await headlines(lab)).toEqual(['Thursday 20 August · 7 on the list, 1 for this channel'])
  expect((await ada.press(saved, now)).summary).toBe(
    'Fri 21 Aug had its turn already: a subscription posts once a day at most. The next post is Mon 24 Aug 09:00.',
  )
  expect(await headlines(lab)).toEqual([])
})

test('pressed twice at once it posts once', async () => {
  const lab = await openWith({ topics: 'KV cache' })
  const said = await Promise.all([1, 2, 3].map(async () => (await lab.ada.press(lab.saved, now)).summary))
  expect(said.filter(one => one.startsWith('1 paper on the way.'))).toHaveLength(1)
  expect(said.filter(one => one.startsWith('Fri 21 Aug had its turn already'))).toHaveLength(2)
  expect(await headlines(lab)).toHaveLength(1)
})

test('everyone opens its papers, and asks why they are in it', async () => {
  const { ada, grace, saved, news } = await openWith({ topics: 'KV cache' })
  await ada.press(saved, now)
  const [post] = await news()
  expect(inWords(await grace.press(post!, 'Why'))).toMatch(
    /^Tiny Caches[^\n]*\nPosted on Fri 21 Aug, number 1 of 1, from the list of Thu 20 Aug · topic: KV cache · /,
  )
  expect(inWords(await grace.press(post!, 'All 7'))).toMatch(/^Thursday 20 August · 7 papers/)
  expect((await grace.press(post!, 'Change')).summary).toMatch(/^Only people who manage this channel/)
  expect((await grace.choose(post!, '1. Tiny Caches: 2-Bit KV Cache Quantization')).visibility).toBe(
    'private',
  )
})

test('the regular post takes up where it ended', async () => {
  const lab = await openWith({ topics: 'gradients', max: '2', time: '20:00' })
  await lab.ada.press(lab.saved, now)
  expect(await headlines(lab)).toHaveLength(1)
  await lab.until('2026-08-21T18:00:00Z')
  expect(await headlines(lab)).toEqual([])
  await lab.close('2026-08-21', titled('2608.20001', 'Gradients again'), titled('2608.20002', 'Diffusion'))
  await lab.until('2026-08-24T18:00:00Z')
  expect(await headlines(lab)).toEqual(['Friday 21 August · 3 on the list, 1 for this channel'])
})

test('after the day’s post there is none before the next', async () => {
  const lab = await openWith({ topics: 'gradients', time: '20:00' })
  await lab.until('2026-08-21T18:00:00Z')
  expect(await headlines(lab)).toHaveLength(1)
  expect((await lab.ada.press(lab.saved, now)).summary).toBe(
    'Fri 21 Aug had its turn already: a subscription posts once a day at most. The next post is Mon 24 Aug 20:00.',
  )
})

test('a day on which nothing matched had its turn too', async () => {
  const lab = await openWith({ topics: 'zebras', time: '20:00' })
  await lab.until('2026-08-21T18:00:00Z')
  expect((await lab.ada.press(lab.saved, now)).summary).toMatch(/^Fri 21 Aug had its turn already: /)
  expect(await headlines(lab)).toEqual([])
})

test('of a list that was posted before it brings what had no room', async () => {
  const lab = await openWith({ topics: 'gradients', max: '2', time: '20:00' })
  await lab.until('2026-08-21T18:00:00Z')
  await lab.news()
  await lab.until('2026-08-22T10:00:00Z')
  expect((await lab.ada.press(lab.saved, now)).summary).toBe(
    '2 papers on the way. The next post is Mon 24 Aug 20:00.',
  )
  const [post] = await lab.news()
  expect(inWords(post!)).toMatch(
    /^Thursday 20 August · 7 on the list, 5 for this channel\n1\. Cyclic Gradients/,
  )
})

test('what the channel has it never gets again', async () => {
  const lab = await openWith({ topics: 'KV cache' })
  await lab.ada.press(lab.saved, now)
  await lab.news()
  await lab.until('2026-08-22T10:00:00Z')
  expect((await lab.ada.press(lab.saved, now)).summary).toBe(
    'Nothing is posted: no paper of the newest list matches that was not posted here before. The next post is Mon 24 Aug 09:00.',
  )
  expect(await headlines(lab)).toEqual([])
})

test('of what trends it is said as what it is chosen from', async () => {
  const lab = await openWith({ kind: 'trending', topics: 'zebra' })
  expect(inWords(lab.saved)).toContain('[Post it now]')
  expect((await lab.ada.press(lab.saved, 'Post it now')).summary).toBe(
    'Nothing is posted: no paper of the last 7 days matches that was not posted here before. The next post is Mon 24 Aug 09:00.',
  )
})

test('paused it posts nothing', async () => {
  const lab = await openWith({ topics: 'KV cache' })
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Pause')
  await lab.news()
  expect((await lab.ada.press(lab.saved, now)).summary).toBe(
    'This subscription is paused. Resume it first: subscriptions',
  )
  expect(await headlines(lab)).toEqual([])
})

test('without any list it says so, and takes nothing from the day', async () => {
  const lab = await openLab({ fill: async () => undefined })
  const saved = await lab.ada.run(saving({ time: '20:00' }), 'button')
  await lab.news()
  expect((await lab.ada.press(saved, now)).summary).toBe(
    'Nothing is posted: no complete list is known yet. The next post is Fri 21 Aug 20:00.',
  )
  await lab.close('2026-08-20', titled('2608.20001', 'Gradients'))
  await lab.until('2026-08-21T18:00:00Z')
  expect(await headlines(lab)).toEqual(['Thursday 20 August · 1 on the list, the best 1'])
})

test('in direct messages it comes there, with Stop below it', async () => {
  const { grace, news } = await openLab()
  const me = grace.alone()
  const saved = await me.run(saving({ topics: 'KV cache' }), 'button')
  await me.press(saved, now)
  const [post] = await news(me.place)
  expect(inWords(post!)).toMatch(/^Thursday 20 August · 7 on the list, 1 for you\n/)
  expect(labelsOf(post!)).toContain('Stop')
})

test('a list that was missing, and came, is one list', async () => {
  const lab = await openWith({ topics: 'gradients' })
  for (const hour of ['07', '14']) await lab.until(`2026-08-24T${hour}:05:00Z`)
  expect(await headlines(lab)).toEqual([])
  await lab.close('2026-08-21', titled('2608.20001', 'Gradients again'))
  await lab.until('2026-08-25T06:00:00Z')
  await lab.ada.press(lab.saved, now)
  expect(await headlines(lab)).toEqual(['Friday 21 August · 2 on the list, 1 for this channel'])
})
