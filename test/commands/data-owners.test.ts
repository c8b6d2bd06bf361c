/** What is kept about a workspace, for those who administer it, and about oneself. */
import { expect, test } from 'vitest'
import type { Block, Reply } from '../../src/chat/reply.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import { labelsOf, type Person } from './person.ts'
import { storedRows } from './stored.ts'

const paper = '2608.10003'

async function workWith(person: Person, line: string): Promise<void> {
  await person.run({ command: 'vote', options: { paper } }, 'button')
  await person.run({ command: 'verdict', options: { paper, verdict: 'Skim', line } }, 'form')
  await person.say(`save ${paper}`)
}

/** Ada and Grace in public, Ada in a private channel and alone, each with a subscription. */
async function openBusy(): Promise<Lab & { readonly hidden: Person }> {
  const lab = await openLab({
    settings: {
      followups: 'on',
      subscriptions: [subscription({ id: 'own', topics: ['cache', 'gradients'], most: 2 })],
    },
  })
  const { ada, grace, platform } = lab
  const hidden = ada.in(platform.place('private'))
  await ada.run({ command: 'subscriptions', options: { id: 'own', act: 'now' } }, 'button')
  for (const person of [hidden, ada.alone()])
    await person.run(saving({ topics: 'secret agents', id: person.place.channel ?? 'alone' }), 'button')
  await ada.say('discuss 2608.10001')
  await hidden.say('discuss 2608.10002')
  await workWith(grace, 'said by Grace')
  await workWith(ada, 'said by Ada')
  await workWith(hidden, 'secretly')
  await workWith(ada.alone(), 'secretly, alone')
  await lab.settled()
  return { ...lab, hidden }
}

const act = (person: Person, of: string, what: string): Promise<Reply> =>
  person.run({ command: 'data', options: { act: what, of } }, 'button')

const exported = async (person: Person, of: string): Promise<string> =>
  (
    (await act(person, of, 'export')).blocks.find(({ kind }) => kind === 'file') as Extract<
      Block,
      { kind: 'file' }
    >
  ).content

const timeless = (content: string): string => content.replace(/"exportedAt": .*/, '')

const rows = async ({ db }: Lab, like: RegExp): Promise<string[]> =>
  (await storedRows(db)).filter(row => like.test(row) && !row.includes('"namespace":"seen"'))

/** Rows of what is awaited of a discussion's paper. */
const followed = /"read_at"/

test('a workspace’s is for those who administer it, whatever they manage', async () => {
  const { ada, grace } = await openBusy()
  expect(labelsOf(await ada.ask('settings')).slice(-2)).toEqual(['My data', 'Workspace data'])
  expect(labelsOf(await grace.ask('settings')).at(-1)).toBe('My data')
  for (const one of [grace, grace.with({ manages: true }), grace.alone(), ada.with({ administers: false })])
    for (const what of ['show', 'export', 'delete', 'deleted'])
      expect(inWords(await act(one, 'workspace', what))).toBe(
        'Only people who administer this workspace may do this with "data". Ask one of them.',
      )
})

test('a workspace’s export has what everybody may read, and nothing of private channels or conversations', async () => {
  const { ada, grace, hidden } = await openBusy()
  const content = await exported(ada, 'workspace')
  expect(JSON.parse(content)).toMatchObject({
    platform: 'memory',
    workspace: 'lab',
    channels: ['memory:lab:channel'],
    settings: [{ channel: 'memory:lab:channel', settings: { subscriptions: [{ id: 'own' }] } }],
    posts: [{ channel: 'memory:lab:channel', papers: [{ paper: '2608.10001' }, { paper: '2608.10002' }] }],
    discussions: [{ paper: '2608.10001', openedBy: 'memory:lab:@U1' }],
    verdicts: [{ line: 'said by Grace' }, { line: 'said by Ada' }],
  })
  expect(content).not.toMatch(/secret|:private|alone/)
  // The same for whoever administers, wherever they ask.
  for (const person of [hidden, ada.alone(), grace.with({ administers: true })])
    expect(timeless(await exported(person, 'workspace'))).toBe(timeless(content))
})

