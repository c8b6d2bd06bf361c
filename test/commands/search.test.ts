import { expect, test } from 'vitest'
import { flatten } from '../../src/chat/plain-text.ts'
import type { ActionButton } from '../../src/chat/reply.ts'
import { startBot } from './bot.ts'
import { imported, written } from './papers.ts'

test('a page of results: what each paper is, passages for the first three, and what can be done next', async () => {
  const { say } = await startBot()
  expect(await say('search gradients')).toBe(`gradients · 7 papers · library
1. Anchored Gradients for Training
   1 author · 17 Aug 2026 · 20 upvotes
   How anchored gradients train a network.
   https://huggingface.co/papers/2608.10002
   [Open 1] [Discuss] [Save] [Similar]
2. Braided Gradients for Training
   1 author · 17 Aug 2026 · 19 upvotes
   How braided gradients train a network.
   https://huggingface.co/papers/2608.10003
   [Open 2] [Discuss] [Save] [Similar]
3. Cyclic Gradients for Training
   1 author · 17 Aug 2026 · 18 upvotes
   How cyclic gradients train a network.
   https://huggingface.co/papers/2608.10004
   [Open 3] [Discuss] [Save] [Similar]
4. Damped Gradients for Training
   1 author · 17 Aug 2026 · 17 upvotes
   https://huggingface.co/papers/2608.10005
   [Open 4] [Discuss] [Save] [Similar]
5. Entangled Gradients for Training
   1 author · 17 Aug 2026 · 16 upvotes
   https://huggingface.co/papers/2608.10006
   [Open 5] [Discuss] [Save] [Similar]
[Next] [Share] [Filter]`)
})

test('the next page goes on counting and leads back', async () => {
  const { say } = await startBot()
  expect(await say('search gradients page:2')).toBe(`gradients · 7 papers · library
6. Folded Gradients for Training
   1 author · 17 Aug 2026 · 15 upvotes
   How folded gradients train a network.
   https://huggingface.co/papers/2608.10007
   [Open 6] [Discuss] [Save] [Similar]
7. Tiny Caches: 2-Bit KV Cache Quantization
   Example Lab · 18 Aug 2026 · 32 upvotes · 2 comments · code 5 stars
   We quantize the KV cache to two bits, and prune gradients while we train.
   https://huggingface.co/papers/2608.10001
   [Open 7] [Discuss] [Save] [Similar]
[Previous] [Share] [Filter]`)
})

test('the words of the query are marked in the passage, and buttons carry the whole search', async () => {
  const { ask } = await startBot()
  const { reply } = await ask('kv cache sort:upvotes')
  expect(reply).toMatchObject({ summary: 'kv cache: 1 paper', visibility: 'private' })
  const [heading, papers, pager] = reply.blocks
  expect(heading).toEqual({
    kind: 'heading',
    text: [{ bold: 'kv cache' }, ' · ', '1 paper', ' · ', 'library'],
  })
  expect(papers).toMatchObject({
    items: [
      {
        lines: [
          expect.anything(),
          ['We quantize the ', { mark: 'KV cache' }, expect.stringContaining(' to two bits')],
        ],
        buttons: [
          {
            command: 'paper',
            options: { paper: '2608.10001' },
            accessibleLabel: expect.stringMatching(/^Open Tiny Caches/),
          },
          {
            command: 'discuss',
            options: { paper: '2608.10001', step: 'ask' },
            accessibleLabel: expect.stringMatching(/^Discuss Tiny Caches/),
          },
          { command: 'save', options: { paper: '2608.10001' } },
          {
            command: 'search',
            options: { query: 'like:2608.10001' },
            accessibleLabel: expect.stringMatching(/^Similar to Tiny Caches/),
          },
        ],
      },
    ],
  })
  expect(pager).toEqual({
    kind: 'pager',
    buttons: [
      {
        label: 'Share',
        command: 'search',
        options: { query: 'kv cache', sort: 'upvotes', page: '1', share: 'yes' },
      },
      { label: 'Filter', command: 'search', options: { query: 'kv cache', sort: 'upvotes', filter: 'yes' } },
    ],
  })
})

test.each([
  ['gradients', '2608.10002'],
  ['gradients sort:relevance', '2608.10002'],
  ['gradients sort:upvotes', '2608.10001'],
  ['find diffusion OR retrieval sort:newest', '2608.10011'],
  ['gradients -anchored', '2608.10003'],
  ['"folded gradients"', '2608.10007'],
  ['author:hopper', '2608.10001'],
  ['org:example', '2608.10001'],
  ['cat:cs.CL', '2608.10001'],
  ['before:2025', '2402.00001'],
  ['after:2026-08-21', '2608.10011'],
  ['gradients upvotes:<16', '2608.10007'],
  ['has:code', '2608.10001'],
  ['2608.10004v2', '2608.10004'],
  ['https://huggingface.co/papers/2608.10005', '2608.10005'],
])('"%s" finds %s first', async (line, id) => {
  const { ask } = await startBot()
  const { reply } = await ask(`search ${line}`)
  const papers = reply.blocks.find(block => block.kind === 'papers')
  expect(papers?.items[0]?.url).toBe(`https://huggingface.co/papers/${id}`)
})

test.each([
  ['kv gradients', 'kv gradients · 1 paper with every word · library\n1. Tiny Caches'],
  ['kv gradients sort:newest', 'kv gradients · 1 paper · library\n1. Tiny Caches'],
  ['braided diffusion', 'braided diffusion · no paper has every word, 2 have some · library\n1. '],
])('the heading of "%s" tells papers with every word from the others', async (line, beginning) => {
  const { say } = await startBot()
  expect((await say(`search ${line}`)).slice(0, beginning.length)).toBe(beginning)
})

