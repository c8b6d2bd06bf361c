/** Phrases, wanted and excluded, against texts read word by word: frequent words stand in pairs that are found without texts. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { analyze, stemsOf } from '../../src/search/language/analysis.ts'
import { createEngine, openEngine } from '../../src/search/engine.ts'
import { seededRandom } from '../../src/search/semantic/random.ts'
import { bytesOf, fileOf, find, paper } from './papers.ts'

/** The first ones are in most papers. */
const vocabulary =
  'of the model models state-of-the-art in modelling we the-state propose multi-model rates rating multimodel Müller being'.split(
    ' ',
  )

function papersOf(seed: number): Paper[] {
  const random = seededRandom(seed)
  const words = (length: number): string =>
    Array.from({ length }, () => vocabulary[Math.floor(vocabulary.length * random() ** 2)]!).join(' ')
  return Array.from({ length: 200 }, (_, at) => paper(`p${at}`, words(3), words(6)))
}

interface Read {
  /** With spaces around each. */
  readonly terms: string
  /** Compounds in one. */
  readonly closed: readonly string[]
}

function read(text: string): Read {
  return {
    terms: ` ${stemsOf(text).join(' ')} `,
    closed: analyze(text).flatMap(({ joined }) => stemsOf(joined ?? '')),
  }
}

/** A phrase that is one compound is also found where a paper writes it in one. */
function holds(texts: readonly Read[], phrase: string): boolean {
  const { terms, closed } = read(phrase)
  const inOne = analyze(phrase).length === 1 ? closed : []
  return texts.some(
    text =>
      text.terms.includes(terms) ||
      inOne.some(one => text.closed.includes(one) || text.terms.includes(` ${one} `)),
  )
}

/** Papers of which some were removed again, and their engine as it is, and with its texts on a file. */
const collections = [1, 2, 3].map(seed => {
  const papers = papersOf(seed)
  const engine = createEngine()
  engine.add(papers)
  engine.remove(['p0', 'p1'])
  return {
    texts: papers.slice(2).map(({ id, title, abstract }) => ({ id, texts: [read(title), read(abstract)] })),
    engines: [engine, openEngine(fileOf(bytesOf(engine.save(''))), 0).engine],
  }
})

const phrases = fc
  .array(fc.constantFrom(...vocabulary.slice(0, 10)), { minLength: 1, maxLength: 4 })
  .map(words => words.join(' '))

test('a phrase is found in the papers that hold it, and no others', () => {
  fc.assert(
    fc.property(
      fc.nat(collections.length - 1),
      fc.array(phrases, { maxLength: 2 }),
      fc.array(phrases, { maxLength: 3 }),
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

/** Four letters that no stemming shortens. */
const rareWord = (number: number): string =>
  number
    .toString(16)
    .padStart(4, '0')
    .replace(/./g, digit => 'bcdfghjklmnpqrtv'[Number.parseInt(digit, 16)]!)

test('words of a large vocabulary follow one another as others do', () => {
  const filler = Array.from({ length: 30_000 }, (_, at) => rareWord(at)).join(' ')
  const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, at) => rareWord(40_000 + at))
  const text = `${a} the ${b}-${c} of the ${d} ${e}-the-${f}`
  const engine = createEngine()
  engine.add([
    paper('1', 'All words', filler),
    paper('2', text),
    paper('3', `${b}${c} of ${c} ${b}`),
    ...Array.from({ length: 9 }, (_, at) => paper(`of${at}`, 'of the the of')),
  ])
  const finds = (phrase: string): boolean => {
    const wanted = find(engine, `"${phrase}"`, { exact: true })
    const excluded = find(engine, `${a} -"${phrase}"`, { exact: true })
    expect(excluded).toEqual(wanted.length > 0 ? [] : ['2'])
    return wanted.includes('2')
  }
  const words = text.split(/[ -]/)
  for (let from = 0; from < words.length; from++)
    for (let to = from + 2; to <= words.length; to++)
      expect(finds(words.slice(from, to).join(' '))).toBe(true)
  for (const phrase of [
    `${b} ${a}`,
    `${a} ${b}`,
    `the ${a}`,
    `of ${d}`,
    `${f} the`,
    `${b} ${c} ${d}`,
    `the of the ${d}`,
  ])
    expect(finds(phrase)).toBe(false)
  expect(find(engine, `"${a} the ${b}" -"${e} the"`)).toEqual([])
  expect(find(engine, `"${b}-${c}"`).toSorted()).toEqual(['2', '3'])
})
