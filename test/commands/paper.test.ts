import { expect, test } from 'vitest'
import { entryXml } from '../fakes/arxiv.ts'
import { barePaper } from '../fakes/hugging-face.ts'
import { html } from '../fakes/upstream.ts'
import { startBot } from './bot.ts'

const card = `Tiny Caches: 2-Bit KV Cache Quantization (https://huggingface.co/papers/2608.10001)
Figure preview of Tiny Caches: 2-Bit KV Cache Quantization
Example Lab · 2 authors · 18 Aug 2026 · 2608.10001 · 32 upvotes · 2 comments
Summary (Hugging Face AI): Two bits are enough.
Hugging Face (https://huggingface.co/papers/2608.10001) · arXiv (https://arxiv.org/abs/2608.10001) · PDF (https://arxiv.org/pdf/2608.10001) · project (https://example.org/tiny) · code (https://github.com/example/tiny) 5 stars · 3 models · 1 dataset`

test('the card of a paper, for one person', async () => {
  const { ask, say } = await startBot()
  expect(await say('paper 2608.10001')).toBe(`${card}\n[Discuss] [Save] [Vote] [Abstract] [More]`)
  expect((await ask('paper 2608.10001')).reply).toMatchObject({
    summary: 'Tiny Caches: 2-Bit KV Cache Quantization',
    visibility: 'private',
    blocks: [
      {
        kind: 'heading',
        picture: {
          url: 'https://example.org/tiny.png',
          alt: 'Figure preview of Tiny Caches: 2-Bit KV Cache Quantization',
        },
      },
      { kind: 'facts' },
      { kind: 'text' },
      { kind: 'facts' },
      { kind: 'buttons' },
    ],
  })
})

test('what is not known of a paper is left out', async () => {
  const { say } = await startBot()
  expect(
    await say('paper 2402.00001'),
  ).toBe(`Speculative Sampling Revisited (https://huggingface.co/papers/2402.00001)
1 author · 1 Feb 2024 · 2402.00001
Hugging Face (https://huggingface.co/papers/2402.00001) · arXiv (https://arxiv.org/abs/2402.00001) · PDF (https://arxiv.org/pdf/2402.00001)
[Discuss] [Save] [Vote] [Abstract] [More]`)
})

test('the whole abstract, and the way back to the card', async () => {
  const { say } = await startBot()
  expect(await say('paper 2608.10001 show:abstract')).toBe(`Tiny Caches: 2-Bit KV Cache Quantization
Long contexts need memory. We quantize the KV cache to two bits, and prune gradients while we train.
[Card]`)
  expect(await say('paper 2402.00001 show:abstract')).toContain('\nNo abstract is known.\n')
})

test('shared, the card is for everyone and names who shared it', async () => {
  const { ask, say } = await startBot()
  expect(await say('paper 2608.10001 share:yes')).toBe(
    `${card}\n[Discuss] [Save] [Abstract]\nShared by Ada\n[Remove]`,
  )
  expect((await ask('paper 2608.10001 share:yes')).reply.visibility).toBe('public')
})

test.each([
  'paper 2608.10001v3',
  'paper https://arxiv.org/abs/2608.10001v2',
  'paper <https://huggingface.co/papers/2608.10001|huggingface.co>',
  'paper Tiny Caches: 2-Bit KV Cache Quantization',
  'paper tiny caches 2-bit KV-cache quantization.',
])('"%s" is the same paper', async line => {
  const { say } = await startBot()
  expect(await say(line)).toMatch(/^Tiny Caches: 2-Bit KV Cache Quantization \(https/)
})

test('a title that is nobody’s is answered with those that come nearest', async () => {
  const { ask, say } = await startBot()
  expect(await say('paper Gradients for Training')).toMatch(
    /^No paper is titled "Gradients for Training"\. These come nearest:\n1\. Anchored Gradients for Training\n {3}1 author · 17 Aug 2026 · 20 upvotes\n[^]*\n5\. /,
  )
  expect((await ask('paper Gradients for Training')).reply.blocks.map(({ kind }) => kind)).toEqual([
    'notice',
    'papers',
  ])
})

test('operators in a title are words like others', async () => {
  const { library, say } = await startBot()
  await library.put([{ ...(await library.get('2608.10011'))!, id: '2608.20001', title: 'org:nvidia -diet' }])
  expect(await say('paper "org:nvidia -diet"')).toMatch(/^org:nvidia -diet \(https/)
})

test.each([
  ['paper', '"paper" needs a value for "paper". An example that works: paper 2306.00978'],
  [
    'paper Zebra',
    'No paper in the library has a title like "Zebra". Try words of the abstract, as in: search kv cache quantization',
  ],
  [
    'paper 2608.55555',
    'Neither the library nor Hugging Face nor arXiv knows the paper "2608.55555". Check the id, as in: paper 2306.00978',
  ],
  [
    'paper 2608.10001 show:all',
    'I don\'t know the show "all". It can be card, abstract or more. An example that works: paper 2306.00978',
  ],
])('"%s" is answered with what to mend', async (line, complaint) => {
  const { say, faults } = await startBot()
  expect(await say(line)).toBe(complaint)
  expect(faults).toEqual([])
})

test('a paper that the library lacks comes from Hugging Face', async () => {
  const { hub, say } = await startBot()
  hub.papers.set('2608.30001', barePaper('2608.30001', { numTotalModels: 2 }))
  expect(
    await say('paper 2608.30001'),
  ).toBe(`Paper 2608.30001 on α-things (https://huggingface.co/papers/2608.30001)
The Example Lab · 2 authors · 17 Aug 2026 · 2608.30001 · 12 upvotes
Summary (Hugging Face AI): It does things.
Hugging Face (https://huggingface.co/papers/2608.30001) · arXiv (https://arxiv.org/abs/2608.30001) · PDF (https://arxiv.org/pdf/2608.30001) · project (https://example.org/project) · code (https://github.com/example/code) 152 stars · 2 models
[Discuss] [Save] [Vote] [Abstract] [More]`)
  expect(await say('search α-things')).toContain('Paper 2608.30001')
})

test('a paper that Hugging Face lacks comes from arXiv', async () => {
  const { arxiv, say } = await startBot()
  arxiv.entries.set('2608.30002', entryXml('2608.30002'))
  expect(await say('paper arXiv:2608.30002')).toMatch(
    /^Paper 2608\.30002 in Atom \(.*\)\n2 authors · 11 Aug 2026 · 2608\.30002\nAbstract: Below <1 minute for a < b & Renée's "things"\.\n/,
  )
})

test('a paper is not called unknown while one that might know it is silent', async () => {
  const { hub, arxiv, say, faults } = await startBot()
  hub.fail(html, 9)
  arxiv.fail(html, 9)
  expect(await say('paper 2608.30003')).toBe(
    '"2608.30003" is not in the library, and Hugging Face and arXiv cannot be asked now. Try again in a few minutes.',
  )
  expect(await say('paper 2608.10011')).toMatch(/^Diffusion on a Diet/)
  expect(faults).toEqual([])
})
