/** The library's tables of papers, and of the ids they once had. */
import type { Kysely, Transaction } from 'kysely'
import { sql } from 'kysely'
import { PaperboyError } from '../errors.ts'
import { isTitleId, titleId } from '../papers/ids.ts'
import { type Paper, paperSchema } from '../papers/paper.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import type { BatchChange, KnownPapers } from './merge-batch.ts'

type Db = Kysely<Database>

/**
 * The paper of a row.
 *
 * @throws PaperboyError `library.damaged-paper`
 */
export function paperOf({ id, record }: Pick<PaperRow, 'id' | 'record'>): Paper {
  try {
    return paperSchema.parse(JSON.parse(record))
  } catch (cause) {
    throw new PaperboyError('library.damaged-paper', `What is stored of the paper "${id}" is damaged.`, {
      cause,
      help: 'Import it again, or run "npm run -s papers -- sync": that replaces it.',
    })
  }
}

/** What is known that this batch may touch: its papers, those with their titles, and what took over its titles. */
export async function loadKnown(
  db: Db,
  batch: readonly Paper[],
  read: (rows: PaperRow[]) => Paper[],
): Promise<KnownPapers> {
  const titleKeys = batch.map(paper => titleId(paper.title))
  const titleIds = batch.map(paper => paper.id).filter(isTitleId)
  const sameTitle = await db
    .selectFrom('papers')
    .select(['title_key as title', 'id'])
    .where('title_key', 'in', titleIds)
    .where('id', 'not like', 'title:%')
    .orderBy('id', 'desc')
    .execute()
  const taken = await db
    .selectFrom('aliases')
    .select(['old_id as title', 'paper_id as id'])
    .where('old_id', 'in', titleIds)
    .execute()
  const idsByTitle = new Map([...sameTitle, ...taken].map(({ title, id }) => [title, id]))
  const ids = [...batch.map(paper => paper.id), ...titleKeys, ...idsByTitle.values()]
  const rows = await db.selectFrom('papers').selectAll().where('id', 'in', ids).execute()
  return { papers: new Map(read(rows).map(paper => [paper.id, paper])), idsByTitle }
}

/** Stores what a batch changed, under one revision. */
export async function storeChange(
  transaction: Transaction<Database>,
  { changed, takenOver }: BatchChange,
  revision: number,
): Promise<void> {
  if (changed.length > 0)
    await transaction
      .insertInto('papers')
      .values(changed.map(paper => rowOf(paper, revision)))
      .onConflict(conflict =>
        conflict.column('id').doUpdateSet(row => ({
          title_key: row.ref('excluded.title_key'),
          record: row.ref('excluded.record'),
          origin: row.ref('excluded.origin'),
          upvotes: row.ref('excluded.upvotes'),
          revision: row.ref('excluded.revision'),
        })),
      )
      .execute()
  for (const [oldId, id] of takenOver) await takeOver(transaction, oldId, id, revision)
}

function rowOf(paper: Paper, revision: number): PaperRow {
  return {
    id: paper.id,
    title_key: titleId(paper.title),
    record: JSON.stringify(paper),
    origin: paper.origin,
    upvotes: paper.upvotes ?? null,
    revision,
  }
}

async function takeOver(
  transaction: Transaction<Database>,
  oldId: string,
  id: string,
  revision: number,
): Promise<void> {
  await sql`update or ignore list_entries set paper_id = ${id} where paper_id = ${oldId}`.execute(transaction)
  await transaction.deleteFrom('list_entries').where('paper_id', '=', oldId).execute()
  await transaction.deleteFrom('papers').where('id', '=', oldId).execute()
  await transaction.replaceInto('aliases').values({ old_id: oldId, paper_id: id, revision }).execute()
}

/** Whether there is no paper but those that come with Paperboy. */
export async function holdsOnlyStarter(db: Db): Promise<boolean> {
  const other = db.selectFrom('papers').select('id').where('origin', '!=', 'starter').limit(1)
  return (await other.executeTakeFirst()) === undefined
}

/** The id under which a paper is known now. */
export async function currentId(db: Db, id: string): Promise<string> {
  if (!isTitleId(id)) return id
  const alias = await db.selectFrom('aliases').select('paper_id').where('old_id', '=', id).executeTakeFirst()
  return alias?.paper_id ?? id
}
