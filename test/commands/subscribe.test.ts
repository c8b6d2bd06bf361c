/** From the first word to the first post: typed or in a form, looked at, changed, saved. */
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { type Lab, openLab } from './lab.ts'
import { formOf, labelsOf, valuesOf } from './person.ts'

/** The topics, time and so on of the channel's subscriptions, as people read them. */
const listed = ({ grace }: Lab): Promise<string> => grace.say('subscriptions')

test('what is typed is looked at, and saved by a press', async () => {
  const lab = await openLab()
  const { ada, news } = lab
  const preview = await ada.ask(
    'subscribe KV cache, "speculative decoding" zone:Berlin max:3 days:daily time:7pm',
  )
  expect(preview.visibility).toBe('private')
  expect(inWords(preview)).toBe(`Preview for #channel · nothing saved yet
The last 3 lists: 1 post, 1 paper, at most 1 a day (11 % of the lists)
Examples: Tiny Caches: 2-Bit KV Cache Quantization (https://huggingface.co/papers/2608.10001)
First post: Fri 21 Aug 19:00, with Thursday’s list. Can post here: yes
[Save] [Change] [More filters] [Cancel]`)
  expect(await listed(lab)).toContain('Nothing is posted here')
  expect(await news()).toEqual([])
  const saved = await ada.press(preview, 'Save')
  expect(inWords(saved)).toBe(
    'Saved. First post Fri 21 Aug 19:00.\n[Post the latest list now] [All subscriptions]',
  )
  expect(saved).toMatchObject({ visibility: 'private', replaces: true })
  expect((await news()).map(inWords)).toEqual([
    'Ada set up daily papers here: KV cache, "speculative decoding"; first post Fri 21 Aug 19:00\n[Undo]',
  ])
  expect(await listed(lab)).toContain(
    '19:00 every day, Europe/Berlin · complete list · at most 3 papers\nnext post Fri 21 Aug 19:00 · nothing was posted yet',
  )
  await lab.until('2026-08-21T17:00:00Z')
  const [post] = await news()
  expect(inWords(post!)).toMatch(/^Thursday 20 August · 7 on the list, 1 for this channel\n1\. Tiny Caches/)
  expect(lab.faults).toEqual([])
})

test('lists that the library got after what the clock says now count too', async () => {
  const { ada, network, platform } = await openLab()
  network.advance(-24 * 60 * 60 * 1000)
  platform.now = network.now().toString()
  expect(inWords(await ada.ask('subscribe KV cache zone:Berlin'))).toContain(
    'The last 3 lists: 1 post, 1 paper',
  )
})

test('nothing typed is a form, its answer a preview, and Change the form again', async () => {
  const { ada, stored } = await openLab()
  const form = await ada.ask('subscribe')
  expect(formOf(form).fields.map(({ name }) => name)).toEqual(['topics', 'time', 'zone', 'list', 'max'])
  expect(valuesOf(form)).toEqual({ list: 'complete', max: '5' })
  const preview = await ada.submit(form, { topics: 'KV cache', zone: 'tokyo', time: '8', max: '2' })
  expect(preview.replaces).toBe(true)
  expect(inWords(preview)).toContain('First post: Mon 24 Aug 08:00, with Thursday’s and Friday’s lists')
  const again = await ada.press(preview, 'Change')
  expect(valuesOf(again)).toEqual({
    topics: 'KV cache',
    zone: 'Asia/Tokyo',
    time: '08:00',
    list: 'complete',
    max: '2',
  })
  const changed = await ada.submit(again, { topics: '', list: 'so far', time: '20:00' })
  expect(inWords(changed)).toContain('First post: Fri 21 Aug 20:00, with Friday’s list so far')
  expect(stored.size).toBeGreaterThan(0)
})

test('More filters asks for the rest, and keeps what the first form said', async () => {
  const lab = await openLab()
  const { ada } = lab
  const first = await ada.ask('subscribe gradients zone:Berlin max:7')
  const more = await ada.press(first, 'More filters')
  expect(formOf(more).fields.map(({ name }) => name)).toEqual(['days', 'upvotes', 'kind', 'form'])
  expect(valuesOf(more)).toEqual({ days: 'Monday to Friday', kind: 'lists', form: 'digest' })
  const preview = await ada.submit(more, { days: 'Mon, Thu', upvotes: '18 within 3 days', form: 'thread' })
  expect(inWords(preview)).toContain('1 post, 4 papers')
  await ada.press(preview, 'Save')
  expect(await listed(lab)).toContain(
    'gradients\n09:00 Monday and Thursday, Europe/Berlin · complete list · at most 7 papers · details in a thread · at least 18 upvotes within 3 days',
  )
})

