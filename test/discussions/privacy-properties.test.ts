/** Whatever is said in private scopes, by whomever, in whatever order: nobody outside sees any of it, or anything else because of it. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPlace, formatScope } from '../../src/chat/place.ts'
import type { Reader } from '../../src/discussions/discussions.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { MemoryPlatform } from '../fakes/memory-platform.ts'
import { now, openTeam, readerIn, type Team } from './fixture.ts'

const people = ['ada', 'grace', 'emmy']
const papersInPlay = 3

/** Two public channels, two private ones, one of which nothing is known, and everybody's direct messages. */
const placesOf = (person: string): Reader[] => [
  readerIn(person, { channel: 'lab' }, 'public'),
  readerIn(person, { channel: 'club' }, 'public'),
  readerIn(person, { channel: 'private-1' }, 'private'),
  readerIn(person, { channel: 'private-2' }, 'private'),
  readerIn(person, { channel: 'private-3' }, 'unknown'),
  readerIn(person, { person }, 'private'),
]

interface Act {
  readonly kind: 'open' | 'vote' | 'save' | 'remove' | 'judge' | 'reply' | 'forget'
  readonly paper: number
  readonly person: string
  readonly where: number
}

const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom('open', 'vote', 'save', 'remove', 'judge', 'reply', 'forget'),
  paper: fc.nat(papersInPlay - 1),
  person: fc.constantFrom(...people),
  where: fc.nat(5),
})

const readerOf = ({ person, where }: Act): Reader => placesOf(person)[where]!

/** Everything that a person said, wherever they say that it is to be deleted. */
const ownerOf = ({ person }: Act): Parameters<Team['data']['forgetPerson']>[0] => {
  const { place } = readerIn(person, { person }, 'private')
  return { person: formatPlace(place), direct: place }
}

/** What can change what others see, as far as these scopes know. */
const isKnownTo =
  (...scopes: readonly string[]) =>
  (one: Act): boolean =>
    one.kind === 'forget' || scopes.includes(formatScope(readerOf(one).scope))

async function perform(
  one: Act,
  { discussions, papers, platform, open, data }: Team<MemoryPlatform>,
): Promise<void> {
  const reader = readerOf(one)
  const paper = papers[one.paper]!
  // Nothing is opened in direct messages.
  if (one.kind === 'open' && reader.place.channel) await open(paper, reader)
  if (one.kind === 'vote') await discussions.vote(paper.id, reader)
  if (one.kind === 'save') await discussions.save(paper.id, 'saved', reader)
  if (one.kind === 'remove') await discussions.save(paper.id, 'removed', reader)
  if (one.kind === 'judge')
    await discussions.judge(paper.id, { verdict: 'Skim', line: formatScope(reader.scope) }, reader)
  if (one.kind === 'forget') await data.forgetPerson(ownerOf(one))
  if (one.kind === 'reply') {
    const thread = (await discussions.known([paper.id], reader)).get(paper.id)?.discussion?.message.thread
    // A reply can be written to a public thread only by who is in its channel.
    if (thread && reader.scope.kind === 'public') await writeIn(thread, platform)
  }
}

async function writeIn(thread: Reader['place'], platform: MemoryPlatform): Promise<void> {
  const key = `${thread.platform}:${thread.workspace}:${thread.channel}:${thread.thread}`
  platform.replies.set(key, (platform.replies.get(key) ?? 0) + 1)
}

/** All that a reader is shown, without the ids of rows and messages, which count everything. */
async function seenBy(reader: Reader, { discussions, papers, data }: Team): Promise<unknown> {
  const ids = papers.map(({ id }) => id)
  const shown = []
  for (const id of ids) {
    const found = await discussions.find(id, reader)
    shown.push(found && { channel: found.message.place.channel, state: found.state, replies: found.replies })
    shown.push(await discussions.verdicts(id, reader))
  }
  const known = [...(await discussions.known(ids, reader))].map(([id, { discussion, ...rest }]) => ({
    id,
    rest,
    discussed: discussion && { channel: discussion.channelName, replies: discussion.replies },
  }))
  const lists = [await discussions.reading('team', reader)]
  // What a person saved in private is their own everywhere, so that others are asked.
  const others = { ...reader, actor: { ...reader.actor, id: 'zoe' } }
  const found = []
  // A word of every paper's title; words of the lines beside verdicts.
  for (const text of ['gradient study', 'lab private 1']) {
    const { query } = parseQuery(text, '2026-08-21')
    found.push((await discussions.history(query, others)).map(({ paper }) => paper))
  }
  const week = await weekFor(reader, { discussions, papers })
  const exported = JSON.parse(await data.exportedOf(reader.place), withoutMessages) as unknown
  return { shown, known, lists, found, week, exported }
}

