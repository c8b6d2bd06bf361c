import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { definitionsIn } from '../../src/search/language/acronyms.ts'
import { stemsOf } from '../../src/search/language/analysis.ts'
import { Collection } from '../../src/search/index/collection.ts'
import { acronymsIn } from '../../src/search/reading/known-acronyms.ts'
import { LiveSegment } from '../../src/search/index/live-segment.ts'
import { segmentOf } from '../../src/search/index/merge.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import type { SearchEngine } from '../../src/search/engine.ts'
import { compileTopic, matches as judge } from '../../src/search/topics/topic.ts'
import { engineOf, find, paper, today } from './papers.ts'

describe('what a text defines', () => {
  test.each([
    ['We use low-rank adaptation (LoRA) here.', ['LoRA: low rank adapt']],
    ['Retrieval-Augmented Generation (RAG)', ['RAG: retriev augment generat']],
    ['Mixture-of-Experts models (MoEs) and a Key-Value (KV) cache', ['KV: key valu']],
    ['A sentence. Group relative policy optimization (GRPO, for short)', ['GRPO: group relat polici optim']],
    ['The graph neural network (GNN) is a net.', ['GNN: graph neural network']],
    ['Nothing of the kind (as said in 2024), nor (see Figure 3).', []],
    ['Words that do not fit (XQZ).', []],
    ['Retrieval (R).', []],
    ['methods such as Proximal Policy Optimization (PPO)', ['PPO: proxim polici optim']],
    ['a mask-based self-supervised learning (SSL)', ['SSL: self supervis learn']],
    ['the costly test-time adaptation (TTA)', ['TTA: test time adapt']],
    ['Tree of Thoughts (ToT)', ['ToT: tree of thought']],
    ['traditional text-to-speech (TTS)', ['TTS: text to speech']],
    ['a variant with vision transformers (ViT)', ['ViT: vision transform']],
    ['frames and adaptive clip normalization (AdaCN)', ['AdaCN: adapt clip normal']],
    ['Generative Pre-trained Transformers (GPTs)', ['GPT: generat pre train transform']],
    ['user experience (UX)', ['UX: user experi']],
    ["Simpson's diversity index (SDI)", ['SDI: simpson divers index']],
    ["Abel's machine (SM)", []],
    ['Version 1.5 models (5M)', []],
  ])('%s', (text, expected) =>
    expect(definitionsIn(text).map(({ short, long }) => `${short}: ${long.join(' ')}`)).toEqual(expected),
  )

  test('any text is read, in time that grows with its length', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), text => void definitionsIn(text)))
    const start = performance.now()
    definitionsIn('low-rank (LoRA) '.repeat(20_000))
    definitionsIn('('.repeat(300_000))
    definitionsIn(`${'a-'.repeat(100)}b(AAAAAAAAAB)`.repeat(1000))
    expect(performance.now() - start).toBeLessThan(2000)
  })
})

/** Three papers that mean one thing by RAG, others that mean something else, and one of either that only writes it out. */
const withBoth = (randoms: number): SearchEngine =>
  engineOf(
    ...['1', '2', '3'].map(id => paper(`r${id}`, 'Retrieval-augmented generation (RAG)')),
    ...Array.from({ length: randoms }, (_, at) => paper(`a${at}`, 'Random array graphs (RAG)')),
    paper('retrieval', 'Retrieval augmented generation'),
    paper('random', 'Random array graphs'),
  )

