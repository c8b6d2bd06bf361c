/** Small things that were once wrong, each as somebody met it. */
import { expect, test } from 'vitest'
import { starterPapers } from '../../src/library/starter.ts'
import { entry } from '../fakes/hugging-face.ts'
import { laterInWords, startBot } from './bot.ts'

test('a condition is offered to be left out only when something to look for is left', async () => {
  const { ask, press } = await startBot()
  const { reply } = await ask('search "folded gradients" -study')
  expect(reply.summary).toBe('No paper matches "folded gradients" -study. 1 matches without -study.')
  const [button] = reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  expect('command' in button! && (await press(button)).reply.summary).toBe('"folded gradients": 1 paper')
})

test('the passage marks the word as it was read', async () => {
  const { say } = await startBot()
  expect(await say('quantizaton')).toContain('We quantize the KV cache')
})

test("what stands on the library's second page is not also at Hugging Face", async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.10007', { title: 'Folded Gradients for Training' })]
  expect(await laterInWords(await ask('gradients'))).toBeUndefined()
})

test('a page that is no number is said with its value and an example', async () => {
  const { say } = await startBot()
  expect(await say('gradients page:x')).toMatch(/I can't read the page "x"\. An example that works: /)
})

test('nothing found among the papers that come with Paperboy says how few they are', async () => {
  const { say } = await startBot({ fill: library => library.put(starterPapers()) })
  expect(await say('xyzzyplugh')).toContain('These are the 100 papers that come with Paperboy')
})

test('a paper known by its title alone was asked of nobody else', async () => {
  const { say } = await startBot()
  expect(await say('paper title:0123456789abcdef')).toBe(
    'The library does not know the paper "title:0123456789abcdef".',
  )
})

test('one paper has, several have', async () => {
  const { say } = await startBot()
  expect(await say('the of and')).toContain('1 has some')
})

test('above papers of Hugging Face alone stands that the library has none', async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.20001')]
  expect(await laterInWords(await ask('zebra stripes'))).toMatch(
    /^zebra stripes · nothing in the library · Hugging Face/,
  )
})

test('the newest list is the newest that has papers', async () => {
  const { library, say } = await startBot()
  await library.putList('2026-08-25', [], { fetchedAt: '2026-08-26T03:00:00Z', closed: true })
  expect(await say('daily')).not.toContain('25 August')
  expect(await say('trending day')).not.toContain('25 Aug')
})

test('an id in a sentence is that paper', async () => {
  const { say } = await startBot()
  expect(await say('see https://arxiv.org/abs/2608.10001 for caches')).toContain('2608.10001')
  expect(await say('see https://arxiv.org/abs/2608.10001 for caches')).toMatch(/ · 1 paper · library/)
})

test('an organisation is completed at the end of a query', async () => {
  const { complete, library, ask } = await startBot()
  expect(complete('search', 'query', 'caches org:exam')).toEqual([
    { label: 'Example Lab', value: 'caches org:"Example Lab"' },
  ])
  expect(complete('search', 'query', 'caches exam')).toEqual([])
  const organization = { handle: 'k', name: 'Institute "Kurchatov" 5' }
  await library.put([{ ...(await library.get('2608.10001'))!, organization }])
  const [found] = complete('search', 'query', 'org:kurch')
  expect(found).toEqual({ label: organization.name, value: 'org:"Institute Kurchatov 5"' })
  expect((await ask(`search ${found!.value}`)).reply.summary).toMatch(/: 1 paper$/)
})
