/** `node:sqlite` as Kysely's own SQLite dialect expects a driver: a shim of a few lines. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { onFile } from './faults.ts'

/** How long a statement waits for another process that is writing. */
const busyTimeoutMs = 5_000

/** Statements that are kept prepared: preparing one takes SQLite longer than running most. */
const statementsKept = 200

/** SQLite rolls back DDL; with this, Kysely runs all pending migrations in one transaction. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter()
  }
}

export interface SqliteOptions {
  readonly readOnly: boolean
  /** Nobody changes the file while it is open, so it is read without the files that WAL keeps beside it. */
  readonly immutable?: boolean
}

/**
 * Opens a database file (or `:memory:`) for Kysely, with foreign keys held. Errors of SQLite come as `faultOf` tells
 * them, from here and from every later statement.
 */
export function sqliteDialect(path: string, { readOnly, immutable = false }: SqliteOptions): SqliteDialect {
  // https://www.sqlite.org/uri.html#uriimmutable
  const location = immutable ? new URL('?immutable=1', pathToFileURL(path)) : path
  const database = onFile(path, () => new DatabaseSync(location, { readOnly, timeout: busyTimeoutMs }))
  return new Dialect({ database: new Shim(database, path) })
}

const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [].values(),
}

class Shim implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #path: string
  readonly #prepared = new Map<string, SqliteStatement>()

  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#path = path
  }

  prepare(sql: string): SqliteStatement {
    // A full disk makes SQLite roll back by itself; failing to do so again would hide why.
    if (sql === 'rollback' && !this.#database.isTransaction) return nothing
    const known = this.#prepared.get(sql)
    if (known) return known
    const prepared = new StatementShim(
      () => onFile(this.#path, () => this.#database.prepare(sql)),
      this.#path,
    )
    if (this.#prepared.size === statementsKept) this.#prepared.clear()
    this.#prepared.set(sql, prepared)
    return prepared
  }

  close(): void {
    onFile(this.#path, () => this.#database.close())
  }
}

class StatementShim implements SqliteStatement {
  readonly reader: boolean
  readonly #prepare: () => StatementSync
  readonly #statement: StatementSync
  readonly #path: string

  constructor(prepare: () => StatementSync, path: string) {
    this.#prepare = prepare
    this.#statement = prepare()
    this.reader = this.#statement.columns().length > 0
    this.#path = path
  }

  all(parameters: readonly unknown[]): unknown[] {
    return onFile(this.#path, () => this.#statement.all(...(parameters as SQLInputValue[])))
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return onFile(this.#path, () => this.#statement.run(...(parameters as SQLInputValue[])))
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    // One that is iterated over must not be run again meanwhile.
    return this.#prepare().iterate(...(parameters as SQLInputValue[]))
  }
}