test('pages go on to the papers with only some of the words', async () => {
  const { say } = await startBot()
  expect(await say('search kv gradients')).toMatch(/\n5\. [^]*\n\[Next\] /)
  expect(await say('search kv gradients page:2')).toMatch(/ · library\n6\. [^]*\n7\. [^]*\n\[Previous\] /)
})

test('shared, the page is for everyone, names who shared it, and has no private buttons', async () => {
  const { ask, say } = await startBot()
  const { reply } = await ask('gradients share:yes page:2')
  expect(reply.visibility).toBe('public')
  expect(reply.blocks.slice(-2)).toEqual([
    { kind: 'text', small: true, text: ['Shared by Ada'] },
    { kind: 'buttons', buttons: [{ label: 'Remove', command: 'remove', options: { by: 'U1' } }] },
  ])
  expect(await say('gradients share:yes page:2')).not.toContain('[Share]')
})

test('papers like another one are named after it, without it', async () => {
  const { say } = await startBot()
  const similar = await say('search like:2608.10002')
  expect(similar).toMatch(/^Similar to Anchored Gradients for Training · library\n1\. /)
  expect(similar).not.toContain('huggingface.co/papers/2608.10002')
})

test('what is asked for beside a paper that others shall be like is named too', async () => {
  const { say } = await startBot()
  expect(await say('search gradients like:2608.10002 "of training" -survey')).toMatch(
    /Similar to Anchored Gradients for Training, and gradients "of training" -survey/,
  )
})

test('a misspelt word is read as its neighbour, says so, and can be searched exactly', async () => {
  const { ask, say, press } = await startBot()
  expect(await say('quantizaton')).toContain('\nRead "quantizaton" as quantization.\n')
  const { reply } = await ask('quantizaton')
  const pager = reply.blocks.find(block => block.kind === 'pager')
  const exactly = pager?.buttons.find(({ label }) => label === 'Search exactly')
  expect(exactly).toMatchObject({ options: { query: 'quantizaton', exact: 'yes' } })
  expect((await press(exactly!)).reply.summary).toBe('No paper matches quantizaton. It was taken as typed.')
  const back = (await press(exactly!)).reply.blocks.flatMap(block =>
    block.kind === 'buttons' ? block.buttons : [],
  )
  expect(back).toMatchObject([{ label: 'Search corrected', options: { query: 'quantizaton' } }])
})

test('what brought papers in the place of words is told in one line, and left out in one press', async () => {
  const { library, ask, say, press } = await startBot()
  await library.put([
    written('2401.00001', 'Retrieval-augmented generation (RAG) kernels'),
    written('2401.00002', 'Retrieval-augmented generation (RAG) again'),
    written('2401.00003', 'Retrieval-augmented generation, three times'),
  ])
  expect(await say('search RAG')).toMatch(
    /^RAG · 3 papers · library\n[^]*\nAlso: retrieval-augmented generation\n[^]*\[Search exactly\]$/,
  )
  expect(await say('search RAG kernals')).toContain(
    '\nRead "kernals" as kernels. Also: retrieval-augmented generation\n',
  )
  const { reply } = await ask('RAG')
  const pager = reply.blocks.find(block => block.kind === 'pager')
  const exactly = await press(pager!.buttons.find(({ label }) => label === 'Search exactly')!)
  expect(exactly.reply.summary).toBe('RAG: 2 papers')
  expect(flatten(exactly.reply)).not.toMatch(/Also:|Search exactly/)
  expect(await say('search kernels')).not.toMatch(/Also:|Search exactly/)
})

test('a phrase of misspelt words finds nothing, and is offered corrected, not searched for so', async () => {
  const { say, ask, press } = await startBot()
  expect(await say('search "folded gradeints" upvotes:2')).toBe(
    `No paper matches "folded gradeints" upvotes:2. 1 matches with "folded gradients".\n[Search with it]`,
  )
  const { reply } = await ask('"folded gradeints" upvotes:2')
  const buttons = reply.blocks.find(block => block.kind === 'buttons')
  expect((await press(buttons!.buttons[0] as ActionButton)).reply.summary).toBe(
    '"folded gradients" upvotes:2: 1 paper',
  )
  expect(await say('search "folded gradeints" org:nvidia')).toContain(
    '1 matches with "folded gradients" and without org:nvidia.',
  )
})

test('the filters are a form, filled with what was searched for', async () => {
  const { ask, say, press } = await startBot()
  expect(await say('gradients sort:newest filter:yes')).toBe(`Filter the search
Query (required): gradients – author:zaharia org:nvidia after:2026-01 upvotes:20 has:code -survey
First: Most relevant, (Newest), Most upvotes
[Search]`)
  const { reply } = await ask('gradients filter:yes')
  const form = reply.blocks.find(block => block.kind === 'form')!
  const fields = { query: 'gradients has:code', sort: 'upvotes' }
  const found = await press({ command: form.command, options: { ...form.options, ...fields } }, 'form')
  expect(found.reply.summary).toBe('gradients has:code: 1 paper')
})

test('several papers that are named are one press away', async () => {
  const { say, ask, press } = await startBot()
  const [one, other] = imported.map(({ id }) => id)
  const { reply } = await ask(`gradients of https://arxiv.org/abs/${one!} and ${other!}v2`)
  const buttons = reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  expect(buttons[0]).toMatchObject({ label: 'The 2 papers named here' })
  expect((await press(buttons[0] as ActionButton)).reply.summary).toBe('2 papers mentioned')
  expect(await say('search 2401.00091 2401.00092')).toContain('[The 2 papers named here]')
  expect(await say('search gradients')).not.toContain('named here')
})
