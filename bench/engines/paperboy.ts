/** Paperboy's engine with its default ranking, every layer of it. */
import { existsSync } from 'node:fs'
import { openFile, readFrom } from '../../src/library/open-file.ts'
import { createEngine, openEngine, type SearchEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import { learnFrom, readModel } from '../../src/search/semantic/file.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { bytesOf, fileOf } from '../../test/search/papers.ts'
import { paperOf } from '../data.ts'
import { type Engine, writeIndex } from './engine.ts'

export const create = (file: string): Engine => on(file, createEngine())
export const open = (file: string): Engine => {
  const { engine } = openEngine(openFile(file))
  // There is none of a small collection.
  if (existsSync(modelOf(file))) engine.useModel(readFrom(modelOf(file), readModel).model)
  return on(file, engine)
}

const modelOf = (file: string): string => `${file}.model`

/** What the bot does in a thread of its own. */
export function learnModel(engine: SearchEngine): Uint8Array | undefined {
  const pieces = learnFrom(fileOf(bytesOf(engine.save('bench'))), seededRandom(1))
  const bytes = pieces && bytesOf(pieces)
  if (bytes) engine.useModel(readModel(fileOf(bytes)).model)
  return bytes
}

function on(file: string, engine: SearchEngine): Engine {
  return {
    add: documents => engine.add(documents.map(paperOf)),
    search: (text, limit) => engine.search(plainQuery(text), { limit }).matches.map(({ id }) => id),
    save() {
      const model = learnModel(engine)
      return writeIndex(file, engine.save('bench')) + (model ? writeIndex(modelOf(file), [model]) : 0)
    },
  }
}
