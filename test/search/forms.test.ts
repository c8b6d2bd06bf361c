/** Words are found as people type them, whichever form the paper has. */
import { describe, expect, test } from 'vitest'
import { commonForm } from '../../src/search/word-forms.ts'
import { compileTopic, matches } from '../../src/search/topic.ts'
import { ReadPaper } from '../../src/search/read-paper.ts'
import { plainQuery } from '../../src/search/parse-query.ts'
import { engineOf, find, paper } from './papers.ts'

const rivals = 'A long abstract of other things. '.repeat(9)
const engine = engineOf(
  paper('gpt', 'On GPT-4o and others'),
  paper('llama', 'Distilling Llama-3.1-8B'),
  paper('qwen', 'Qwen2.5-VL Technical Report', rivals),
  paper('seek', 'DeepSeek-R1: Incentivizing Reasoning', rivals),
  paper('zero', 'DeepSeek-Zero 1', 'Deep seekers of DeepSeek-Zero, one of Qwen VL and of 2.5.'),
  ...['one', 'two', 'three'].map(id =>
    paper(id, `Reasoning ${id} with Qwen and VL`, 'Qwen2.5-VL, Qwen2.5-VL and DeepSeek-R1, DeepSeek-R1.'),
  ),
  paper('bits', 'W4A4 for everyone'),
  paper('coder', 'StarCoder 2 and its data'),
  paper('colour', 'Behaviour of colour centres', 'We analysed and optimised labelled, denoised samples.'),
  paper('beta', 'A β-VAE of naïve Müllers', 'Matrices.'),
  paper('tuning', 'Fine-tuning caches'),
)

describe('names with numbers', () => {
  test.each([
    ...['GPT-4o', 'gpt4o', 'GPT 4o', 'gpt-4o'].map(typed => [typed, 'gpt']),
    ...['Llama-3.1-8B', 'llama3.1 8b', 'Llama 3.1-8B', 'LLAMA-3.1'].map(typed => [typed, 'llama']),
    ...['Qwen2.5-VL', 'qwen 2.5 vl', 'Qwen-2.5-VL', 'qwen2.5vl'].map(typed => [typed, 'qwen']),
    ...['DeepSeek-R1', 'deepseekr1', 'deepseek r1'].map(typed => [typed, 'seek']),
    ['w4a4', 'bits'],
    ...['StarCoder2', 'starcoder-2', 'starcoder 2'].map(typed => [typed, 'coder']),
  ])('%s', (typed, id) => expect(find(engine, typed, { exact: true })[0]).toBe(id))
})

describe('forms of words', () => {
  test.each([
    ...['color center behavior', 'colours', 'analyzing', 'optimise', 'optimizing', 'labeled', 'denoise'].map(
      typed => [typed, 'colour'],
    ),
    ...['beta-vae', 'Β-VAE', 'betavae', 'naive', 'muller'].map(typed => [typed, 'beta']),
    ...['finetuning', 'fine tuning', 'fine-tuned', 'cache'].map(typed => [typed, 'tuning']),
  ])('%s', (typed, id) => expect(find(engine, typed, { exact: true })).toEqual([id]))
})

test('words with an s on both sides of the sea stay', () => {
  const same =
    'supervised precise noise raise comprises promise expertise pairwise wise model four hour analysis'
  expect(same.split(' ').map(commonForm)).toEqual(same.split(' '))
})

test.each(['4o', 'gpt', 'gpt-4o', 'gpt 4o', '"gpt 4o"'])('a topic finds %s in GPT4o', typed => {
  const read = new ReadPaper(paper('1', 'Notes on GPT4o'))
  expect(matches(compileTopic(plainQuery(typed.replaceAll('"', ''))), read).matched).toBe(true)
})

test('a word typed in British spelling is spelt so in American papers', () => {
  const library = engineOf(
    paper('a', 'On their behavior', 'Tokens, a token and tokens.'),
    paper('b', 'On their behavior', 'Tokenizers, a tokenizer and tokens.'),
  )
  expect(library.search(plainQuery('tokenisers')).matches[0]!.id).toBe('b')
})
