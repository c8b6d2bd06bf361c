/** The table of embeddings: how a pre-trained encoder sees each paper. */
import { setImmediate as pause } from 'node:timers/promises'
import { type Kysely, sql } from 'kysely'
import type { Database, EmbeddingRow, PaperRow } from '../../storage/schema.ts'
import { limits } from '../limits.ts'

type Db = Kysely<Database>

export interface Model {
  readonly name: string
  readonly dimensions: number
}

/** How far the papers were looked at, by revision and id. */
export interface Position {
  readonly revision: number
  readonly id: string
}

export const start: Position = { revision: 0, id: '' }

/** A paper and what is stored of it, if anything. */
export interface PaperState extends Position {
  readonly model: string | null
  readonly seen: number | null
  readonly vector: Uint8Array | null
}

/** Papers that are newer than a position, a few at a time, with a pause between, oldest change first. */
export async function* papersAfter(db: Db, position: Position): AsyncGenerator<PaperState[]> {
  let last: Position | undefined = position
  while (last) {
    const rows: PaperState[] = await db
      .selectFrom('papers')
      .leftJoin('embeddings', 'paper_id', 'id')
      .select(['id', 'papers.revision', 'model', 'embeddings.revision as seen', 'vector'])
      .where(sql<boolean>`(papers.revision, id) > (${last.revision}, ${last.id})`)
      .orderBy('papers.revision')
      .orderBy('id')
      .limit(limits.embeddingsPerRead)
      .execute()
    yield rows
    last = rows.at(-1)
    await pause()
  }
}

export type StoredPaper = PaperRow & Pick<EmbeddingRow, 'model' | 'text_hash' | 'vector'>

/** Papers by their ids, with what is stored of them. */
export async function papersOf(
  db: Db,
  ids: readonly string[],
): Promise<(PaperRow & { [Field in 'model' | 'text_hash']: string | null })[]> {
  return db
    .selectFrom('papers')
    .leftJoin('embeddings', 'paper_id', 'id')
    .selectAll('papers')
    .select(['model', 'text_hash'])
    .where('id', 'in', ids)
    .execute()
}

/** Any paper that was encoded since its last change. */
export function anyEncoded(db: Db): Promise<StoredPaper | undefined> {
  return db
    .selectFrom('embeddings')
    .innerJoin('papers', join =>
      join.onRef('id', '=', 'paper_id').onRef('papers.revision', '=', 'embeddings.revision'),
    )
    .selectAll('papers')
    .select(['model', 'text_hash', 'vector'])
    .limit(1)
    .executeTakeFirst()
}

/** The model of stored vectors that came where `asked` was asked for. */
export function storedModel(db: Db, asked: string): Promise<Model | undefined> {
  return db
    .selectFrom('embeddings')
    .select(['model as name', 'dimensions'])
    .where(sql<boolean>`model = ${asked} or substr(model, 1, length(${asked}) + 2) = ${asked} || ' ('`)
    .limit(1)
    .executeTakeFirst()
}

/** Stores vectors of papers that are still there. */
export function saveEmbeddings(db: Db, rows: readonly EmbeddingRow[]): Promise<void> {
  return db.transaction().execute(async transaction => {
    const ids = rows.map(row => row.paper_id)
    const known = await transaction.selectFrom('papers').select('id').where('id', 'in', ids).execute()
    const there = new Set(known.map(({ id }) => id))
    const values = rows.filter(row => there.has(row.paper_id))
    if (values.length > 0) await transaction.replaceInto('embeddings').values(values).execute()
  })
}

/** Notes that the text of papers is what it was at these revisions. */
export function noteUnchanged(db: Db, papers: readonly Position[]): Promise<void> {
  return db.transaction().execute(async transaction => {
    for (const { id, revision } of papers)
      await transaction.updateTable('embeddings').set({ revision }).where('paper_id', '=', id).execute()
  })
}

export async function forgetModel(db: Db, name: string): Promise<void> {
  await db.deleteFrom('embeddings').where('model', '=', name).execute()
}
