/** The list of a channel's subscriptions, and what is done with each: by managers, said once, taken back for a day. */
import { expect, test } from 'vitest'
import { formatPlace } from '../../src/chat/place.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import { buttonsOf, labelsOf, type Person } from './person.ts'

/** A channel whose one subscription is of gradients. */
async function openWithOne(): Promise<Lab & { readonly list: Reply }> {
  const lab = await openLab()
  await lab.ada.run(saving({ topics: 'gradients' }), 'button')
  await lab.news()
  return { ...lab, list: await lab.grace.ask('subscriptions') }
}

const lines = async ({ news }: Lab): Promise<string[]> => (await news()).map(inWords)

test('without any it says so, and offers to set one up', async () => {
  const { grace } = await openLab()
  expect(await grace.say('subscriptions')).toBe(
    'Nothing is posted here until someone subscribes.\n[Set up daily papers]',
  )
})

test('next and last post stand with each', async () => {
  const lab = await openWithOne()
  expect(inWords(lab.list)).toBe(`1 subscription in #channel
gradients
09:00 Monday to Friday, Europe/Berlin · complete list · at most 5 papers
next post Mon 24 Aug 09:00 · nothing was posted yet
[Change] [Pause] [Preview] [Post now] [Remove]
[Add] [Add the team’s week] [Why]`)
  await lab.until('2026-08-24T07:01:00Z')
  expect(await lab.grace.say('subscriptions')).toContain(
    '\nwaiting for the list of Friday 21 August since Mon 24 Aug 09:00 · nothing was posted yet\n',
  )
  await lab.close('2026-08-21')
  await lab.until('2026-08-24T07:10:00Z')
  expect(await lab.grace.say('subscriptions')).toContain(
    '\nnext post Tue 25 Aug 09:00 · last Mon 24 Aug: nothing new matched\n',
  )
  await lab.close('2026-08-24', { ...(await paperOf(lab)), id: '2608.20001' })
  await lab.until('2026-08-25T07:00:00Z')
  expect(await lab.grace.say('subscriptions')).toContain(
    '\nnext post Wed 26 Aug 09:00 · last Tue 25 Aug: 1 paper\n',
  )
})

const paperOf = async ({ library }: Lab) => (await library.get('2608.10002'))!

test('a fifth one is on a page of its own', async () => {
  const { ada } = await openLab()
  for (const topic of ['one', 'two', 'three', 'four', 'five'])
    await ada.run(saving({ topics: topic }), 'button')
  expect(inWords(await ada.press(await ada.ask('subscriptions'), 'Next'))).toMatch(/\n5\. five\n/)
})

test('four stand on a page, numbered through', async () => {
  const { ada, grace } = await openLab()
  for (const topic of ['one', 'two', 'three', 'four', 'five', 'six', 'seven'])
    await ada.run(saving({ topics: topic }), 'button')
  const first = await grace.ask('subscriptions')
  expect(inWords(first)).toMatch(
    /^7 subscriptions in #channel\n1\. one\n[^]*\n4\. four\n[^]*\n\[Next\] \[Add\] \[Add the team’s week\] \[Why\]$/,
  )
  expect(labelsOf(first)).toEqual(expect.arrayContaining(['Change 1', 'Pause 3', 'Remove 4']))
  const second = await grace.press(first, 'Next')
  expect(inWords(second)).toMatch(
    /^7 subscriptions in #channel\n5\. five\n[^]*\n7\. seven\n[^]*\n\[Previous\] \[Add\] \[Why\]$/,
  )
  expect(second.replaces).toBe(true)
  expect((await ada.press(second, 'Remove 7')).summary).toMatch(/^Removed\./)
  expect(await grace.say('subscriptions page:3')).toBe('There is no page 3. The last one is page 2.')
})

test('the 26th is one too many', async () => {
  const { ada, news } = await openLab()
  for (let count = 0; count < 25; count++) await ada.run(saving({ topics: `topic${count}` }), 'button')
  await news()
  expect((await ada.run(saving({ topics: 'more' }), 'button')).summary).toBe(
    'This channel has 25 subscriptions already. Remove one first: subscriptions',
  )
  expect(await news()).toEqual([])
})