test('a channel that people from outside read is in no export of the workspace', async () => {
  const { ada } = await openBusy()
  const mixed = ada.in({ ...ada.place, channel: 'shared' })
  await mixed.run(saving({ topics: 'caches', id: 'mixed' }), 'button')
  await mixed.say('discuss 2608.10002')
  expect(await exported(ada, 'workspace')).not.toMatch(/:shared|"mixed"/)
})

test('what became of a channel decides: what is private now is left out, and so is what was said while it was', async () => {
  const lab = await openBusy()
  lab.platform.private.add('memory:lab:channel')
  expect(JSON.parse(await exported(lab.ada, 'workspace'))).toMatchObject({
    channels: [],
    settings: [],
    posts: [],
    discussions: [],
  })
  lab.platform.private.clear()
  const inspect = lab.platform.inspect.bind(lab.platform)
  lab.platform.inspect = async place => ({ ...(await inspect(place)), private: place.person !== undefined })
  const opened = await exported(lab.ada, 'workspace')
  expect(JSON.parse(opened)).toMatchObject({
    channels: ['memory:lab:channel', 'memory:lab:private'],
    discussions: [{ paper: '2608.10001' }],
  })
  expect(opened).not.toContain('secretly')
  lab.platform.inspect = () => Promise.reject(new Error('no connection'))
  expect(JSON.parse(await exported(lab.ada, 'workspace'))).toMatchObject({ channels: [] })
})

test('a workspace’s is deleted after two questions, with all that is private, and every channel is told', async () => {
  const lab = await openBusy()
  const { ada, hidden } = lab
  await lab.news()
  await lab.news(hidden.place)
  const other = { ...ada.place, workspace: 'other' }
  await ada.in(other).say('settings zone value:Berlin')
  await workWith(ada.in(other), 'elsewhere')
  await lab.settled()
  const elsewhere = await rows(lab, /other/)
  const shown = await ada.press(await ada.ask('settings'), 'Workspace data')
  const question = await ada.press(shown, 'Delete data')
  expect(inWords(question)).toBe(
    'Delete all that Paperboy keeps about this workspace: the settings, subscriptions and posted papers of all channels, ' +
      'discussions, votes, verdicts and reading lists? What is kept about private channels is deleted too. This cannot be taken back. ' +
      'Messages that were posted stay where they are, and their papers may be posted again.\n[Delete] [Export data] [Cancel]',
  )
  expect(inWords(await ada.press(question, 'Delete'))).toBe(
    'Deleted. Messages that were posted stay where they are, and their papers may be posted again.',
  )
  for (const place of [ada.place, hidden.place])
    expect((await lab.news(place)).map(inWords)).toEqual([
      'Ada deleted what Paperboy kept about this workspace; nothing is posted here any more.\n[Settings]',
    ])
  expect(await rows(lab, followed)).toEqual([])
  expect((await rows(lab, /lab/)).map(row => (JSON.parse(row) as { key?: string }).key)).toEqual([
    expect.stringMatching(/^deleted:/),
    expect.stringMatching(/^deleted:/),
  ])
  expect(await rows(lab, /other/)).toEqual(elsewhere)
  await lab.until('2026-08-25T12:00:00Z')
  for (const place of [ada.place, hidden.place, ada.alone().place]) expect(await lab.news(place)).toEqual([])
  expect(await ada.say('reading')).not.toContain('Tiny')
  // A new beginning is possible, and a restart brings nothing back.
  await lab.restart()
  expect(await ada.say('discuss 2608.10001')).toContain('Opened in #channel.')
})

