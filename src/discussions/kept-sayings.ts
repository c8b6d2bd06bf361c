/** What one person said of papers in a workspace, wherever in it, to be given to them and to be forgotten. */
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../storage/schema.ts'
import { givenSayings, givenThreads } from './given.ts'

/** A person is named as `personOf` writes them. */
export const keptSayings = {
  async exported(db: Kysely<Database>, person: string) {
    const threads = await db
      .selectFrom('discussions')
      .selectAll()
      .where('opened_by', '=', person)
      .orderBy('id')
      .execute()
    return { discussions: await givenThreads(db, threads), ...(await givenSayings(db, 'person', person)) }
  },

  /** A thread is where others wrote too: it stays, and nobody is named for it. */
  async forget(transaction: Transaction<Database>, person: string): Promise<void> {
    await transaction.deleteFrom('marks').where('person', '=', person).execute()
    await transaction.deleteFrom('verdicts').where('person', '=', person).execute()
    await transaction
      .updateTable('discussions')
      .set({ opened_by: '', opener: null })
      .where('opened_by', '=', person)
      .execute()
  },
}
