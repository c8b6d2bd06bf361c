/**
 * Votes and reading lists. A scope keeps the last mark that each person made in it, and whoever reads several scopes
 * sees the last of all: so nothing that is pressed in a private scope changes what others read. SQL only.
 */
import type { Kysely, Selectable, Transaction } from 'kysely'
import { formatScope } from '../chat/place.ts'
import { namesOf } from '../storage/names.ts'
import type { Database, MarkRow } from '../storage/schema.ts'
import type { Reader } from './discussions.ts'
import { personOf, saidBy } from './scopes.ts'

type Db = Kysely<Database>

export type Mark = Pick<Selectable<MarkRow>, 'id' | 'paper' | 'person' | 'name' | 'kind' | 'value' | 'at'>

export async function putMark(
  transaction: Transaction<Database>,
  mark: Pick<MarkRow, 'paper' | 'kind' | 'value' | 'at'>,
  reader: Reader,
): Promise<void> {
  await transaction
    .replaceInto('marks')
    .values({ ...mark, ...saidBy(reader) })
    .execute()
}

const marks = (db: Db) =>
  db.selectFrom('marks').select(['id', 'paper', 'person', 'name', 'kind', 'value', 'at']).orderBy('id')

/** The votes on papers, each person's last one. */
export async function votesOn(
  db: Db,
  names: ReadonlyMap<string, string>,
  scopes: readonly string[],
): Promise<Mark[]> {
  const rows = await marks(db)
    .where('scope', 'in', scopes)
    .where('paper', 'in', [...names.keys()])
    .where('kind', '=', 'vote')
    .execute()
  return lastOfEach(rows, names).filter(({ value }) => value === 'yes')
}

/** What a person did to their own list, of these papers or of all. */
export const savedBy = (db: Db, reader: Reader, names?: ReadonlyMap<string, string>): Promise<Mark[]> =>
  marks(db)
    .where('person', '=', personOf(reader))
    .where('kind', '=', 'save')
    .$if(names !== undefined, query => query.where('paper', 'in', [...names!.keys()]))
    .execute()

/** What pressing Save comes to: what the person put on their list in this very scope is taken off. */
export async function toggled(db: Db, paper: string, reader: Reader): Promise<'saved' | 'removed'> {
  const last = await marks(db)
    .where('person', '=', personOf(reader))
    .where('kind', '=', 'save')
    .where('scope', '=', formatScope(reader.scope))
    .where('paper', 'in', [...(await namesOf(db, [paper])).keys()])
    .clearOrderBy()
    .orderBy('id', 'desc')
    .executeTakeFirst()
  return last?.value === 'saved' || last?.value === 'reading' ? 'removed' : 'saved'
}

/** What people did to their lists, as far as these scopes know, of these papers or of all. */
export const savedIn = (
  db: Db,
  scopes: readonly string[],
  names?: ReadonlyMap<string, string>,
): Promise<Mark[]> =>
  marks(db)
    .where('scope', 'in', scopes)
    .where('kind', '=', 'save')
    .$if(names !== undefined, query => query.where('paper', 'in', [...names!.keys()]))
    .execute()

/** Each person's last mark on each paper, under the ids asked for; rows are in the order in which they were made. */
export function lastOfEach(rows: readonly Mark[], names: ReadonlyMap<string, string>): Mark[] {
  const last = new Map<string, Mark>()
  for (const row of rows) {
    const paper = names.get(row.paper) ?? row.paper
    const key = `${paper} ${row.person}`
    last.delete(key)
    last.set(key, { ...row, paper })
  }
  return [...last.values()]
}
