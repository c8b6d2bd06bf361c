/** MiniSearch with its defaults (BM25+, no stems), the title twice (https://lucaong.github.io/minisearch/). */
import { readFileSync } from 'node:fs'
import type { Document } from '../data.ts'
import { type Engine, writeIndex } from './engine.ts'

/** What is used of it. The package is there only where benchmarks run, so its own types can't be counted on. */
interface MiniSearch {
  addAll(documents: readonly Document[]): void
  search(text: string, options: { boost: Record<string, number> }): { id: string }[]
}

interface MiniSearchClass {
  new (options: object): MiniSearch
  loadJSON(json: string, options: object): MiniSearch
}

const packageName: string = 'minisearch'
const { default: MiniSearch } = (await import(packageName)) as { default: MiniSearchClass }
const options = { fields: ['title', 'text'] }

export const create = (file: string): Engine => on(file, new MiniSearch(options))
export const open = (file: string): Engine =>
  on(file, MiniSearch.loadJSON(readFileSync(file, 'utf8'), options))

function on(file: string, index: MiniSearch): Engine {
  return {
    add: documents => index.addAll(documents),
    search(text, limit) {
      const found = index.search(text, { boost: { title: 2 } })
      return found.slice(0, limit).map(({ id }) => id)
    },
    save: () => writeIndex(file, JSON.stringify(index)),
  }
}