test('everyone looks and tries; who does not manage changes nothing', async () => {
  const lab = await openWithOne()
  const { grace, list, platform } = lab
  expect(inWords(await grace.press(list, 'Preview'))).toMatch(
    /^Preview for #channel · as it is saved\n[^]*\nNext post: Mon 24 Aug 09:00, with Friday’s list\. Can post here: yes\n[^]*\[Change\] \[All subscriptions\]$/,
  )
  for (const label of ['Change', 'Pause', 'Post now', 'Remove', 'Add'])
    expect((await grace.press(list, label)).summary).toMatch(
      /^Only people who manage this channel may do this/,
    )
  expect(await lines(lab)).toEqual([])
  expect(platform.messages).toHaveLength(1)
  expect(inWords(await grace.ask('subscriptions'))).toBe(inWords(list))
})

test('paused it posts nothing, resumed it goes on with the next list', async () => {
  const lab = await openWithOne()
  const { ada, grace, list, close, until } = lab
  const paused = await ada.press(list, 'Pause')
  expect(inWords(paused)).toBe('Paused: nothing is posted until it is resumed.\n[Resume] [All subscriptions]')
  expect((await ada.press(list, 'Pause')).summary).toBe(paused.summary)
  const listed = await grace.ask('subscriptions')
  expect(inWords(listed)).toContain('\npaused by Ada since 21 Aug 2026 · nothing was posted yet\n')
  expect(labelsOf(listed)).toEqual([
    'Change',
    'Resume',
    'Preview',
    'Remove',
    'Add',
    'Add the team’s week',
    'Why',
  ])
  await close('2026-08-21', { ...(await paperOf(lab)), id: '2608.20001' })
  await until('2026-08-24T08:00:00Z')
  expect(await lines(lab)).toEqual(['Ada paused daily papers here: gradients\n[Undo]'])
  expect((await ada.press(listed, 'Resume')).summary).toBe('Resumed. Next post Tue 25 Aug 09:00.')
  expect((await ada.press(listed, 'Resume')).summary).toBe('Resumed. Next post Tue 25 Aug 09:00.')
  expect(await lines(lab)).toEqual(['Ada resumed daily papers here: gradients\n[Undo]'])
  await close('2026-08-24', { ...(await paperOf(lab)), id: '2608.20002' })
  await until('2026-08-25T07:00:00Z')
  expect(await lines(lab)).toEqual([expect.stringContaining('1. Anchored Gradients')])
})

test('removed it can be put back for a day, as it was', async () => {
  const lab = await openWithOne()
  const { ada, grace, list, until } = lab
  const removed = await ada.press(list, 'Remove')
  expect(inWords(removed)).toBe(
    'Removed. It can be put back for a day; what was posted stays.\n[Undo] [All subscriptions]',
  )
  expect(await lines(lab)).toEqual(['Ada removed daily papers here: gradients\n[Undo]'])
  await until('2026-08-22T08:59:00Z')
  expect((await ada.press(removed, 'Undo')).summary).toBe('Taken back: it is as it was before.')
  expect(await lines(lab)).toEqual(['Ada put back daily papers here: gradients\n[Subscriptions]'])
  expect(inWords(await grace.ask('subscriptions'))).toBe(inWords(list))
})

test('a day later it is gone', async () => {
  const lab = await openWithOne()
  const removed = await lab.ada.press(lab.list, 'Remove')
  await lab.until('2026-08-22T09:01:00Z')
  const late =
    'This can be taken back for a day, and until it is changed again. What there is now: subscriptions'
  expect((await lab.ada.press(removed, 'Undo')).summary).toBe(late)
  expect(await lab.grace.say('subscriptions')).toContain('Nothing is posted here')
  for (const label of ['Pause', 'Preview', 'Post now', 'Remove'])
    expect((await lab.ada.press(lab.list, label)).summary).toBe(
      'This subscription is not there any more. What there is now: subscriptions',
    )
})

const changes: readonly (readonly [string, (ada: Person, list: Reply) => Promise<unknown>])[] = [
  ['set up', async ada => ada.run(saving({ topics: 'robots' }), 'button')],
  [
    'changed',
    async (ada, list) => ada.press(await ada.submit(await ada.press(list, 'Change'), { max: '2' }), 'Save'),
  ],
  ['paused', async (ada, list) => ada.press(list, 'Pause')],
  ['removed', async (ada, list) => ada.press(list, 'Remove')],
]

test.each(changes)('what was %s is one line, whose Undo managers may press', async (kind, change) => {
  const lab = await openWithOne()
  await change(lab.ada, lab.list)
  const [line, ...others] = await lab.news()
  expect(others).toEqual([])
  expect(line).toMatchObject({
    visibility: 'public',
    summary: expect.stringMatching(`^Ada ${kind} daily papers here: `),
  })
  expect(labelsOf(line!)).toEqual(['Undo'])
  expect((await lab.grace.press(line!, 'Undo')).summary).toMatch(/^Only people who manage/)
  expect((await lab.ada.press(line!, 'Undo')).summary).toMatch(/^Taken back: /)
  expect(inWords(await lab.grace.ask('subscriptions'))).toBe(inWords(lab.list))
  const [undone, ...more] = await lab.news()
  expect(more).toEqual([])
  expect(labelsOf(undone!)).toEqual(['Subscriptions'])
  expect((await lab.ada.press(line!, 'Undo')).summary).toMatch(/^This can be taken back for a day, and until/)
})

