/** Many changes, few commits: a commit waits for the disk, so changes that are asked for at the same time share one. */
import { setImmediate } from 'node:timers/promises'
import type { Kysely, Transaction } from 'kysely'
import type { Database } from '../storage/schema.ts'
import { limits } from './limits.ts'

/** Changes nothing but the database: it is made once more when another change of its transaction failed. */
type Change<T> = (transaction: Transaction<Database>) => Promise<T>

/** Makes a change, all of it or nothing, in the order in which changes were asked for. Resolves when it is on disk. */
export type Write = <T>(change: Change<T>) => Promise<T>

/** A change that was asked for. */
interface Asked {
  /** Returns what tells the caller, once that is on disk. */
  readonly make: Change<() => void>
  readonly fail: (error: unknown) => void
}

/** A change that throws is undone alone. */
export function createWriter(db: Kysely<Database>): Write {
  const asked: Asked[] = []
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
      const make = async (transaction: Transaction<Database>): Promise<() => void> => {
        const value = await change(transaction)
        return () => resolve(value)
      }
      asked.push({ make, fail: reject })
      if (!writing) void writeAll()
    })
}

/** Where one fails, each is made by itself. */
async function commit(db: Kysely<Database>, batch: readonly Asked[]): Promise<void> {
  const made: (() => void)[] = []
  try {
    await db.transaction().execute(async transaction => {
      for (const { make } of batch) made.push(await make(transaction))
    })
  } catch (error) {
    if (batch.length === 1) return batch[0]!.fail(error)
    for (const one of batch) await commit(db, [one])
    return
  }
  for (const tell of made) tell()
}
