/** What an index is to hold: the state of its database, and the papers that it lacks. */
import { type Kysely, sql } from 'kysely'
import type { Paper } from '../papers/paper.ts'
import type { SearchEngine } from '../search/engine.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import { limits } from './limits.ts'
import type { IndexState } from './snapshot.ts'

interface Stored {
  readonly db: Kysely<Database>
  /** The papers of rows, without those that are damaged. */
  readonly read: (rows: PaperRow[]) => Paper[]
}

export async function currentState(db: Kysely<Database>): Promise<IndexState> {
  const { rows } = await sql<IndexState>`select value as library, max(
      coalesce((select max(revision) from papers), 0), coalesce((select max(revision) from aliases), 0)) as revision
    from meta where key = 'library'`.execute(db)
  return rows[0]!
}

/** Brings an engine from a revision to now; how many papers that took. */
export async function catchUp({ db, read }: Stored, engine: SearchEngine, since: number): Promise<number> {
  const taken = await db.selectFrom('aliases').select('old_id').where('revision', '>', since).execute()
  engine.remove(taken.map(alias => alias.old_id))
  let count = taken.length
  for await (const rows of newerRows(db, since)) {
    engine.add(read(rows))
    count += rows.length
  }
  return count
}

async function* newerRows(db: Kysely<Database>, since: number): AsyncGenerator<PaperRow[]> {
  let last: Pick<PaperRow, 'revision' | 'id'> | undefined = { revision: since + 1, id: '' }
  while (last) {
    const rows: PaperRow[] = await db
      .selectFrom('papers')
      .selectAll()
      .where(sql<boolean>`(revision, id) > (${last.revision}, ${last.id})`)
      .orderBy('revision')
      .orderBy('id')
      .limit(limits.papersPerAddition)
      .execute()
    yield rows
    last = rows.at(-1)
  }
}
