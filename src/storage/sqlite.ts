/** `node:sqlite` as Kysely's own SQLite dialect expects a driver: a shim of a few lines. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { SqliteAdapter, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely'
import { onFile } from './faults.ts'

/** How long a statement waits for another process that is writing. */
const busyTimeoutMs = 5_000

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

/**
 * Opens a database file (or `:memory:`) for Kysely: WAL, `synchronous=FULL`, foreign keys held. Errors of SQLite come
 * as `faultOf` tells them, from here and from every later statement.
 */
export function sqliteDialect(path: string, readOnly: boolean): SqliteDialect {
  const database = onFile(path, () => {
    const opened = new DatabaseSync(path, { readOnly, timeout: busyTimeoutMs })
    if (!readOnly) opened.exec('pragma journal_mode = wal; pragma synchronous = full')
    return opened
  })
  return new Dialect({ database: new Shim(database, path) })
}

class Shim implements SqliteDatabase {
  readonly #database: DatabaseSync
  readonly #path: string

  constructor(database: DatabaseSync, path: string) {
    this.#database = database
    this.#path = path
  }

  prepare(sql: string): SqliteStatement {
    return new StatementShim(
      onFile(this.#path, () => this.#database.prepare(sql)),
      this.#path,
    )
  }

  close(): void {
    onFile(this.#path, () => this.#database.close())
  }
}

class StatementShim implements SqliteStatement {
  readonly reader: boolean
  readonly #statement: StatementSync
  readonly #path: string

  constructor(statement: StatementSync, path: string) {
    this.reader = statement.columns().length > 0
    this.#statement = statement
    this.#path = path
  }

  all(parameters: readonly unknown[]): unknown[] {
    return onFile(this.#path, () => this.#statement.all(...(parameters as SQLInputValue[])))
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return onFile(this.#path, () => this.#statement.run(...(parameters as SQLInputValue[])))
  }

  iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    return this.#statement.iterate(...(parameters as SQLInputValue[]))
  }
}
