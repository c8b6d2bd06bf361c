import { describe, expect, test } from 'vitest'
import type { Paper } from '../../src/papers/paper.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import {
  compileTopic,
  matches,
  matchesAny,
  topicComplaints,
  type TopicMatch,
} from '../../src/search/topics/topic.ts'
import type { Acronym } from '../../src/search/language/acronyms.ts'
import { paper, today } from './papers.ts'

const topicOf = (typed: string, acronyms?: readonly Acronym[]) =>
  compileTopic(parseQuery(typed, today).query, acronyms)
const ask = (typed: string, one: Paper): TopicMatch => matches(topicOf(typed), new ReadPaper(one))
const isOn = (typed: string, text: string): boolean => ask(typed, paper('1', text)).matched

describe('open, hyphenated and in one are the same, typed and written', () => {
  const forms = ['per-channel', 'per channel', 'perchannel', 'Per-Channels', 'PerChannel']
  const pairs = forms.flatMap(typed => forms.map(written => [typed, `A ${written} scheme`] as const))
  test.each(pairs)('%s in "%s"', (typed, written) => expect(isOn(typed, written)).toBe(true))

  test.each([
    ['multi-agent', 'An agent for multi modal input', false],
    ['multi-agent', 'A Multiagent approach', true],
    ['KV cache', 'KVCache compression', true],
    ['"KV cache"', 'KVCache compression', true],
    ['kvcache', 'A KV cache', true],
    ['kvcache', 'A K V cache', false],
    ['director', 'Direct or not', false],
    ['finetuning', 'We fine tuned a model', true],
    ['text-to-image', 'Text to image models', true],
    ['text-to-image', 'From image to text', false],
    ['gpt4', 'GPT-4 is asked', true],
    ['ecommerce', 'E-commerce', true],
    ['together', 'To get her home', false],
    ['agent -multiagent', 'A multi agent system', false],
  ])('%s in "%s" is %s', (typed, written, expected) => expect(isOn(typed, written)).toBe(expected))
})

describe('evidence', () => {
  const one = paper(
    '1',
    'Sparse caches',
    'Nothing here. We train speculative-decoding models, and serve them.',
    {
      keywords: { terms: ['draft trees', 'models of language'], by: 'huggingface' },
      summary: { text: 'About giraffes.', by: 'huggingface' },
    },
  )
  const evidence = (typed: string): string[] => {
    const read = new ReadPaper(one)
    const match = matches(topicOf(typed), read)
    if (!match.matched) throw new Error(JSON.stringify(match.missing))
    return match.found.map(found => {
      const runs = read.passage(found).map(({ text, matched }) => (matched ? `[${text}]` : text))
      return `${found.text}, ${found.field}: ${runs.join('')}`
    })
  }

  test.each([
    ['caches', ['caches, title: Sparse [caches]']],
    [
      'the cache of a model',
      ['cache, title: Sparse [caches]', 'model, keywords: draft trees, [models] of language'],
    ],
    [
      '"speculative decoding" serve',
      [
        'serve, abstract: We train speculative-decoding models, and [serve] them.',
        'speculative decoding, abstract: We train [speculative-decoding] models, and serve them.',
      ],
    ],
    ['"trees"', ['trees, keywords: draft [trees], models of language']],
  ])('%s', (typed, expected) => expect(evidence(typed)).toEqual(expected))

  test.each(['giraffes', '"trees models"', '"caches nothing"', '🎉'])('%s is nowhere', typed =>
    expect(ask(typed, one)).toEqual({
      matched: false,
      missing: [expect.objectContaining({ text: expect.any(String) })],
    }),
  )

  test('the fit puts title above keywords above abstract', () => {
    expect(ask('sparse', one)).toMatchObject({ fit: 3 })
    expect(ask('draft', one)).toMatchObject({ fit: 2 })
    expect(ask('serve', one)).toMatchObject({ fit: 1 })
    expect(ask('sparse draft serve', one)).toMatchObject({ fit: 2 })
    expect(ask('-survey', one)).toMatchObject({ fit: 0 })
  })
})

test('everything that is missing is named', () => {
  const one = paper('2401.00001', 'A survey of agents', '', {
    authors: ['Ann Lee'],
    published: '2025-12-01',
    categories: ['cs.CL'],
  })
  const typed =
    'speculative "draft trees" -survey author:hinton org:nvidia cat:cs.CV after:2026-01 upvotes:5 has:code'
  expect(ask(typed, one)).toEqual({
    matched: false,
    missing: [
      { kind: 'word', text: 'speculative' },
      { kind: 'phrase', text: 'draft trees' },
      { kind: 'excluded', text: 'survey', found: { text: 'survey', field: 'title', start: 2, end: 8 } },
      { kind: 'author', text: 'hinton' },
      { kind: 'organization', text: 'nvidia' },
      { kind: 'category', text: 'cs.CV' },
      { kind: 'dates', after: '2026-01-01', before: undefined },
      { kind: 'upvotes', minUpvotes: 5, maxUpvotes: undefined },
      { kind: 'code' },
    ],
  })
})

