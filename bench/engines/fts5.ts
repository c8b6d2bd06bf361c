/** SQLite FTS5 with Porter stems and BM25, the title twice (https://sqlite.org/fts5.html). */
import { DatabaseSync } from 'node:sqlite'
import type { Engine } from './engine.ts'

export function create(file: string): Engine {
  const database = new DatabaseSync(file)
  database.exec(
    `create virtual table papers using fts5 (id unindexed, title, text, tokenize = 'porter unicode61')`,
  )
  return on(database)
}

export const open = (file: string): Engine => on(new DatabaseSync(file, { readOnly: true }))

function on(database: DatabaseSync): Engine {
  const find = database.prepare(
    'select id from papers where papers match ? order by bm25(papers, 0, 2, 1) limit ?',
  )
  return {
    add(documents) {
      const insert = database.prepare('insert into papers values (?, ?, ?)')
      database.exec('begin')
      for (const { id, title, text } of documents) insert.run(id, title, text)
      database.exec('commit')
    },
    search(text, limit) {
      const words = text.match(/[\p{L}\p{N}]+/gu) ?? []
      return find.all(words.map(word => `"${word}"`).join(' OR '), limit).map(({ id }) => String(id))
    },
    save: () =>
      Number(database.prepare('select sum(length(block)) as bytes from papers_data').get()!['bytes']),
  }
}