test('a saved one is changed in place: its fields are filled in, and an emptied one is empty', async () => {
  const lab = await openLab()
  const { ada, news } = lab
  await ada.press(await ada.ask('subscribe gradients zone:Berlin max:7 upvotes:18'), 'Save')
  await news()
  const form = await ada.press(await ada.ask('subscriptions'), 'Change')
  expect(valuesOf(form)).toEqual({
    topics: 'gradients',
    zone: 'Europe/Berlin',
    time: '09:00',
    list: 'complete',
    max: '7',
  })
  const preview = await ada.submit(form, { topics: '' })
  expect(inWords(preview)).toMatch(
    /^Preview for #channel · change not saved yet\n[^]*1 post, 4 papers[^]*\nNext post: Mon/,
  )
  expect(valuesOf(await ada.press(preview, 'Change'))).not.toHaveProperty('topics')
  const more = await ada.press(preview, 'More filters')
  expect(valuesOf(more)).toMatchObject({ upvotes: '18 within 5 days' })
  const saved = await ada.press(await ada.submit(more, { upvotes: '' }), 'Save')
  expect(inWords(saved)).toMatch(/^Saved\. Next post Mon 24 Aug 09:00\.\n/)
  expect(await listed(lab)).toMatch(
    /^1 subscription in #channel\nthe best of the whole list\n09:00 Monday to Friday, Europe\/Berlin · complete list · at most 7 papers\n/,
  )
  expect((await news()).map(({ summary }) => summary)).toEqual([
    'Ada changed daily papers here: the best of the whole list; next post Mon 24 Aug 09:00',
  ])
})

test('a change of the time is previewed with the post that it will have', async () => {
  const { ada, until } = await openLab()
  await ada.press(await ada.ask('subscribe gradients zone:Berlin time:20:00'), 'Save')
  await until('2026-08-21T13:00:00Z')
  const form = await ada.press(await ada.ask('subscriptions'), 'Change')
  const preview = await ada.submit(form, { time: '14:00' })
  expect(inWords(preview)).toContain('Next post: Mon 24 Aug 14:00, with Friday’s list')
  expect((await ada.press(preview, 'Save')).summary).toBe('Saved. Next post Mon 24 Aug 14:00.')
})

test('Save twice is one subscription and one line', async () => {
  const lab = await openLab()
  const { ada, news } = lab
  const preview = await ada.ask('subscribe gradients zone:Berlin')
  await ada.press(preview, 'Save')
  expect(inWords(await ada.press(preview, 'Save'))).toMatch(/^Saved\. Next post Mon 24 Aug 09:00\./)
  expect(await listed(lab)).toMatch(/^1 subscription in #channel\n/)
  expect(await news()).toHaveLength(1)
})

test('Save after it was removed sets it up again', async () => {
  const lab = await openLab()
  const { ada, news } = lab
  const preview = await ada.ask('subscribe gradients zone:Berlin')
  await ada.press(preview, 'Save')
  await ada.press(await ada.ask('subscriptions'), 'Remove')
  expect(await listed(lab)).toContain('Nothing is posted here')
  expect(inWords(await ada.press(preview, 'Save'))).toMatch(/^Saved\. First post/)
  expect((await news()).map(({ summary }) => summary.split(' daily')[0])).toEqual([
    'Ada set up',
    'Ada removed',
    'Ada set up',
  ])
})

test('Cancel saves nothing', async () => {
  const lab = await openLab()
  const preview = await lab.ada.ask('subscribe gradients zone:Berlin')
  const cancelled = await lab.ada.press(preview, 'Cancel')
  expect(cancelled).toMatchObject({ summary: 'Nothing is saved.', replaces: true })
  expect(await listed(lab)).toContain('Nothing is posted here')
})

test('only who manages the channel subscribes it', async () => {
  const lab = await openLab()
  const preview = await lab.ada.ask('subscribe gradients zone:Berlin')
  const refusal = 'Only people who manage this channel may do this with "subscribe". Ask one of them.'
  expect(await lab.grace.say('subscribe gradients zone:Berlin')).toBe(refusal)
  for (const label of labelsOf(preview)) expect(inWords(await lab.grace.press(preview, label))).toBe(refusal)
  expect(await listed(lab)).toContain('Nothing is posted here')
})
