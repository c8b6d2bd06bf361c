/** Words are found as people type them, whichever form the paper has. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { stopWords } from '../../src/search/language/stopwords.ts'
import { commonForm } from '../../src/search/language/word-forms.ts'
import { compileTopic, matches } from '../../src/search/topics/topic.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, find, paper, today } from './papers.ts'

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
  paper('pi', 'π0: a policy', 'Of μTransfer.'),
)

describe('names with numbers', () => {
  test.each([
    ...['GPT-4o', 'gpt4o', 'GPT 4o', 'gpt-4o'].map(typed => [typed, 'gpt']),
    ...['Llama-3.1-8B', 'llama3.1 8b', 'Llama 3.1-8B', 'LLAMA-3.1'].map(typed => [typed, 'llama']),
    ...['Qwen2.5-VL', 'qwen 2.5 vl', 'Qwen-2.5-VL', 'qwen2.5vl'].map(typed => [typed, 'qwen']),
    ...['DeepSeek-R1', 'deepseekr1', 'deepseek r1'].map(typed => [typed, 'seek']),
    ['w4a4', 'bits'],
    ...['π0', 'pi0', 'π 0', 'π_0', 'π-0', 'pi 0', 'μTransfer', 'mu transfer'].map(typed => [typed, 'pi']),
    ...['StarCoder2', 'starcoder-2', 'starcoder 2'].map(typed => [typed, 'coder']),
  ])('%s', (typed, id) => expect(find(engine, typed, { exact: true })[0]).toBe(id))
})

const on = (typed: string, written: string) =>
  matches(compileTopic(plainQuery(typed)), new ReadPaper(paper('1', written))).matched

describe('a name typed in any usual way', () => {
  const papers = [
    paper('size', 'Tuning Qwen2.5-VL-7B'),
    paper('open', 'Tuning Qwen 2.5 VL'),
    paper('one', 'Tuning Qwen2.5VL'),
    paper('r1-size', 'Distilling DeepSeek-R1-14B'),
    paper('r1', 'Distilling DeepSeek-R1'),
    paper('sonnet', 'Asking Claude 3.5 Sonnet'),
    paper('nvfp4', 'Training in NVFP4'),
    paper('fp4', 'Training in FP4'),
    paper('scene', 'A 3DGS scene'),
    paper('scenes', '3DGS scenes and 3D GS'),
  ]
  const library = engineOf(...papers)
  const found = (typed: string) => {
    const { matches: all, withEvery } = library.search(parseQuery(typed, today).query, { sort: 'newest' })
    return all.slice(0, withEvery).map(({ id }) => id)
  }
  const onTopic = (typed: string) =>
    papers.flatMap(one =>
      matches(compileTopic(plainQuery(typed)), new ReadPaper(one)).matched ? one.id : [],
    )

  test.each([
    ['size open one', 'qwen2.5-vl', 'qwen2.5vl', 'Qwen2.5VL', 'qwen 2.5 vl', 'Qwen2.5 VL', 'qwen-2.5-vl'],
    ['r1-size r1', 'deepseek-r1', 'deepseekr1', 'DeepSeekR1', 'deepseek r1'],
    ['sonnet', 'claude-3.5-sonnet', 'claude3.5sonnet', 'Claude3.5-Sonnet', 'claude 3.5 sonnet'],
    ['nvfp4', 'nvfp4', 'nv-fp4', 'nv fp4'],
  ])('%s', (ids, ...typed) => {
    for (const one of typed) {
      expect([one, found(one).toSorted()]).toEqual([one, ids.split(' ').toSorted()])
      expect([one, onTopic(one).toSorted()]).toEqual([one, ids.split(' ').toSorted()])
    }
  })

  test('is divided in quotes and where it is left out, too', () => {
    expect(find(library, '"DeepSeekR1"').toSorted()).toEqual(['r1', 'r1-size'])
    expect(find(library, 'distilling -deepseekr1')).toEqual([])
    expect(find(library, 'tuning -"qwen2.5vl"')).toEqual([])
    expect(find(library, '"DeepSeekR1"', { exact: true })).toEqual(['r1'])
  })

  test('stays in one where more papers write it so, and words stay as they were typed where that is asked for', () => {
    expect(library.search(parseQuery('3dgs', today).query).words).toEqual(['3dgs'])
    expect(library.search(parseQuery('deepseekr1', today).query, { exact: true }).words).toEqual([
      'deepseekr1',
    ])
    expect(library.search(parseQuery('(deepseekr1-14b)', today).query).words).toEqual(['(deepseek-r1-14b)'])
  })

  test('two is to, where papers write that', () => {
    const videos = [
      paper('out', 'Text-to-video generation'),
      paper('in', 'Text2Video'),
      paper('apart', 'Text and video'),
    ]
    const about = engineOf(...videos)
    expect(find(about, 'text2video')).toEqual(['in', 'out'])
    expect(find(about, 'text-2-video').slice(0, 2).toSorted()).toEqual(['in', 'out'])
    expect(find(about, 'text2video', { exact: true })).toEqual(['in'])
    expect(videos.map(({ title }) => on('text2video', title))).toEqual([true, true, false])
  })

  test('a number of a topic stands beside a neighbour', () => {
    for (const written of ['GPT-4 agents', 'GPT4 agents', 'Agents of GPT 4']) {
      expect(on('gpt 4', written)).toBe(true)
      expect(on('gpt 4 agents', written)).toBe(true)
    }
    expect(on('gpt 4', 'GPT and 4 others')).toBe(false)
    expect(on('cache 4 bit', 'A 4-bit cache')).toBe(true)
    expect(on('cache 4 bit', 'A cache of 4 and a bit')).toBe(false)
    expect(on('stablediffusion 3', 'Stable Diffusion 3')).toBe(true)
    expect(on('4', 'In 4 words')).toBe(true)
    expect(on('the 4', 'Words: 4')).toBe(true)
  })
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

test.each(['π0', 'pi0', 'π 0', 'π_0', 'π-0', 'pi 0'])('a topic finds %s however it is written', typed => {
  for (const written of ['π0', 'pi0', 'π_0', '$\\pi_0$', 'π-0', 'pi 0']) {
    const read = new ReadPaper(paper('1', `The policy ${written} of robots`))
    expect(matches(compileTopic(plainQuery(typed)), read).matched).toBe(true)
  }
})

test('a word typed in British spelling is spelt so in American papers', () => {
  const library = engineOf(
    paper('a', 'On their behavior', 'Tokens, a token and tokens.'),
    paper('b', 'On their behavior', 'Tokenizers, a tokenizer and tokens.'),
  )
  expect(library.search(plainQuery('tokenisers')).matches[0]!.id).toBe('b')
})

test('a name typed in one is as much evidence as one with its hyphens', () => {
  const about = engineOf(
    paper(
      'often',
      'Reasoning',
      'DeepSeek-R1 is one of them: DeepSeek-R1 and DeepSeek-R1. Deepseekr is another.',
    ),
    paper(
      'once',
      'Reasoning',
      'DeepSeek-R1 is one of them: others are others, others and others. It is another.',
    ),
    paper('apart', 'Reasoning', 'The r1 of them: others are 1, 1 and 1. DeepSeek is another.'),
  )
  const [first, second] = about.search(plainQuery('deepseekr1 reasoning'), { exact: true }).matches
  expect([first!.id, second!.id]).toEqual(['often', 'once'])
  for (const { reasons } of [first!, second!])
    expect(reasons.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['words spelt as in the query', 'words of the query close together']),
    )
})

describe('evidence of spelling', () => {
  const about = engineOf(
    paper('other', 'Normalised colours', 'Colours.'),
    paper('british', 'A normalisation of colour', 'Colour.'),
    paper('american', 'A normalization of color', 'Color.'),
  )
  const spelt = (typed: string): Record<string, number> =>
    Object.fromEntries(
      about
        .search(plainQuery(typed), { exact: true })
        .matches.map(({ id, reasons }) => [
          id,
          reasons.find(({ text }) => text === 'words spelt as in the query')?.points ?? 0,
        ]),
    )

  test('what is spelt as typed comes before what only has its stem', () => {
    expect(find(about, 'colours', { exact: true })[0]).toBe('other')
    expect(find(about, 'colour', { exact: true })[0]).not.toBe('other')
    expect(spelt('colours')).toEqual({ other: expect.closeTo(0.113, 2), british: 0, american: 0 })
  })

  test('a name with a hyphen is one name, not its words and a name beside', () => {
    const seekers = engineOf(
      paper('hyphen', 'Reasoning', 'With DeepSeek-R1.'),
      paper('open', 'Reasoning', 'Alone with DeepSeek R1.'),
    )
    const [one, other] = seekers
      .search(plainQuery('deepseek-r1'), { exact: true })
      .matches.map(({ reasons }) => reasons.filter(({ text }) => text.startsWith('words ')))
    expect(one).toHaveLength(3)
    expect(one).toEqual(other)
  })

  test('national spellings are one', () => {
    const british = about.search(plainQuery('colour normalisation'), { exact: true }).matches
    const american = about.search(plainQuery('color normalization'), { exact: true }).matches
    expect(spelt('colour normalisation')['american']).toBeGreaterThan(0)
    expect(british.map(({ id, score }) => [id, score])).toEqual(american.map(({ id, score }) => [id, score]))
  })
})

test.each(['rlhf vs dpo', 'rlhf versus dpo'])('in "%s" the middle says nothing', typed => {
  const about = engineOf(
    paper('both', 'RLHF and DPO', 'RLHF or DPO, which is the question.'),
    paper(
      'vs',
      'Cats vs. dogs',
      'RLHF once, cats versus dogs vs mice, and DPO once more than cats and dogs.',
    ),
  )
  const { matches: found, withEvery } = about.search(plainQuery(typed))
  expect([found[0]!.id, withEvery]).toEqual(['both', 2])
})

test('a word is looked for in two, a part of which may have two letters but is no stop word', () => {
  const pairs = ['a', 'b', 'c'].flatMap(id => [
    paper(`kv-${id}`, 'A KV cache'),
    paper(`or-${id}`, 'Direct or not'),
  ])
  const library = engineOf(...pairs, paper('kvcache', 'KVCache'), paper('director', 'The director'))
  expect(find(library, 'kvcache').toSorted()).toEqual(['kv-a', 'kv-b', 'kv-c', 'kvcache'])
  expect(find(library, 'director')).toEqual(['director'])
})

test('a name of a word, a number and two letters is found in every way to type it, however it is written', () => {
  const word = fc
    .stringMatching(/^[b-df-hj-np-tv-z][aou][b-df-hj-np-tv-z]{1,3}$/)
    .filter(one => !stopWords.has(one))
  const join = fc.constantFrom('', '-', ' ')
  const number = fc.constantFrom('2', '2.5', '10')
  const variant = fc.constantFrom('vl', 'xl')
  fc.assert(
    fc.property(word, number, variant, join, join, join, join, (first, middle, last, ...joins) => {
      const [one, two, three, four] = joins as [string, string, string, string]
      // Nobody's name is `Qwen 2VL`.
      fc.pre(one === '' || two !== '')
      const written = `On ${first}${one}${middle}${two}${last} and more`
      const typed = `${first}${three}${middle}${four}${last}`
      const about = engineOf(paper('1', written), paper('2', 'Other things'))
      expect([written, typed, find(about, typed)]).toEqual([written, typed, ['1']])
      expect([written, typed, on(typed, written)]).toEqual([written, typed, true])
    }),
  )
})
