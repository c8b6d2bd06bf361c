/** What people say of papers by pressing: votes, verdicts, and what stands on reading lists. Written down at once. */
import type { Kysely } from 'kysely'
import { namesOf } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussions } from './discussions.ts'
import { knownToOne } from './known.ts'
import { putMark, toggled } from './marks.ts'
import { readingList } from './reading.ts'
import { readable } from './scopes.ts'
import { putVerdict, verdictOf, verdictsOn } from './verdicts.ts'

interface SayingsContext extends Pick<Discussions, 'knownTo'> {
  readonly db: Kysely<Database>
  readonly nowMs: () => number
}

type Sayings = Pick<Discussions, 'vote' | 'save' | 'judge' | 'verdicts' | 'reading'>

export function createSayings({ db, nowMs, knownTo }: SayingsContext): Sayings {
  return {
    async vote(paper, reader) {
      const voted = await db.transaction().execute(async transaction => {
        const { known } = await knownToOne(transaction, [paper], reader)
        const votes = !known.get(paper)?.voted
        await putMark(transaction, { kind: 'vote', paper, value: votes ? 'yes' : 'no', at: nowMs() }, reader)
        return votes
      })
      const votes = (await knownTo([paper], reader)).get(paper)?.votes ?? 0
      return { voted, votes }
    },

    save: (paper, asked, reader) =>
      db.transaction().execute(async transaction => {
        const to = asked === 'toggled' ? await toggled(transaction, paper, reader) : asked
        const { known } = await knownToOne(transaction, [paper], reader)
        const before = known.get(paper)?.saved ?? 'removed'
        // Written in any case: what a private scope has already must not keep the public one from having it.
        await putMark(transaction, { kind: 'save', paper, value: to, at: nowMs() }, reader)
        return { to, changed: before !== to }
      }),

    async judge(paper, verdict, reader) {
      const at = nowMs()
      await db.transaction().execute(async transaction => {
        await putVerdict(transaction, paper, { ...verdict, at }, reader)
        await putMark(transaction, { kind: 'save', paper, value: 'done', at }, reader)
      })
    },

    async verdicts(paper, { scope }) {
      const all = await verdictsOn(db, await namesOf(db, [paper]), readable(scope))
      return all.map(verdictOf)
    },

    reading: (which, reader) => readingList(db, which, reader),
  }
}
