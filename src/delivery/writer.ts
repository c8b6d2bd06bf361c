/** Many changes, few commits: a commit waits for the disk, so changes that are asked for at the same time share one. */
import { setImmediate } from 'node:timers/promises'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { Database } from '../storage/schema.ts'
import { limits } from './limits.ts'

type Change<T> = (transaction: Transaction<Database>) => Promise<T>

/** Makes a change, all of it or nothing, in the order in which changes were asked for. Resolves when it is on disk. */
export type Write = <T>(change: Change<T>) => Promise<T>

/** Runs one change of a transaction; the function that it returns tells the caller once the transaction is over. */
type Attempt = (transaction: Transaction<Database>) => Promise<() => void>

interface Asked {
  readonly attempt: Attempt
  readonly fail: (error: unknown) => void
}

/** A change that throws is undone alone; when the disk fails, all changes of that transaction fail. */
export function createWriter(db: Kysely<Database>): Write {
  let asked: Asked[] = []
  let writing = false

  async function writeAll(): Promise<void> {
    writing = true
    for (;;) {
      await setImmediate()
      const batch = asked.splice(0, limits.changesPerTransaction)
      if (batch.length === 0) break
      await commit(db, batch)
    }
    writing = false
  }

  return change =>
    new Promise((resolve, reject) => {
      asked.push({ attempt: attemptOf(change, resolve, reject), fail: reject })
      if (!writing) void writeAll()
    })
}

async function commit(db: Kysely<Database>, batch: readonly Asked[]): Promise<void> {
  try {
    const tell = await db.transaction().execute(async transaction => {
      const told: (() => void)[] = []
      for (const { attempt } of batch) told.push(await attempt(transaction))
      return told
    })
    for (const one of tell) one()
  } catch (error) {
    for (const { fail } of batch) fail(error)
  }
}

function attemptOf<T>(
  change: Change<T>,
  resolve: (value: T) => void,
  reject: (error: unknown) => void,
): Attempt {
  return async transaction => {
    await sql`savepoint change`.execute(transaction)
    try {
      const value = await change(transaction)
      await sql`release change`.execute(transaction)
      return () => resolve(value)
    } catch (error) {
      await undo(transaction).catch(() => {
        throw error
      })
      return () => reject(error)
    }
  }
}

/** Fails when SQLite has already undone the whole transaction, as it does on a full disk. */
async function undo(transaction: Transaction<Database>): Promise<void> {
  await sql`rollback to change`.execute(transaction)
  await sql`release change`.execute(transaction)
}
