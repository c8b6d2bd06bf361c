/** The part of the platform contract that discussions stand on, with the real outbox between: one thread, and what became of it. */
import { describe, expect, onTestFinished } from 'vitest'
import { formatPlace, type Place, scopeOf } from '../../src/chat/place.ts'
import type { Reader } from '../../src/discussions/discussions.ts'
import { openTeam, type Team } from '../discussions/fixture.ts'
import type { Suite } from './platform-answers.ts'

const people = 100

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

    when(['channel', 'thread'], 'one that is open is found as it is', async () => {
      const team = await openOn(suite)
      const reader = readerAt(await on.harness.place('channel'), 'ada')
      await team.open(team.papers[0]!, reader)
      const found = await team.discussions.find(team.papers[0]!.id, reader)
      expect(found).toMatchObject({ state: 'open', replies: 0 })
    })

    when(['channel', 'thread', 'gone'], 'one that is gone is seen as gone, and replaced', async () => {
      const team = await openOn(suite)
      const [first, second] = [await on.harness.place('channel'), await on.harness.place('private')]
      const reader = readerAt(first, 'ada')
      const [paper] = team.papers
      const opened = await team.open(paper!, reader)
      const { message, id } = 'discussion' in opened ? opened.discussion : expect.unreachable()
      await on.harness.apply('gone', message.thread!)
      expect(await team.discussions.find(paper!.id, reader)).toMatchObject({ id, state: 'gone' })
      const again = await team.discussions.open({
        paper: paper!,
        reader: readerAt(second, 'grace'),
        isForum: false,
        replaced: id,
        unlimited: false,
      })
      expect(again).toMatchObject({ kind: 'opened', discussion: { state: 'open' } })
    })
  })
}