describe('a search', () => {
  const engine = engineOf(
    paper('defines', 'Low-rank adaptation (LoRA)', 'Tuning.'),
    paper('too', 'Again', 'Low-Rank Adaptation (LoRA) is used.'),
    paper('only', 'Low-rank adaptations of layers', 'Not named.'),
    paper('apart', 'Adaptation that is low in rank', ''),
    paper('star', 'Self-taught reasoner (STaR)', ''),
    ...Array.from({ length: 60 }, (_, at) => paper(`s${at}`, `Star number ${at}`, '')),
    paper('star2', 'Self-taught reasoner (STaR) again', ''),
    paper('self', 'A self-taught reasoner', ''),
  )

  test('for an acronym finds papers that only write it out, and says so', () => {
    const { matches, withEvery } = engine.search(plainQuery('lora'))
    expect(matches.map(({ id }) => id)).toEqual(['defines', 'too', 'only'])
    expect(withEvery).toBe(3)
    for (const { score, reasons } of matches)
      expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score, 9)
    expect(matches[2]!.reasons.map(({ text }) => text)).toContain('written as "low-rank adaptation"')
  })

  test('takes the acronym as typed when it is asked to, or is part of a long query', () => {
    expect(find(engine, 'lora', { exact: true })).toEqual(['defines', 'too'])
    expect(find(engine, 'lora one two three')).not.toContain('only')
  })

  test('takes a word that most papers use without defining it as a word', () => {
    expect(find(engine, 'star', { limit: 100 })).not.toContain('self')
  })

  test('takes an acronym for what three papers of five define it as, and no fewer', () => {
    expect(find(withBoth(2), 'rag')).toContain('retrieval')
    expect(find(withBoth(2), 'rag')).not.toContain('random')
    for (const [typed, others] of [
      ['rag', ['retrieval', 'random']],
      ['retrieval augmented generation', ['a0']],
      ['random array graphs', ['r1']],
    ] as const)
      for (const other of others) expect(find(withBoth(3), typed)).not.toContain(other)
    expect(withBoth(3).acronymsIn(plainQuery('rag'))).toEqual([])
  })

  test('puts a paper with the acronym before one that writes it out, however often it does', () => {
    const two = engineOf(
      ...['1', '2'].map(id => paper(id, 'Low-rank adaptation (LoRA)')),
      paper('long', 'Other', 'Low-rank adaptation. '.repeat(5)),
      paper('short', 'Other', `LoRA${' and a word'.repeat(14)}`),
    )
    expect(find(two, 'lora').slice(-2)).toEqual(['short', 'long'])
  })

  test('forgets what removed papers defined', () => {
    const two = engineOf(
      paper('1', 'Fast model search (FMS)'),
      paper('2', 'Fast model search (FMS)'),
      paper('3', 'Fast model search'),
    )
    expect(find(two, 'fms').toSorted()).toEqual(['1', '2', '3'])
    two.remove(['1'])
    expect(find(two, 'fms')).toEqual(['2'])
  })
})

test('what an index of other papers says of an acronym is left out', () => {
  const { acronyms } = segmentOf(['1', '2'].map(id => paper(id, 'Fast model search (FMS)')))
  for (const title of ['A fast model', 'A fast model and a search']) {
    const foreign = { ...segmentOf(['1', '2'].map(id => paper(id, title))), acronyms }
    expect(acronymsIn(['FMS'], new Collection([new LiveSegment(foreign)]))).toEqual([])
  }
})

describe('whatever papers define', () => {
  const word = fc.constantFrom(
    ..."Abel's Simpson’s o'brien 1.5 2.5b x.y GPT-4o self-supervised Müller-naïve ﬁne İs ß 強化学習 c++ α-net sm a of (".split(
      ' ',
    ),
  )
  const short = fc.constantFrom(...'SM 5M SS SNM BS ON GPT 4oS 強A IS αN MüS N-S 5S'.split(' '))
  const text = fc
    .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: short.map(one => `(${one})`) }), {
      maxLength: 12,
    })
    .map(words => words.join(' '))
  /** Twice, for an acronym needs two papers. */
  const papers = fc
    .array(fc.tuple(text, text), { minLength: 1, maxLength: 4 })
    .map(texts =>
      [...texts, ...texts].map(([title, abstract], at) =>
        paper(`${at}`, `${title} (SM)`, `${abstract} (5M)`),
      ),
    )

  test('every question ends, and what stands for an acronym is a run of words in a paper', () => {
    fc.assert(
      fc.property(papers, all => {
        const engine = engineOf(...all)
        const texts = all.flatMap(({ title, abstract }) => [title, abstract])
        const written = texts.map(one => ` ${stemsOf(one).join(' ')} `)
        const shorts = new Set(texts.flatMap(definitionsIn).map(one => one.short))
        for (const typed of [...shorts, all[0]!.title]) {
          const { query } = parseQuery(typed, today)
          engine.search(query)
          const known = engine.acronymsIn(query)
          for (const { long } of known)
            expect(written.some(one => one.includes(` ${stemsOf(long).join(' ')} `))).toBe(true)
          judge(compileTopic(query, known), new ReadPaper(all[0]!))
        }
      }),
      { numRuns: 50 },
    )
  })
})