test('an id is a topic of one paper, like: is one of none and complained about', () => {
  expect(ask('2401.00001', paper('2401.00001', 'Any')).matched).toBe(true)
  expect(ask('2401.00001', paper('2401.00002', 'Any')).matched).toBe(false)
  const { query } = parseQuery('agents like:2401.00001', today)
  expect(ask('agents like:2401.00001', paper('1', 'Agents'))).toEqual({
    matched: false,
    missing: [{ kind: 'like', text: '2401.00001' }],
  })
  expect(topicComplaints(query)).toEqual([
    "like:2401.00001 orders papers, and can't tell which to leave out. Name what they are about, as in speculative decoding.",
  ])
  expect(topicComplaints(parseQuery('agents', today).query)).toEqual([])
})

const acronyms = [
  { short: 'LLM', long: 'large language model' },
  { short: 'KV', long: 'key-value' },
  { short: 'LoRA', long: 'low-rank adaptation' },
  { short: 'MoE', long: 'mixture-of-experts' },
]

const askKnowing = (typed: string, title: string, abstract = '') =>
  matches(topicOf(typed, acronyms), new ReadPaper(paper('1', title, abstract)))
const isOnKnowing = (typed: string, text: string) => askKnowing(typed, text).matched

test.each([
  ['LLM', 'Large-language models'],
  ['llms', 'A large language model'],
  ['KV cache', 'Key-value caches'],
  ['KV cache', 'Cached KeyValue pairs'],
  ['key-value caches', 'KV caching'],
  ['low-rank adaptation', 'LoRA for all'],
  ['low rank adaptations quantized', 'Quantized LoRAs'],
  ['mixture of experts', 'A MoE'],
  ['moe', 'A mixture of expert models'],
])('%s is in "%s", once it is known what the acronym means', (typed, text) => {
  expect(isOnKnowing(typed, text)).toBe(true)
  expect(isOn(typed, text)).toBe(false)
})

test.each([
  ['LLM', 'Large models of language'],
  ['"LLM"', 'Large language models'],
  ['"low-rank adaptation"', 'LoRA for all'],
  ['adaptation of low rank', 'LoRA for all'],
  ['low-rank', 'LoRA for all'],
  ['models -llm', 'Large language models'],
  ['models -"large language model"', 'LLM models'],
])('%s is not in "%s"', (typed, text) => expect(isOnKnowing(typed, text)).toBe(false))

test('what a paper says in the place of an acronym is the evidence, where it says nothing else', () => {
  expect(askKnowing('LoRA cache', 'Caches', 'By Low-Rank Adaptation, small.')).toMatchObject({
    fit: 2,
    found: [
      { text: 'lora', field: 'abstract', said: 'Low-Rank Adaptation', start: 3, end: 22 },
      { text: 'cache', field: 'title' },
    ],
  })
  expect(askKnowing('LoRA', 'Low-rank adaptation (LoRA)')).toEqual({
    matched: true,
    fit: 3,
    found: [{ text: 'lora', field: 'title', start: 21, end: 25 }],
  })
  expect(askKnowing('low-rank adaptation', 'LoRA')).toMatchObject({
    found: [
      { text: 'low-rank', said: 'LoRA' },
      { text: 'adaptation', said: 'LoRA' },
    ],
  })
})

test('of several topics the best is answered, the first of equals', () => {
  const read = new ReadPaper(paper('1', 'Sparse caches', 'Served with drafts.'))
  const topics = ['zebra', 'drafts', 'caches', 'sparse'].map(typed => topicOf(typed))
  expect(matchesAny(topics, read)).toMatchObject({ topic: { query: { text: 'caches' } }, match: { fit: 3 } })
  expect(matchesAny(topics.slice(0, 1), read)).toBeUndefined()
})

test('stop words count only when there is nothing else', () => {
  expect(isOn('the who', 'Who is the best')).toBe(true)
  expect(isOn('the who', 'The best')).toBe(false)
  expect(isOn('the caches', 'Caches')).toBe(true)
  expect(isOn('the "sparse caches"', 'Sparse caches')).toBe(true)
  expect(matches(compileTopic(plainQuery('🎉 caches')), new ReadPaper(paper('1', 'Caches'))).matched).toBe(
    true,
  )
})
