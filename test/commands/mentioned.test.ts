/** The papers that a text names; on Slack and Discord the entry of a message's menu. */
import { expect, test } from 'vitest'
import { html } from '../fakes/upstream.ts'
import { startBot } from './bot.ts'

const all = Array.from({ length: 11 }, (_, at) => `2608.${10_001 + at}`)

test('each paper once, in the order in which they are named, from ids and links', async () => {
  const { press } = await startBot()
  const text =
    'See https://arxiv.org/abs/2608.10003v2 and arXiv:2608.10001, again 2608.10003 (huggingface.co/papers/2608.10002).'
  const { reply } = await press({ command: 'mentioned', options: { text } }, 'message')
  const items = reply.blocks.flatMap(block => (block.kind === 'papers' ? block.items : []))
  expect(reply).toMatchObject({ summary: '3 papers mentioned', visibility: 'private' })
  expect(items.map(({ number, url }) => [number, url.slice(-10)])).toEqual([
    [1, '2608.10003'],
    [2, '2608.10001'],
    [3, '2608.10002'],
  ])
})

test('more than a page can be paged through; the button carries the ids alone', async () => {
  const { press, say } = await startBot()
  const { reply } = await press({
    command: 'mentioned',
    options: { text: `${all.join(', ')} ${'x'.repeat(5000)}` },
  })
  const pager = reply.blocks.find(block => block.kind === 'pager')
  expect(pager?.next?.options).toEqual({ text: all.join(' '), page: '2' })
  expect(await say(`mentioned page:2 ${all.join(' ')}`)).toMatch(
    /^11 papers mentioned\n6\. [^]*\[Previous\] \[Next\]$/,
  )
})

test('what nobody knows, or cannot be asked for, is said beside the others', async () => {
  const { hub, say } = await startBot()
  hub.fail(html, 1)
  expect(await say('mentioned 2608.10001 2608.39999')).toMatch(
    /^2 papers mentioned\n1\. Tiny Caches[^]*\n"2608.39999" is not in the library, and Hugging Face cannot be asked now\.$/,
  )
  expect(await say('mentioned 2608.10001 2608.39998')).toMatch(/\nNobody knows the paper 2608\.39998\.$/)
})

test('a text without a paper is answered with an example', async () => {
  const { say } = await startBot()
  expect(await say('mentioned nothing at all, 3.14159 and 12:30')).toBe(
    'This text names no paper. An arXiv id or a link names one, as in: mentioned 2306.00978',
  )
})
