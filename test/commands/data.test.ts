/** What is kept about a channel: given to who manages it, and deleted. */
import { expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { Block, Reply } from '../../src/chat/reply.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab } from './lab.ts'
import { labelsOf } from './person.ts'
import { storedRows } from './stored.ts'

const openPosted = async (): Promise<Lab> => {
  const lab = await openLab({
    settings: { subscriptions: [subscription({ id: 'own', topics: ['cache', 'gradients'], most: 2 })] },
  })
  await lab.ada.run({ command: 'subscriptions', options: { id: 'own', act: 'now' } }, 'button')
  await lab.ada.say('settings visibility value:public')
  await lab.news()
  return lab
}

const fileOf = ({ blocks }: Reply): Extract<Block, { kind: 'file' }> =>
  blocks.find(block => block.kind === 'file') as never

/** Every row that names something. */
const rowsNaming = async ({ db }: Lab, name: string): Promise<string[]> =>
  (await storedRows(db)).filter(row => row.includes(name))

test('is offered to who manages the channel, and given to nobody else', async () => {
  const { ada, grace } = await openPosted()
  expect(labelsOf(await ada.ask('settings'))).toEqual(expect.arrayContaining(['Export data', 'Delete data']))
  expect(labelsOf(await grace.ask('settings'))).not.toContain('Export data')
  for (const act of ['export', 'delete', 'deleted'])
    expect(inWords(await grace.run({ command: 'data', options: { act } }, 'button'))).toMatch(/manage/)
  expect(labelsOf(await grace.alone().ask('settings'))).toEqual(
    expect.arrayContaining(['Export data', 'Delete data']),
  )
})

test('holds the discussions that were opened there, which can be opened anew once it is deleted', async () => {
  const lab = await openPosted()
  const { ada } = lab
  await ada.say('discuss 2608.10001')
  const { content } = fileOf(await ada.run({ command: 'data', options: { act: 'export' } }, 'button'))
  expect(JSON.parse(content)).toMatchObject({ discussions: [{ paper: '2608.10001', state: 'open' }] })
  await ada.run({ command: 'data', options: { act: 'deleted' } }, 'button')
  expect((await rowsNaming(lab, 'discussion')).length).toBe(0)
  expect(inWords(await ada.ask('discuss 2608.10001'))).toContain('Opened in #channel.')
})

test('is deleted while a discussion is being opened: who waits for that is told, and nothing is opened', async () => {
  const lab = await openPosted()
  lab.platform.faults.set('memory:lab:channel', 'limited')
  const opening = lab.ada.say('discuss 2608.10001')
  await expect.poll(() => rowsNaming(lab, 'discussion:memory')).toHaveLength(2)
  await lab.ada.run({ command: 'data', options: { act: 'deleted' } }, 'button')
  lab.network.advance(1000)
  expect(await opening).toBe(
    'The discussion could not be opened. What Paperboy kept about this channel was deleted before it was posted.',
  )
  expect((await lab.news()).map(inWords).join('\n')).not.toContain('opened a discussion')
})

test('is one JSON file of settings, posts with their receipts, and messages', async () => {
  const { ada } = await openPosted()
  const reply = await ada.press(await ada.ask('settings'), 'Export data')
  expect(reply.visibility).toBe('private')
  const { name, mediaType, content } = fileOf(reply)
  expect([name, mediaType]).toEqual(['paperboy-2026-08-21.json', 'application/json'])
  const exported = JSON.parse(content) as Record<string, never[]>
  expect(exported).toMatchObject({
    channel: 'memory:lab:channel',
    settings: { visibility: 'public', subscriptions: [{ id: 'own', topics: ['cache', 'gradients'] }] },
    posts: [
      {
        subscription: 'own',
        date: '2026-08-21',
        papers: [
          { paper: '2608.10001', receipt: { list: '2026-08-20', place: 1 } },
          { paper: '2608.10002', receipt: { list: '2026-08-20', place: 2 } },
        ],
      },
    ],
    messages: [{ key: 'own:2026-08-21:digest', state: 'sent' }, { state: 'sent' }],
    pauses: [],
  })
})

test('is deleted after a question, and then nothing of it is kept but that it was deleted', async () => {
  const lab = await openPosted()
  const { ada } = lab
  const question = await ada.press(await ada.ask('settings'), 'Delete data')
  expect(inWords(question)).toBe(
    'Delete all that Paperboy keeps about this channel: its settings, 1 subscription and 2 posted papers? ' +
      'Discussions that were opened here are forgotten; votes, verdicts and reading lists of public channels belong to all of them, and stay. ' +
      'This cannot be taken back. Messages that were posted stay where they are, and their papers may be posted again.\n' +
      '[Delete] [Export data] [Cancel]',
  )
  expect(await rowsNaming(lab, 'lab:channel"')).not.toEqual([])
  expect(inWords(await ada.press(question, 'Delete'))).toBe(
    'Deleted. Messages that were posted stay where they are, and their papers may be posted again.',
  )
  expect((await lab.news()).map(inWords)).toEqual([
    'Ada deleted what Paperboy kept about this channel; nothing is posted here any more.\n[Settings]',
  ])
  const left = await rowsNaming(lab, 'lab:channel"')
  expect(left.map(row => (JSON.parse(row) as { key?: string }).key)).toEqual([
    expect.stringMatching(/^deleted:/),
  ])
  await lab.until('2026-08-25T12:00:00Z')
  expect(await lab.news()).toEqual([])
})

test('of a private channel, and of direct messages, is also what was said there, and of no other place', async () => {
  const lab = await openPosted()
  const { ada, grace } = lab
  const hidden = grace.in({ ...grace.place, channel: 'private' }).with({ manages: true })
  const paper = '2608.10003'
  for (const person of [hidden, ada.alone(), ada]) {
    await person.run({ command: 'vote', options: { paper } }, 'button')
    await person.run({ command: 'verdict', options: { paper, verdict: 'Skim', line: 'inside' } }, 'form')
    await person.say(`save ${paper}`)
  }
  for (const [person, name] of [
    [hidden, 'private"'],
    [ada.alone(), '@U1","paper'],
  ] as const) {
    const { content } = fileOf(await person.run({ command: 'data', options: { act: 'export' } }, 'button'))
    expect(JSON.parse(content)).toMatchObject({
      marks: [{ paper }, { paper }],
      verdicts: [{ line: 'inside' }],
    })
    expect((await rowsNaming(lab, name)).length).toBeGreaterThanOrEqual(3)
    const question = await person.run({ command: 'data', options: { act: 'delete' } }, 'button')
    expect(inWords(question)).toContain('votes, verdicts and what was saved here are forgotten too.')
    await person.press(question, 'Delete')
    expect((await rowsNaming(lab, name)).filter(row => row.includes(paper))).toEqual([])
  }
  expect(await ada.say(`paper ${paper}`)).toContain('Verdict (Ada): Skim, inside')
  expect(await ada.say('reading')).toContain('1 paper')
})

test('is deleted with what could not be sent, and why', async () => {
  const lab = await openPosted()
  const { ada, platform, news } = lab
  const saved = await ada.press(await ada.ask('subscribe entangled zone:Berlin'), 'Save')
  await news()
  platform.faults.set('memory:lab:channel', 'forbidden')
  await ada.press(saved, 'Post the latest list now')
  await news()
  const { content } = fileOf(await ada.run({ command: 'data', options: { act: 'export' } }, 'button'))
  expect(JSON.parse(content)).toMatchObject({ pauses: [{ reason: expect.stringMatching(/may not post/) }] })
  await ada.run({ command: 'data', options: { act: 'deleted' } }, 'button')
  await news()
  const left = await rowsNaming(lab, 'lab:channel"')
  expect(left.map(row => (JSON.parse(row) as { key?: string }).key)).toEqual([
    expect.stringMatching(/^deleted:/),
  ])
})

test('leaves what other channels and people have', async () => {
  const lab = await openPosted()
  const other: Place = { ...lab.ada.place, channel: 'channel2' }
  for (const person of [lab.ada.in(other), lab.ada.alone()]) await person.say('settings zone value:Berlin')
  await lab.ada.in(other).say('settings visibility value:public')
  await lab.settled()
  const before = [await rowsNaming(lab, 'channel2'), await rowsNaming(lab, '@U1')]
  for (const rows of before) expect(rows).not.toEqual([])
  await lab.ada.run({ command: 'data', options: { act: 'deleted' } }, 'button')
  expect([await rowsNaming(lab, 'channel2'), await rowsNaming(lab, '@U1')]).toEqual(before)
})

test('after it the same papers are posted again, where somebody subscribes anew', async () => {
  const lab = await openPosted()
  const { ada } = lab
  await ada.run({ command: 'data', options: { act: 'deleted' } }, 'button')
  const saved = await ada.press(await ada.ask('subscribe cache zone:Berlin'), 'Save')
  await lab.news()
  await ada.press(saved, 'Post the latest list now')
  expect((await lab.news()).map(inWords).join('\n')).toContain('1. Tiny Caches')
})
