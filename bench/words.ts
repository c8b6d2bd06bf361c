/** How well are words found that are misspelt, or typed as an acronym by people where papers write it out? */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { definitionsIn, termOfShort } from '../src/search/language/acronyms.ts'
import { createEngine, type SearchEngine } from '../src/search/engine.ts'
import { plainQuery } from '../src/search/query/parse-query.ts'
import type { Query } from '../src/search/query/query.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { dataFile, type Document, paperOf } from './data.ts'
import { learnModel } from './engines/paperboy.ts'
import { mean, ndcg, readJudgments, recall } from './judgments.ts'

const letters = 'abcdefghijklmnopqrstuvwxyz'
const depth = 10

function readLines<T>(text: string): T[] {
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as T)
}

function engineOf(name: string): SearchEngine {
  const documents = readLines<Document>(
    gunzipSync(readFileSync(dataFile('relevance', name, 'corpus.jsonl.gz'))).toString(),
  )
  const engine = createEngine()
  engine.add(documents.map(paperOf))
  learnModel(engine)
  return engine
}

/** One letter left out, put in, replaced, or swapped with the next, in one word of four letters or more. */
function misspelt(text: string, random: () => number): string {
  const below = (count: number): number => Math.floor(random() * count)
  const words = [...text.matchAll(/[a-z]{4,}/gi)]
  if (words.length === 0) return text
  const { 0: word, index } = words[below(words.length)]!
  const at = below(word.length)
  const letter = letters[below(letters.length)]!
  const [before, here, after] = [word.slice(0, at), word.slice(at, at + 1), word.slice(at + 1)]
  const swapped =
    after === ''
      ? before.slice(0, -1) + here + before.slice(-1)
      : `${before}${after[0]}${here}${after.slice(1)}`
  const slip = [before + after, `${before}${letter}${here}${after}`, `${before}${letter}${after}`, swapped][
    below(4)
  ]!
  return text.slice(0, index) + slip + text.slice(index + word.length)
}

function slips(times: number): (text: string) => string {
  const random = seededRandom(11)
  return text => Array.from({ length: times }).reduce<string>(typed => misspelt(typed, random), text)
}

function misspellings(name: string): void {
  const engine = engineOf(name)
  const judgments = readJudgments(dataFile('relevance', name, 'qrels.tsv'))
  const queries = readLines<{ id: string; text: string }>(
    readFileSync(dataFile('relevance', name, 'queries.jsonl'), 'utf8'),
  ).filter(({ id }) => judgments.has(id))
  const quality = (change: (text: string) => string, exact = false): number =>
    mean(
      queries.map(({ id, text }) => {
        const { matches } = engine.search(plainQuery(change(text)), { limit: depth, exact })
        return ndcg(
          matches.map(match => match.id),
          judgments.get(id)!,
          depth,
        )
      }),
    )
  const clean = quality(text => text)
  const show = (title: string, value: number): void =>
    console.log(`${name} ${title.padEnd(20)} ${value.toFixed(4)} ${((100 * value) / clean).toFixed(1)} %`)
  show('clean', clean)
  show('one slip, exact', quality(slips(1), true))
  show('one slip', quality(slips(1)))
  show('two slips', quality(slips(2)))
}

/** Acronyms that two papers introduce, the last long form of each; what is looked for are papers that only write it out. */
function acronyms(name: string): void {
  const documents = readLines<Document>(
    gunzipSync(readFileSync(dataFile('relevance', name, 'corpus.jsonl.gz'))).toString(),
  )
  const engine = engineOf(name)
  const texts = new Map<string, Map<string, number>>()
  for (const { title, text } of documents)
    for (const { short: written, long } of definitionsIn(`${title}. ${text}`)) {
      const short = termOfShort(written)
      const counts = texts.get(short) ?? new Map<string, number>()
      texts.set(short, counts.set(long.join(' '), (counts.get(long.join(' ')) ?? 0) + 1))
    }
  const ids = (query: Query, limit: number, exact: boolean): string[] =>
    engine.search(query, { limit, exact }).matches.map(match => match.id)
  const found = [...texts].flatMap(([short, counts]) => {
    const [long, count] = [...counts].toSorted((one, other) => other[1] - one[1])[0]!
    if (count < 2) return []
    const only = ids(
      { ...plainQuery(''), text: long, phrases: [long], excluded: [short] },
      documents.length,
      true,
    )
    if (only.length === 0) return []
    const judged = new Map(only.map(id => [id, 1]))
    return [[false, true].map(exact => recall(ids(plainQuery(short), 100, exact), judged, 100))]
  })
  const means = [0, 1].map(at => mean(found.map(recalls => recalls[at]!)).toFixed(3))
  console.log(
    `${name} ${found.length} bare acronyms, recall@100 of papers that only write them out: ${means[0]}, exact ${means[1]}`,
  )
}

acronyms('hf_keywords')
acronyms('acm_kw')
misspellings('acm_kw')
misspellings('hf_keywords')
