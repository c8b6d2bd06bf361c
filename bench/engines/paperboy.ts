/** Paperboy's engine with its default ranking, every layer of it. */
import { readFileSync } from 'node:fs'
import { createEngine, openEngine, type SearchEngine } from '../../src/search/engine.ts'
import { plainQuery } from '../../src/search/parse-query.ts'
import { learnFrom, readModel } from '../../src/search/semantic/file.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { paperOf } from '../data.ts'
import { type Engine, writeIndex } from './engine.ts'

export const create = (file: string): Engine => on(file, createEngine())
export const open = (file: string): Engine => {
  const { engine } = openEngine(readFileSync(file))
  engine.useModel(readModel(readFileSync(modelOf(file))).model)
  return on(file, engine)
}

const modelOf = (file: string): string => `${file}.model`

/** What the bot does in a thread of its own. */
export function learnModel(engine: SearchEngine): Uint8Array | undefined {
  const pieces = learnFrom(Buffer.concat([...engine.save('bench')]), seededRandom(1))
  const bytes = pieces && Buffer.concat([...pieces])
  if (bytes) engine.useModel(readModel(bytes).model)
  return bytes
}

function on(file: string, engine: SearchEngine): Engine {
  return {
    add: documents => engine.add(documents.map(paperOf)),
    search: (text, limit) => engine.search(plainQuery(text), { limit }).matches.map(({ id }) => id),
    save: () => writeIndex(file, engine.save('bench')) + writeIndex(modelOf(file), [learnModel(engine)!]),
  }
}
