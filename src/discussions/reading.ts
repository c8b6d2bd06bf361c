/** Reading lists: a person's own, the team's, and what was finished. */
import type { Kysely } from 'kysely'
import { instantOf } from '../delivery/stored.ts'
import { namesOf, takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Reader, ReadingEntry, ReadingList, Saved } from './discussions.ts'
import { savedAs } from './known.ts'
import { lastOfEach, type Mark, savedBy, savedIn } from './marks.ts'
import { personOf, readable } from './scopes.ts'

/** Papers on a list, those that were changed last first. */
export async function readingList(
  db: Kysely<Database>,
  which: ReadingList,
  reader: Reader,
): Promise<ReadingEntry[]> {
  const own = which === 'team' ? [] : await savedBy(db, reader)
  const others = which === 'mine' ? [] : await savedIn(db, readable(reader.scope))
  const rows = [...new Map([...own, ...others].map(mark => [mark.id, mark])).values()]
  const last = await lastMarks(db, rows)
  return entriesOf(
    last.filter(mark => (which === 'done' ? savedAs(mark) === 'done' : isToRead(savedAs(mark)))),
    which,
  )
}

/** What is still to be read of what these marks put on lists, the latest first. */
export async function unread(db: Kysely<Database>, marks: readonly Mark[]): Promise<ReadingEntry[]> {
  return entriesOf(
    (await lastMarks(db, marks)).filter(mark => isToRead(savedAs(mark))),
    'team',
  )
}

async function lastMarks(db: Kysely<Database>, marks: readonly Mark[]): Promise<Mark[]> {
  const current = await takenOver(
    db,
    marks.map(({ paper }) => paper),
  )
  return lastOfEach(
    marks.toSorted((one, other) => one.id - other.id),
    current,
  )
}

/** Who else has each of these papers on their list, the latest last. */
export async function onListsOfOthers(
  db: Kysely<Database>,
  papers: readonly string[],
  reader: Reader,
): Promise<ReadonlyMap<string, ReadingEntry['people']>> {
  const names = await namesOf(db, papers)
  const last = lastOfEach(await savedIn(db, readable(reader.scope), names), names)
  const person = personOf(reader)
  const listed = last.filter(mark => mark.person !== person && isToRead(savedAs(mark)))
  return new Map(entriesOf(listed, 'team').map(({ paper, people }) => [paper, people]))
}

const isToRead = (saved: Saved | undefined): boolean => saved === 'saved' || saved === 'reading'

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
