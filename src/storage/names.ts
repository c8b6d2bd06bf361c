/** The ids by which rows know a paper: its own, and the `title:` ids that it took over. */
import type { Kysely } from 'kysely'
import { isTitleId } from '../papers/ids.ts'
import type { Database } from './schema.ts'

/** Every id that one of these papers has or had, with the id under which it was asked for. */
export async function namesOf(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map(ids.map(id => [id, id]))
  for (const [old, now] of await takenOver(db, ids)) names.set(now, old)
  const before = await db
    .selectFrom('aliases')
    .select(['old_id', 'paper_id'])
    .where('paper_id', 'in', [...names.keys()])
    .execute()
  for (const { old_id, paper_id } of before) names.set(old_id, names.get(paper_id)!)
  return names
}

/** The ids under which papers are known now, by those of these ids that were taken over. */
export async function takenOver(db: Kysely<Database>, ids: readonly string[]): Promise<Map<string, string>> {
  const titles = ids.filter(isTitleId)
  if (titles.length === 0) return new Map()
  const rows = await db
    .selectFrom('aliases')
    .select(['old_id', 'paper_id'])
    .where('old_id', 'in', titles)
    .execute()
  return new Map(rows.map(({ old_id, paper_id }) => [old_id, paper_id]))
}
