import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { limits } from '../../src/channels/limits.ts'
import { formatTopics, parseTopics } from '../../src/channels/topics.ts'
import { explain, UserError } from '../../src/errors.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { compileTopic } from '../../src/search/topics/topic.ts'

const today = '2026-08-21'
const topicsOf = (typed: string): string[] => parseTopics(typed, today)

function complaintAbout(typed: string): string {
  try {
    return `read as ${JSON.stringify(topicsOf(typed))}`
  } catch (error) {
    if (error instanceof UserError && error.code === 'settings.topics') return explain(error)
    throw error
  }
}

test.each([
  ['', []],
  [' , ;\n ', []],
  ['\u0000, \u0007', []],
  ['KV cache', ['KV cache']],
  ['KV cache, "speculative decoding" -survey', ['KV cache', '"speculative decoding" -survey']],
  ['agents;robots\ndiffusion', ['agents', 'robots', 'diffusion']],
  ['"cats, dogs", org:nvidia', ['"cats, dogs"', 'org:nvidia']],
  ['“speculative decoding”, author:"Grace Hopper"', ['“speculative decoding”', 'author:"Grace Hopper"']],
  ['  KV   cache ', ['KV cache']],
  ['agents, Robots, AGENTS, robots', ['agents', 'Robots']],
  ['upvotes:20', ['upvotes:20']],
  ['LLM for "OR problems", LLM for "OR" problems', ['LLM for "OR problems"', 'LLM for "OR" problems']],
  ['agents in 2024, vision since March 2025', ['agents in 2024', 'vision since March 2025']],
])('%j', (typed, topics) => {
  expect(topicsOf(typed)).toEqual(topics)
})

const example = 'Try: KV cache, "speculative decoding" -survey'

test.each([
  ['2306.00978', `"2306.00978" is one paper, and a topic is what papers are about. ${example}`],
  [
    'agents, https://arxiv.org/abs/2306.00978v2',
    `"https://arxiv.org/abs/2306.00978v2" is one paper, and a topic is what papers are about. ${example}`,
  ],
  ['-survey', `The topic "-survey" says nothing to look for. ${example}`],
  ['like:2306.00978', expect.stringContaining("like:2306.00978 orders papers, and can't tell which to")],
  [
    'LoRA OR QLoRA',
    expect.stringContaining(
      'can\'t be used: several topics are separated by commas, as in LoRA, QLoRA. Where OR is a word, it stands in quotes, as in "OR problems".',
    ),
  ],
  ['upvotes:many', expect.stringMatching(/^The topic "upvotes:many" can't be used: .*many.* Try: KV cache/)],
  ['after:2026-02 before:2026-01', expect.stringContaining('Name the earlier one first')],
  ['...', expect.stringContaining('There is no word to search for in "..."')],
  ['a '.repeat(101), `The topic "${'a '.repeat(39)}a…" is 201 characters long; 200 are the most. ${example}`],
  [
    Array.from({ length: 21 }, (_, at) => `topic${at}`).join(','),
    'There are 21 topics; 20 are the most. Leave some out, or make a second subscription.',
  ],
])('%j is answered in words', (typed, said) => {
  expect(complaintAbout(typed)).toEqual(said)
})

const word = fc.stringMatching(/^[a-z]{3,9}$/)
const term = fc.oneof(
  word,
  fc.tuple(word, word).map(([one, other]) => `"${one}, ${other}"`),
  word.map(one => `-${one}`),
  fc.constantFrom('author:hinton', 'org:"Example Lab"', 'cat:cs.CL', 'has:code', 'upvotes:5..50'),
)
const topic = fc.tuple(word, fc.array(term, { maxLength: 4 })).map(([one, rest]) => [one, ...rest].join(' '))

test('topics are read as they are written', () => {
  fc.assert(
    fc.property(fc.uniqueArray(topic, { maxLength: limits.topics }), topics => {
      expect(topicsOf(formatTopics(topics))).toEqual(topics)
    }),
  )
})

const pieces = [
  'a',
  'b',
  ' ',
  ',',
  ';',
  '\n',
  '"',
  '“',
  '”',
  '«',
  '-',
  ':',
  '.',
  '@everyone',
  'org:',
  '<>',
  '*',
]
const anyTyped = fc.string({
  unit: fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
  maxLength: 300,
})

/** The topics, or none where what is typed is answered. */
function topicsOrAnswer(typed: string): { topics: string[]; answer?: string } {
  try {
    return { topics: topicsOf(typed) }
  } catch (error) {
    if (error instanceof UserError) return { topics: [], answer: explain(error) }
    throw error
  }
}

test('whatever is typed is topics that keep within every limit and read back, or is answered in one line', () => {
  fc.assert(
    fc.property(anyTyped, typed => {
      const { topics, answer = 'Try: x' } = topicsOrAnswer(typed)
      expect(answer).not.toMatch(/\n|\p{Cc}/u)
      expect(answer).toMatch(/(?:Try: |Leave )./)
      expect(topics.length).toBeLessThanOrEqual(limits.topics)
      for (const one of topics) {
        expect(one.trim()).not.toBe('')
        expect(one.length).toBeLessThanOrEqual(limits.topicCharacters)
        expect(() => compileTopic(parseQuery(one, today).query)).not.toThrow()
      }
      expect(topicsOf(formatTopics(topics))).toEqual(topics)
    }),
    { numRuns: 1000 },
  )
})