test('an older change can no longer be taken back', async () => {
  const lab = await openWithOne()
  await lab.ada.press(lab.list, 'Pause')
  const [paused] = await lab.news()
  await lab.ada.press(await lab.ada.ask('subscriptions'), 'Resume')
  expect((await lab.ada.press(paused!, 'Undo')).summary).toMatch(
    /^This can be taken back for a day, and until/,
  )
})

test('in direct messages nothing is said of changes, and each may be taken back all the same', async () => {
  const lab = await openLab()
  const me = lab.grace.alone()
  await me.run(saving({ topics: 'gradients' }), 'button')
  const list = await me.ask('subscriptions')
  await me.press(list, 'Pause')
  await me.press(await me.ask('subscriptions'), 'Resume')
  const removed = await me.press(list, 'Remove')
  await me.press(removed, 'Undo')
  expect(inWords(await me.ask('subscriptions'))).toBe(inWords(list))
  await lab.settled()
  expect(lab.platform.messages).toEqual([])
})

test('removed while it was paused by a refusal and set up again, it posts', async () => {
  const lab = await openLab()
  const { ada, platform, close, until } = lab
  const channel = formatPlace(platform.place('channel'))
  await ada.run(saving({ topics: 'gradients', id: 'one', time: '12:00' }), 'button')
  platform.faults.set(channel, 'forbidden')
  await until('2026-08-21T10:00:00Z')
  await ada.press(await ada.ask('subscriptions'), 'Remove')
  platform.faults.delete(channel)
  await ada.run(saving({ topics: 'gradients', id: 'one', time: '12:00' }), 'button')
  await lab.news()
  await close('2026-08-21', { ...(await paperOf(lab)), id: '2608.20001' })
  await until('2026-08-24T10:00:00Z')
  expect(await lines(lab)).toEqual([expect.stringContaining('1. Anchored Gradients')])
})

test('what posted what trends, and now the lists, begins with the list that closes next', async () => {
  const { ada, until, library, close } = await openLab()
  const paper = (await library.get('2608.10002'))!
  await ada.run(saving({ kind: 'trending', id: 'one', time: '12:00' }), 'button')
  const open = { fetchedAt: '2026-08-21T09:00:00Z', closed: false }
  await library.putList('2026-08-21', [{ ...paper, id: '2608.20001' }], open)
  await until('2026-08-21T10:00:00Z')
  const preview = await ada.run(
    { command: 'subscribe', options: { id: 'one', zone: 'Berlin', time: '12:00' } },
    'form',
  )
  expect(inWords(preview)).toContain('\nNext post: Mon 24 Aug 12:00, with Friday’s list.')
  await ada.press(preview, 'Save')
  await close('2026-08-21', { ...paper, id: '2608.20002' })
  expect(await ada.say('why 2608.20002')).toContain('is posted Mon 24 Aug 12:00')
})

test('nobody takes over the id of a subscription of another channel, nor puts it back over one', async () => {
  const lab = await openWithOne()
  const { ada } = lab
  const elsewhere = ada.in({ ...ada.place, channel: 'elsewhere' })
  const id = buttonsOf(lab.list)[0]!.options['id']!
  const taking = { command: 'subscribe', options: { zone: 'Berlin', id, step: 'save' } }
  const refusal = 'This belongs to another channel. Begin anew: subscribe'
  expect((await elsewhere.run(taking, 'typed')).summary).toBe(refusal)
  const removed = await ada.press(lab.list, 'Remove')
  expect((await elsewhere.run(taking, 'typed')).summary).toMatch(/^Saved\./)
  expect((await ada.press(removed, 'Undo')).summary).toBe(refusal)
})

test('a changed time is previewed from now on', async () => {
  const lab = await openWithOne()
  const changed = { topics: 'gradients', time: '08:00', zone: 'Berlin', step: 'preview' }
  const id = buttonsOf(lab.list)[0]!.options['id']!
  expect(inWords(await lab.ada.run({ command: 'subscribe', options: { ...changed, id } }, 'form'))).toContain(
    'Next post: Mon 24 Aug 08:00',
  )
})
