/** A search beside its upstream: hits of Hugging Face, silence, and the library before the first sync. */
import { expect, test } from 'vitest'
import { starterPapers } from '../../src/library/starter.ts'
import { entryXml } from '../fakes/arxiv.ts'
import { entry, ids } from '../fakes/hugging-face.ts'
import { html } from '../fakes/upstream.ts'
import { inWords, laterInWords, startBot } from './bot.ts'

const hits = () => ids(9).slice(0, 1).concat(['2608.20001', '2608.20002', '2608.20003', '2608.20004'])

test('what Hugging Face adds comes later, below the library, three papers at most, none twice', async () => {
  const { hub, ask } = await startBot()
  hub.hits = hits().map(id => entry(id, { title: `Live ${id}` }))
  const answer = await ask('kv cache')
  const first = inWords(answer.reply)
  expect(first).toMatch(/^kv cache · 1 paper · library\n1\. Tiny Caches/)
  const [head, ...rest] = first.split('\n')
  expect(await laterInWords(answer)).toBe(
    [
      `${head} + Hugging Face`,
      ...rest.slice(0, -1),
      'Also at Hugging Face',
      ...[2, 3, 4].flatMap(number => [
        `${number}. Live 2608.2000${number - 1}`,
        '   The Example Lab · 17 Aug 2026 · 12 upvotes · 3 comments · code 152 stars',
        `   https://huggingface.co/papers/2608.2000${number - 1}`,
        `   [Open ${number}] [Discuss] [Save] [Similar]`,
      ]),
      rest.at(-1),
    ].join('\n'),
  )
})

test('nothing is added to a reply that has it all', async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.10001')]
  expect(await laterInWords(await ask('kv cache'))).toBeUndefined()
})

test('what was found nowhere else is found at Hugging Face, and stays in the library', async () => {
  const { hub, ask, say } = await startBot()
  hub.hits = [entry('2608.20001', { title: 'Zebra Stripes' })]
  const answer = await ask('zebra')
  expect(inWords(answer.reply)).toBe('No paper matches zebra. Try fewer or other words.')
  expect(await laterInWords(answer)).toContain('Also at Hugging Face\n1. Zebra Stripes\n')
  expect(await say('zebra')).toMatch(/^zebra · 1 paper · library\n1\. Zebra Stripes\n/)
})

test('a shared reply stays public when more comes', async () => {
  const { hub, ask } = await startBot()
  hub.hits = [entry('2608.20001')]
  const { later } = await ask('kv cache share:yes')
  const better = await later
  expect(better?.visibility).toBe('public')
  expect(inWords(better!)).toMatch(/Also at Hugging Face\n2\. [\s\S]*\nShared by Ada\n\[Remove\]$/)
})

test.each([
  'kv cache has:code',
  'kv cache -survey',
  'kv cache sort:newest',
  'like:2608.10002',
  '2608.10002',
  'gradients page:2',
  'gradients filter:yes',
])('"%s" is not asked of Hugging Face, whose search knows only words', async line => {
  const { hub, ask } = await startBot()
  expect((await ask(`search ${line}`)).later).toBeUndefined()
  expect(hub.requests).toEqual([])
})

test('an id that the library lacks is asked for at Hugging Face and arXiv', async () => {
  const { arxiv, say } = await startBot()
  arxiv.entries.set('2608.30002', entryXml('2608.30002'))
  expect(await say('https://arxiv.org/abs/2608.30002')).toMatch(
    /^https:\/\/arxiv\.org\/abs\/2608\.30002 · 1 paper · library\n1\. Paper 2608\.30002 in Atom\n/,
  )
  expect(await say('2608.30003')).toMatch(/^No paper matches 2608\.30003\./)
  arxiv.fail(html, 9)
  expect(await say('2608.30004')).toBe(
    '"2608.30004" is not in the library, and arXiv cannot be asked now. Try again in a few minutes.',
  )
})

test('without live search nothing is asked', async () => {
  const { hub, ask } = await startBot({ liveSearch: false })
  hub.hits = [entry('2608.20001')]
  expect(await laterInWords(await ask('kv cache'))).toBeUndefined()
  expect(hub.requests).toEqual([])
})

test('while Hugging Face is silent, the first page says so, in the reader’s own time', async () => {
  const { hub, network, ask, say, faults } = await startBot()
  hub.fail(html, 9)
  expect(await laterInWords(await ask('gradients'))).toBeUndefined()
  network.advance(3_600_000)
  const notice = 'Hugging Face is not answering (since 11:00). These come from the library.'
  expect(await say('gradients')).toMatch(new RegExp(`\\n${notice.replace(/[().]/g, '\\$&')}\\n\\[Next\\]`))
  expect(await say('gradients page:2')).not.toContain('not answering')
  expect(await say('gradients share:yes')).not.toContain('not answering')
  expect(faults).toEqual([])
})

test('before the first sync a page says which papers there are, also while Hugging Face is silent', async () => {
  const { hub, ask, say } = await startBot({ fill: library => library.put(starterPapers()) })
  expect(await say('diffusion')).toContain(
    '\nThese are the 100 papers that come with Paperboy; more arrive with the first sync.\n',
  )
  hub.fail(html, 9)
  await (await ask('diffusion')).later
  expect(await say('diffusion sort:newest')).toContain(
    '\nThese are the 100 papers that come with Paperboy; Hugging Face is not answering (since 11:00).\n',
  )
})

test('the notice goes when a real record has come', async () => {
  const { hub, ask, say } = await startBot({ fill: library => library.put(starterPapers()) })
  hub.hits = [entry('2608.20001')]
  await (await ask('diffusion')).later
  expect(await say('diffusion sort:newest')).not.toContain('come with Paperboy')
})
