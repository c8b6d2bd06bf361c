/** Phrases, wanted and excluded, against texts read word by word: frequent words stand in pairs that are found without texts. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { analyze, stemsOf } from '../../src/search/analysis.ts'
import { createEngine, openEngine } from '../../src/search/engine.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { bytesOf, fileOf, find, paper } from './papers.ts'

/** The first ones are in most papers. */
const vocabulary =
  'of the model models state-of-the-art in modelling we the-state propose rates rating multi-model Müller being'.split(
    ' ',
  )

function papersOf(seed: number): Paper[] {
  const random = seededRandom(seed)
  const words = (length: number): string =>
    Array.from({ length }, () => vocabulary[Math.floor(vocabulary.length * random() ** 2)]!).join(' ')
  return Array.from({ length: 200 }, (_, at) => paper(`p${at}`, words(3), words(6)))
}

/** The terms of a text with spaces around each, and those of its compounds written in one. */
interface Read {
  readonly terms: string
  readonly closed: ReadonlySet<string>
}

function read(text: string): Read {
  const closed = analyze(text).flatMap(({ joined }) => stemsOf(joined ?? ''))
  return { terms: ` ${stemsOf(text).join(' ')} `, closed: new Set(closed) }
}

/** A phrase that is one compound is also found where a paper writes it in one. */
function holds(texts: readonly Read[], phrase: string): boolean {
  const { terms, closed } = read(phrase)
  const isOne = analyze(phrase).length === 1
  return texts.some(text => text.terms.includes(terms) || (isOne && !closed.isDisjointFrom(text.closed)))
}

/** Papers of which some were removed again, and their engine as it is and opened again. */
const collections = [1, 2, 3].map(seed => {
  const papers = papersOf(seed)
  const engine = createEngine()
  engine.add(papers)
  engine.remove(['p0', 'p1'])
  return {
    texts: papers.slice(2).map(({ id, title, abstract }) => ({ id, texts: [read(title), read(abstract)] })),
    engines: [engine, openEngine(fileOf(bytesOf(engine.save('')))).engine],
  }
})

const phrase = fc
  .array(fc.constantFrom(...vocabulary.slice(0, 8)), { minLength: 1, maxLength: 4 })
  .map(words => words.join(' '))

test('a phrase is found in the papers that hold it, and no others', () => {
  fc.assert(
    fc.property(
      fc.nat(collections.length - 1),
      fc.array(phrase, { maxLength: 2 }),
      fc.array(phrase, { maxLength: 3 }),
      (which, wanted, excluded) => {
        const { texts: papers, engines } = collections[which]!
        const expected = papers.filter(
          ({ texts }) =>
            wanted.every(text => holds(texts, text)) && !excluded.some(text => holds(texts, text)),
        )
        const typed = [...wanted.map(text => `"${text}"`), ...excluded.map(text => `-"${text}"`)].join(' ')
        for (const engine of engines)
          expect(find(engine, typed, { limit: 200, exact: true }).sort()).toEqual(
            expected.map(({ id }) => id).sort(),
          )
      },
    ),
    { numRuns: 150 },
  )
})
