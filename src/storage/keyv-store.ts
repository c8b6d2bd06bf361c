/** Keyv 6's storage adapter on the database's `keyv` table. */
import { type KeyvStorageCapability, type KeyvStorageEntry, keyvStorageCapability } from 'keyv'
import type { Kysely } from 'kysely'
import type { Database } from './schema.ts'

/** Entries that are read at once when all of them are wanted. */
const entriesPerPage = 200

/**
 * One namespace of the `keyv` table, for a `Keyv` of its own (which sets `namespace`). An entry past its time is never
 * read, and is removed when something is next stored. Time is the machine's, because Keyv's own is.
 */
export class KeyvStore {
  namespace: string | undefined
  readonly #db: Kysely<Database>

  constructor(db: Kysely<Database>) {
    this.#db = db
  }

  /** Tells Keyv that `expires` comes as an instant and is kept here. */
  get capabilities(): KeyvStorageCapability {
    return keyvStorageCapability(this)
  }

  async get(key: string): Promise<string | undefined> {
    const [value] = await this.getMany([key])
    return value
  }

  async getMany(keys: string[]): Promise<(string | undefined)[]> {
    const rows = await this.#db
      .selectFrom('keyv')
      .select(['key', 'value'])
      .where('namespace', '=', this.#own)
      .where('key', 'in', keys)
      .where(row => row.or([row('expires', 'is', null), row('expires', '>', Date.now())]))
      .execute()
    const values = new Map(rows.map(row => [row.key, row.value]))
    return keys.map(key => values.get(key))
  }

  async has(key: string): Promise<boolean> {
    return (await this.get(key)) !== undefined
  }

  async hasMany(keys: string[]): Promise<boolean[]> {
    return (await this.getMany(keys)).map(value => value !== undefined)
  }

  async set(key: string, value: string, expires?: number): Promise<boolean> {
    await this.setMany([{ key, value, ...(expires === undefined ? {} : { expires }) }])
    return true
  }

  async setMany(entries: KeyvStorageEntry<string>[]): Promise<boolean[]> {
    const rows = entries.map(({ key, value, expires }) => ({
      namespace: this.#own,
      key,
      value,
      expires: expires ?? null,
    }))
    await this.#db.transaction().execute(async transaction => {
      await transaction.deleteFrom('keyv').where('expires', '<=', Date.now()).execute()
      await transaction.replaceInto('keyv').values(rows).execute()
    })
    return entries.map(() => true)
  }

  async delete(key: string): Promise<boolean> {
    const [deleted] = await this.deleteMany([key])
    return deleted === true
  }

  async deleteMany(keys: string[]): Promise<boolean[]> {
    const rows = await this.#db
      .deleteFrom('keyv')
      .where('namespace', '=', this.#own)
      .where('key', 'in', keys)
      .returning('key')
      .execute()
    const deleted = new Set(rows.map(row => row.key))
    return keys.map(key => deleted.has(key))
  }

  async clear(): Promise<void> {
    await this.#db.deleteFrom('keyv').where('namespace', '=', this.#own).execute()
  }

  /** Every entry, in the order of the keys; one that is stored meanwhile comes if its key is still ahead. */
  async *iterator(): AsyncGenerator<[string, string]> {
    let last: string | undefined
    do {
      const page = await this.#page(last)
      for (const { key, value } of page) yield [key, value]
      last = page.at(-1)?.key
    } while (last !== undefined)
  }

  #page(after = ''): Promise<{ key: string; value: string }[]> {
    return this.#db
      .selectFrom('keyv')
      .select(['key', 'value'])
      .where('namespace', '=', this.#own)
      .where('key', '>', after)
      .where(row => row.or([row('expires', 'is', null), row('expires', '>', Date.now())]))
      .orderBy('key')
      .limit(entriesPerPage)
      .execute()
  }

  get #own(): string {
    return this.namespace ?? ''
  }
}