const withoutMessages = (key: string, value: unknown): unknown => (key === 'message' ? undefined : value)

/** The same of what the team's week tells in a channel. */
async function weekFor({ place }: Reader, { discussions, papers }: Pick<Team, 'discussions' | 'papers'>) {
  const ids = papers.map(({ id }) => id)
  const week = await discussions.week(place, { from: now().subtract({ hours: 168 }), to: now() }, ids)
  return {
    papers: week!.papers.map(({ paper, discussion, link: _link, ...rest }) => ({
      ...rest,
      id: paper.id,
      discussed: discussion && { channel: discussion.channelName, replies: discussion.replies },
    })),
    unread: week!.unread.map(({ paper, ...rest }) => ({ ...rest, id: paper.id })),
    known: [...week!.known].sort(),
  }
}

/** Acts are begun together where `together`, so that they interleave. */
async function outcome(
  acts: readonly Act[],
  readers: readonly Reader[],
  together: boolean,
): Promise<unknown> {
  const platform = new MemoryPlatform()
  for (const { place } of placesOf('ada'))
    if (place.channel?.startsWith('private')) platform.private.add(formatPlace(place))
  const team = await openTeam(papersInPlay, platform)
  try {
    if (together) await Promise.all(acts.map(one => perform(one, team)))
    else for (const one of acts) await perform(one, team)
    const seen = []
    for (const reader of readers) seen.push(await seenBy(reader, team))
    return seen
  } finally {
    await team.close()
  }
}

const outsiders = ['ada', 'zoe'].map(person => readerIn(person, { channel: 'lab' }, 'public'))

test('no reply, count, verdict, list or link differs for an outsider because of a private scope', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
      const inPublic = acts.filter(isKnownTo('memory:lab'))
      expect(await outcome(acts, outsiders, false)).toEqual(await outcome(inPublic, outsiders, false))
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('what a person deleted is seen by nobody, and nothing else changes', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
      const said = acts.filter(({ kind }) => !['forget', 'open'].includes(kind))
      const forget = { kind: 'forget', paper: 0, person: 'ada', where: 0 } as const
      const readers = [...outsiders, ...placesOf('zoe').slice(2, 5)]
      const without = said.filter(({ person, kind }) => person !== 'ada' || kind === 'reply')
      expect(await outcome([...said, forget], readers, false)).toEqual(await outcome(without, readers, false))
    }),
    { numRuns: 20 },
  )
}, 120_000)

test('nor for the readers of one private scope because of another', async () => {
  const inside = readerIn('zoe', { channel: 'private-1' }, 'private')
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 12 }), async acts => {
      const readable = acts.filter(isKnownTo('memory:lab', formatScope(inside.scope)))
      expect(await outcome(acts, [inside], false)).toEqual(await outcome(readable, [inside], false))
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('whatever is said at the same moment, an outsider is told of no private place', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { maxLength: 20 }), async acts => {
      const seen = JSON.stringify(await outcome(acts, outsiders, true))
      // Who said something in public is written as a place.
      expect(seen.replaceAll(/"(?:person|openedBy)":"[^"]*"/g, '')).not.toMatch(/private-|@/)
    }),
    { numRuns: 40 },
  )
}, 120_000)

test('what was said in a channel while it was private is in no export once it is public', async () => {
  const team = await openTeam(papersInPlay, new MemoryPlatform())
  const inside = readerIn('ada', { channel: 'private-1' }, 'private')
  const said = { person: 'ada', where: 2, paper: 0 } as const
  for (const kind of ['open', 'vote', 'judge'] as const) await perform({ ...said, kind }, team)
  expect(await team.data.exported(inside.place, false)).toMatch(/Skim[^]*2608|2608[^]*Skim/)
  expect(await team.data.exported(inside.place, true)).not.toMatch(/2608|Skim|ada/)
  await team.close()
})
