/** How well are words found that are misspelt, or typed as an acronym by people where papers write it out? */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { createEngine, type SearchEngine } from '../src/search/engine.ts'
import { plainQuery } from '../src/search/parse-query.ts'
import { seededRandom } from '../src/search/semantic/random.ts'
import { dataFile, type Document, paperOf } from './data.ts'
import { learnModel } from './engines/paperboy.ts'
import { mean, ndcg, readJudgments } from './judgments.ts'

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

misspellings('acm_kw')
misspellings('hf_keywords')
