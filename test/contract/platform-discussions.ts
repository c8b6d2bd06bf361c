/** The part of the platform contract that discussions stand on, with the real outbox between: one thread, and what became of it. */
import { describe, expect, onTestFinished } from 'vitest'
import { formatPlace, type Place, scopeOf } from '../../src/chat/place.ts'
import type { Discussion, Reader } from '../../src/discussions/discussions.ts'
import { now, openTeam, type Team } from '../discussions/fixture.ts'
import type { Suite } from './platform-answers.ts'
import { expectRefused, said, sent } from './platform-harness.ts'

const people = 100

const nowMs = now().epochMilliseconds

const readerAt = (place: Place, person: string): Reader => ({
  actor: { id: person, name: person, manages: false },
  place,
  scope: scopeOf(place, 'public'),
})

async function openOn({ on }: Suite): Promise<Team> {
  const team = await openTeam(1, on.harness.platform)
  onTestFinished(() => team.close())
  return team
}

async function discussionOn(team: Team, reader: Reader): Promise<Discussion> {
  const opened = await team.open(team.papers[0]!, reader)
  return 'discussion' in opened ? opened.discussion : expect.unreachable()
}

export function discussionContract(suite: Suite): void {
  const { on, when } = suite

  describe('discussions', () => {
    for (const kind of ['channel', 'forum'] as const) {
      const needed = kind === 'channel' ? (['channel', 'thread'] as const) : (['forum'] as const)
      when(needed, `a hundred who open one in a ${kind} at the same moment get one thread`, async () => {
        const team = await openOn(suite)
        const place = await on.harness.place(kind)
        const [paper] = team.papers
        const opened = await Promise.all(
          Array.from({ length: people }, (_, at) =>
            team.open(paper!, readerAt(place, `P${at}`), kind === 'forum'),
          ),
        )
        const discussions = opened.flatMap(one => ('discussion' in one ? [one.discussion] : []))
        expect(discussions).toHaveLength(people)
        const threads = new Set(discussions.map(({ message }) => formatPlace(message.thread!)))
        expect(threads.size).toBe(1)
        expect(opened.filter(one => one.kind === 'opened')).toHaveLength(1)
        expect(await on.harness.messages(discussions[0]!.message.thread!)).toHaveLength(1)
        if (kind === 'channel') expect(await on.harness.messages(place)).toHaveLength(1)
      })
    }

    when(
      ['channel', 'thread', 'limited'],
      'whoever waits for one is answered when its data is deleted, and the next is opened',
      async () => {
        const team = await openOn(suite)
        const reader = readerAt(await on.harness.place('channel'), 'ada')
        await on.harness.apply('limited', reader.place)
        const waiting = team.open(team.papers[0]!, reader)
        const claimed = () => team.db.selectFrom('outbox').selectAll().where('due', '>', nowMs).execute()
        await expect.poll(claimed).toHaveLength(1)
        await team.data.forgetAllOf(reader.place)
        expect(await waiting).toMatchObject({ kind: 'refused' })
        expect(await on.harness.messages(reader.place)).toEqual([])
        expect(await discussionOn(team, reader)).toMatchObject({ state: 'open' })
        expect(await on.harness.messages(reader.place)).toHaveLength(1)
      },
    )

    when(
      ['channel', 'thread'],
      'whenever data is deleted while many open one, all are answered, and afterwards there is one',
      async () => {
        const team = await openOn(suite)
        const place = await on.harness.place('channel')
        const reader = (at: number) => readerAt(place, `P${at}`)
        const opening = Array.from({ length: 20 }, (_, at) => team.open(team.papers[0]!, reader(at)))
        await Promise.all([team.data.forgetAllOf(place), team.data.forget(place)])
        for (const { kind } of await Promise.all(opening))
          expect(['opened', 'already', 'refused']).toContain(kind)
        const found = await Promise.all([1, 2, 3].map(at => discussionOn(team, reader(at))))
        expect(new Set(found.map(({ message }) => formatPlace(message.thread!))).size).toBe(1)
        expect(await on.harness.messages(found[0]!.message.thread!)).toHaveLength(1)
        // One that was on its way may have arrived before.
        expect((await on.harness.messages(place)).length).toBeLessThanOrEqual(2)
      },
    )

    when(['channel', 'thread'], 'one that is open is found as it is', async () => {
      const team = await openOn(suite)
      const reader = readerAt(await on.harness.place('channel'), 'ada')
      await team.open(team.papers[0]!, reader)
      const found = await team.discussions.find(team.papers[0]!.id, reader)
      expect(found).toMatchObject({ state: 'open', replies: 0 })
    })

    when(['channel', 'thread'], 'a message that shows the paper alone takes the thread', async () => {
      const team = await openOn(suite)
      const place = await on.harness.place('channel')
      const card = await suite.post(place, 'card')
      const opened = await Promise.all(
        ['ada', 'grace', 'emmy'].map(person =>
          team.discussions.open({
            paper: team.papers[0]!,
            reader: readerAt(place, person),
            isForum: false,
            parent: card,
            unlimited: true,
          }),
        ),
      )
      const threads = opened.map(one => ('discussion' in one ? one.discussion.message.thread! : undefined))
      expect(new Set(threads.map(thread => thread && formatPlace(thread))).size).toBe(1)
      expect(await on.harness.messages(threads[0]!)).toHaveLength(1)
      expect((await on.harness.messages(place)).map(({ id }) => id)).toEqual([card.message])
      const again = await on.harness.platform.openThread(
        card,
        { title: 'Again', tags: [], reply: said('again') },
        'again',
      )
      expect(again).toMatchObject({ kind: 'sent', message: { thread: threads[0] } })
    })

    for (const state of ['gone', 'locked'] as const)
      when(['channel', 'thread', state], `one that is ${state} is seen so, and replaced`, async () => {
        const team = await openOn(suite)
        const [first, second] = [await on.harness.place('channel'), await on.harness.place('private')]
        const reader = readerAt(first, 'ada')
        const [paper] = team.papers
        const { message, id } = await discussionOn(team, reader)
        await on.harness.apply(state, message.thread!)
        expect(await team.discussions.find(paper!.id, reader)).toMatchObject({ id, state })
        // What Slack does with an answer to what was deleted is not documented.
        if (state === 'locked')
          expectRefused(await on.harness.platform.post(message.thread!, said('late'), 'late'))
        const again = await team.discussions.open({
          paper: paper!,
          reader: readerAt(second, 'grace'),
          isForum: false,
          replaced: id,
          unlimited: false,
        })
        expect(again).toMatchObject({ kind: 'opened', discussion: { state: 'open' } })
      })

    when(
      ['channel', 'thread', 'idle'],
      'one that was archived is seen so, and opened by writing',
      async () => {
        const team = await openOn(suite)
        const reader = readerAt(await on.harness.place('channel'), 'ada')
        const { message } = await discussionOn(team, reader)
        await on.harness.apply('idle', message.thread!)
        const [paper] = team.papers
        expect(await team.discussions.find(paper!.id, reader)).toMatchObject({ state: 'archived' })
        sent(await on.harness.platform.post(message.thread!, said('late'), 'late'))
        expect(await team.discussions.find(paper!.id, reader)).toMatchObject({ state: 'open' })
      },
    )

    when(['channel', 'thread', 'archived'], 'in a channel that is archived it is archived', async () => {
      const team = await openOn(suite)
      const reader = readerAt(await on.harness.place('channel'), 'ada')
      const { message } = await discussionOn(team, reader)
      await on.harness.apply('archived', reader.place)
      expect(await team.discussions.find(team.papers[0]!.id, reader)).toMatchObject({ state: 'archived' })
      expectRefused(await on.harness.platform.post(message.thread!, said('late'), 'late'))
    })

    when(['channel', 'thread'], 'without its parent it is open still', async () => {
      const team = await openOn(suite)
      const reader = readerAt(await on.harness.place('channel'), 'ada')
      const { message } = await discussionOn(team, reader)
      const [parent] = await on.harness.messages(reader.place)
      await on.harness.remove({ place: reader.place, message: parent!.id })
      const found = await team.discussions.find(team.papers[0]!.id, reader)
      expect(found).toMatchObject({ state: 'open', message })
      sent(await on.harness.platform.post(message.thread!, said('late'), 'late'))
    })
  })
}
