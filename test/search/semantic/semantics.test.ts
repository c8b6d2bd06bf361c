import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEngine, openEngine, type SearchEngine } from '../../../src/search/engine.ts'
import { plainQuery } from '../../../src/search/query/parse-query.ts'
import { learnFrom as learn, readModel } from '../../../src/search/semantic/file.ts'
import { seededRandom } from '../../../src/search/semantic/random.ts'
import { bytesOf, fileOf, engineOf, inOtherFormat, paper, watched } from '../papers.ts'

const random = seededRandom(5)
const pick = (words: readonly string[]): string => words[Math.floor(random() * words.length)]!
const topics = [
  'boat harbour sail anchor tide rudder keel mast'.split(' '),
  'oven flour yeast crust dough kneading loaf bakery'.split(' '),
  'violin cello tuning bow orchestra viola sonata quartet'.split(' '),
]
const papers = Array.from({ length: 1200 }, (_, at) =>
  paper(`p${at}`, `Study ${at}`, Array.from({ length: 6 }, () => pick(topics[at % 3]!)).join(' ')),
)
const [aboutBoats, aboutBread] = [
  paper('boats', 'Boat', 'harbour sail anchor'),
  paper('bread', 'Boat', 'flour yeast crust'),
]

/** The file of a model that is learnt from the papers of an engine. */
function learnFrom(engine: SearchEngine, tag = ''): Uint8Array | undefined {
  const pieces = learn(fileOf(bytesOf(engine.save(tag))), seededRandom(1))
  return pieces && bytesOf(pieces)
}

function taught(engine: SearchEngine): SearchEngine {
  engine.useModel(readModel(fileOf(learnFrom(engine, 'library 7')!)).model)
  return engine
}

const found = (engine: SearchEngine, text: string) => engine.search(plainQuery(text), { limit: 50 }).matches

const order = (engine: SearchEngine, text: string): string[] =>
  engine
    .search(plainQuery(text), { limit: 2000 })
    .matches.map(({ id }) => id)
    .filter(id => id === 'boats' || id === 'bread')

describe('a model learnt from the library', () => {
  const engine = taught(engineOf(aboutBread, aboutBoats, ...papers))

  test('what goes together there is near in meaning', () => {
    expect(engine.modelPapers).toBe(1202)
    expect(order(engine, 'boat tide rudder')).toEqual(['boats', 'bread'])
    expect(order(engine, 'boat dough loaf')).toEqual(['bread', 'boats'])
    const [first] = engine.search(plainQuery('boat tide rudder')).matches
    expect(first!.reasons.map(({ text }) => text)).toContain('close in meaning')
    expect(first!.reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(first!.score, 9)
  })

  test('new papers are folded in, and how papers came does not matter', () => {
    const grown = taught(engineOf(...papers))
    const model = readModel(fileOf(learnFrom(engineOf(...papers))!)).model
    grown.useModel(model)
    grown.search(plainQuery('boat tide'))
    grown.add([aboutBread])
    grown.add([aboutBoats])
    const once = engineOf(aboutBread, aboutBoats, ...papers)
    once.useModel(model)
    for (const text of ['boat tide rudder', 'boat dough loaf', 'study sonata'])
      expect(grown.search(plainQuery(text), { limit: 50 })).toEqual(
        once.search(plainQuery(text), { limit: 50 }),
      )
  })

  test('papers like one are those near it in meaning', () => {
    const { matches } = engine.search({ ...plainQuery(''), like: 'boats' }, { limit: 20 })
    expect(matches.map(({ id }) => id)).not.toContain('boats')
    expect(matches.every(({ reasons }) => reasons.some(({ text }) => text === 'close in meaning'))).toBe(true)
  })

  test('words that it never saw are no fault', () => {
    engine.add([paper('new', 'Quarks')])
    expect(engine.search(plainQuery('quarks')).matches.map(({ id }) => id)).toEqual(['new'])
  })
})

test('whatever is merged and removed meanwhile, each paper keeps its own direction', () => {
  const { model } = readModel(fileOf(learnFrom(engineOf(...papers))!))
  const some = fc.integer({ min: 0, max: 30 })
  const step = fc.oneof(
    fc.record({ add: fc.uniqueArray(some, { minLength: 1, maxLength: 6 }), topic: fc.nat(2) }),
    fc.record({ remove: some }),
    fc.record({ tidy: fc.nat(40) }),
    fc.constant({ search: true }),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 24 }), steps => {
      const engine = createEngine()
      engine.useModel(model)
      const left = new Map<string, ReturnType<typeof paper>>()
      for (const done of steps) {
        if ('add' in done) {
          const added = done.add.map(at =>
            paper(`n${at}`, 'Study', topics[done.topic]!.slice(at % 5).join(' ')),
          )
          for (const one of added) left.set(one.id, one)
          engine.add(added)
        }
        if ('remove' in done && left.delete(`n${done.remove}`)) engine.remove([`n${done.remove}`])
        if ('tidy' in done) for (let slice = 0; slice < done.tidy; slice++) engine.tidy()
        if ('search' in done) engine.search(plainQuery('study boat'))
      }
      const once = engineOf(...left.values())
      once.useModel(model)
      expect(found(engine, 'study boat dough')).toEqual(found(once, 'study boat dough'))
    }),
    { numRuns: 250 },
  )
})

test('a paper that could not be read is no part of what is folded in next', () => {
  const saved = bytesOf(engineOf(aboutBoats, ...papers).save(''))
  const { file, seen } = watched(saved)
  const [engine, undisturbed] = [file, fileOf(saved)].map(one => taught(openEngine(one, 0).engine)) as [
    SearchEngine,
    SearchEngine,
  ]
  seen.fails = true
  expect(() => engine.tidy()).toThrow('The disk is gone.')
  seen.fails = false
  expect(engine.search(plainQuery('dough loaf'))).toEqual(undisturbed.search(plainQuery('dough loaf')))
})

test('there is no model of a few papers', () => {
  expect(learnFrom(engineOf(...papers.slice(0, 999)))).toBeUndefined()
  expect(learnFrom(createEngine())).toBeUndefined()
})

describe('the file of a model', () => {
  const bytes = learnFrom(engineOf(...papers), 'library 7')!

  test('comes back with the tag of its index, and is the same for the same papers', () => {
    expect(readModel(fileOf(bytes))).toMatchObject({ tag: 'library 7', model: { papers: 1200 } })
    expect(learnFrom(engineOf(...papers), 'library 7')).toEqual(bytes)
  })

  test('anything else is refused', () => {
    const refused = expect.objectContaining({ code: 'search.model-damaged' })
    expect(() => readModel(fileOf(bytesOf(engineOf(...papers.slice(0, 3)).save('x'))))).toThrow(refused)
    const damaged = fc
      .tuple(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }))
      .map(([at, change]) => bytes.map((byte, index) => (index === at ? byte ^ change : byte)))
    const foreign = fc.oneof(
      fc.constant(inOtherFormat(bytes)),
      fc.uint8Array(),
      fc.nat(bytes.length - 1).map(end => bytes.slice(0, end)),
      damaged,
    )
    fc.assert(
      fc.property(foreign, other => {
        expect(() => readModel(fileOf(other))).toThrow(refused)
      }),
    )
  })
})
