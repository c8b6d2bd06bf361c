/** Reading lists: a person's own, the team's, and what was finished. */
import type { Kysely } from 'kysely'
import { instantOf } from '../delivery/stored.ts'
import { takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Reader, ReadingEntry, ReadingList } from './discussions.ts'
import { savedAs } from './known.ts'
import { lastOfEach, type Mark, savedBy, savedIn } from './marks.ts'
import { readable } from './scopes.ts'

export async function readingList(
  db: Kysely<Database>,
  which: ReadingList,
  reader: Reader,
): Promise<ReadingEntry[]> {
  const own = which === 'team' ? [] : await savedBy(db, reader)
  const others = which === 'mine' ? [] : await savedIn(db, readable(reader.scope))
  const rows = [...new Map([...own, ...others].map(mark => [mark.id, mark])).values()]
  const current = await takenOver(
    db,
    rows.map(({ paper }) => paper),
  )
  const last = lastOfEach(
    rows.toSorted((one, other) => one.id - other.id),
    current,
  )
  const listed = last.filter(mark => {
    const saved = savedAs(mark)
    return which === 'done' ? saved === 'done' : saved === 'saved' || saved === 'reading'
  })
  return entriesOf(listed, which)
}

function entriesOf(marks: readonly Mark[], which: ReadingList): ReadingEntry[] {
  const byPaper = Map.groupBy(marks, ({ paper }) => paper)
  const entries = [...byPaper].map(([paper, all]) => ({
    paper,
    people: all.map(mark => ({
      ...(which !== 'mine' && mark.name !== null && { name: mark.name }),
      saved: savedAs(mark)!,
    })),
    last: all.at(-1)!,
  }))
  return entries
    .toSorted((one, other) => other.last.id - one.last.id)
    .map(({ paper, people, last }) => ({ paper, people, at: instantOf(last.at) }))
}