test('a workspace’s is deleted while discussions are being opened in several channels: who waits is told, and none is opened', async () => {
  const lab = await openBusy()
  const second = lab.ada.in({ ...lab.ada.place, channel: 'second' })
  for (const channel of ['channel', 'second']) lab.platform.faults.set(`memory:lab:${channel}`, 'limited')
  const waiting = [lab.ada.say('discuss 2608.10004'), second.say('discuss 2608.10003')]
  await expect.poll(() => rows(lab, /"state":"claimed"/)).toHaveLength(4)
  await Promise.all([
    act(lab.ada, 'workspace', 'deleted'),
    act(lab.ada, 'workspace', 'deleted'),
    act(lab.ada, 'channel', 'deleted'),
    act(lab.ada, 'person', 'deleted'),
  ])
  for (const said of await Promise.all(waiting))
    expect(said).toBe(
      'The discussion could not be opened. What Paperboy kept about this channel was deleted before it was posted.',
    )
  lab.network.advance(60_000)
  await lab.settled()
  expect((await lab.news(second.place)).map(inWords)).toEqual([])
  expect(await rows(lab, /discussion:|2608/)).toEqual([])
})

test('one’s own is for everybody: what they said and saved, everywhere in the workspace, and nobody else’s', async () => {
  const { ada, grace } = await openBusy()
  const shown = await grace.press(await grace.ask('settings'), 'My data')
  expect(inWords(shown)).toMatch(
    /^Paperboy keeps what you voted for, judged, saved and discussed in this workspace/,
  )
  const content = await exported(ada, 'person')
  expect(JSON.parse(content)).toMatchObject({
    person: 'memory:lab:@U1',
    discussions: [{ paper: '2608.10001' }, { paper: '2608.10002', channel: 'memory:lab:private' }],
    verdicts: [
      { line: 'said by Ada' },
      { line: 'secretly' },
      { line: 'secretly, alone', scope: 'memory:lab:@U1' },
    ],
    directMessages: { settings: { subscriptions: [{ topics: ['secret agents'] }] } },
  })
  expect(content).not.toContain('Grace')
  const hers = await exported(grace, 'person')
  expect(hers).not.toMatch(/Ada|secret/)
  expect(JSON.parse(hers)).toMatchObject({ discussions: [], verdicts: [{ line: 'said by Grace' }] })
})

test('one’s own is deleted after a question: others see nothing of it, and threads stay without a name', async () => {
  const lab = await openBusy()
  const { ada, grace, hidden } = lab
  const before = await rows(lab, /@U2/)
  const question = await ada.press(await ada.press(await ada.ask('settings'), 'My data'), 'Delete data')
  expect(inWords(question)).toBe(
    'Delete all that Paperboy keeps about you in this workspace: your votes, verdicts and reading list, and the subscriptions in your direct messages? ' +
      'Discussions that you opened stay, without your name, and so do messages that were posted and what you set up in channels. ' +
      'This cannot be taken back. Others see nothing of it any more.\n[Delete] [Export data] [Cancel]',
  )
  expect(inWords(await ada.press(question, 'Delete'))).toBe('Deleted. Others see nothing of it any more.')
  const card = await grace.say(`paper ${paper}`)
  expect(card).toContain('Verdict (Grace): Skim, said by Grace')
  expect(card).toContain('Team 1')
  expect(await hidden.say(`paper ${paper}`)).not.toContain('secretly')
  expect(await ada.say('reading')).not.toContain('1 paper')
  expect(await grace.say('discuss 2608.10001')).toContain('Already open in #channel')
  expect(await rows(lab, /@U1/)).toEqual([])
  expect(await rows(lab, /@U2/)).toEqual(before)
  expect(await exported(ada, 'channel')).toContain('"openedBy": null')
  await lab.until('2026-08-25T12:00:00Z')
  expect(await lab.news(ada.alone().place)).toEqual([])
})

test('one’s own is deleted while one’s discussion is being opened: it is opened once, and names nobody afterwards', async () => {
  const lab = await openBusy()
  lab.platform.faults.set('memory:lab:channel', 'limited')
  const opening = lab.grace.say('discuss 2608.10004')
  await expect.poll(() => rows(lab, /"state":"claimed"/)).toHaveLength(2)
  await act(lab.grace, 'person', 'deleted')
  lab.network.advance(1000)
  expect(await opening).toContain('Opened in #channel.')
  expect(await rows(lab, /"opener":"Grace"|@U2/)).toEqual([])
  expect(await lab.ada.say('discuss 2608.10004')).toContain('Already open')
})
