/** What a search says that finds nothing, or that cannot be read. */
import { expect, test } from 'vitest'
import type { ActionButton } from '../../src/chat/reply.ts'
import { startBot } from './bot.ts'
import { imported } from './papers.ts'

const example = 'An example that works: search kv cache quantization'

test.each([
  ['search', `"search" needs a value for "query". ${example}`],
  ['search "  "', 'There is nothing to look for. Try: search kv cache quantization'],
  [
    'search "',
    'A quotation mark stands alone. A phrase has two, as in "state space model". Try: search kv cache quantization',
  ],
  ['search -study', 'There is nothing to look for. Say what to look for, as in: search agents -study'],
  [
    'search org:',
    'org: needs the name of an organisation, as in org:nvidia. Try: search kv cache quantization',
  ],
  [
    'gradients sort:best',
    `I don't know the sort "best". It can be relevance, newest or upvotes. An example that works: search author:zaharia sort:newest`,
  ],
  ['gradients share:maybe', `I don't know the share "maybe". It can be yes or no. ${example}`],
  ['gradients page:3', 'There is no page 3. The last one is page 2.'],
  [
    'search like:2608.99999',
    'The library does not know the paper "2608.99999". Open it first, as in: paper 2608.99999',
  ],
])('"%s" is answered with what to mend', async (line, complaint) => {
  const { ask, say, faults } = await startBot()
  expect(await say(line)).toBe(complaint)
  expect((await ask(line)).reply.visibility).toBe('private')
  expect(faults).toEqual([])
})

test('a query that is too long says how long it may be', async () => {
  const { say } = await startBot()
  expect(await say(`search ${'long '.repeat(2001)}`)).toBe(
    `The query is 10,004 characters long; 10,000 is the most. ${example}`,
  )
})

test.each([
  ['author:', 'author: needs a name, as in author:zaharia.'],
  ['after:2026-13', 'after: needs a date, as in after:2026-01 or after:2026-01-31; it was "2026-13".'],
  ['upvotes:many', 'upvotes: needs a number, as in upvotes:20, upvotes:5..50 or upvotes:<10; it was "many".'],
  [
    '-org:nvidia',
    '-org:nvidia was left aside: only words and phrases can be excluded, as in -survey or -"case study".',
  ],
])('the rest of a search is answered when %s cannot be read', async (part, complaint) => {
  const { say } = await startBot()
  const answer = await say(`search gradients ${part}`)
  expect(answer).toContain(' · 7 papers · library\n1. Anchored Gradients')
  expect(answer).toContain(`\n${complaint}\n[Next]`)
})

test.each([
  ['zebra', 'No paper matches zebra. Try fewer or other words.'],
  ['扩散模型', 'No paper matches 扩散模型. Papers are in English: try English words.'],
  ['zebra org:nvidia', 'No paper matches zebra org:nvidia. Try fewer or other words.'],
  [
    'gradients org:nvidia',
    'No paper matches gradients org:nvidia. 7 match without org:nvidia.\n[Search without it]',
  ],
  ['folded -study', 'No paper matches folded -study. 1 matches without -study.\n[Search without it]'],
  [
    'gradients org:nvidia upvotes:x',
    'No paper matches gradients org:nvidia upvotes:x. upvotes: needs a number, as in upvotes:20, upvotes:5..50 or upvotes:<10; it was "x". 7 match without org:nvidia.\n[Search without it]',
  ],
])('nothing found for %s', async (query, sentence) => {
  const { say } = await startBot()
  expect(await say(`search ${query}`)).toBe(sentence)
})

test('what was meant is offered: a date in words, phrases beside OR; papers like one are found as they are with like:', async () => {
  const { say } = await startBot()
  expect(await say('search gradients since 2026')).toMatch(
    /\n"since 2026" was read as words\. For the date write after:2026\.\n.*\[Search with it\]/,
  )
  const either = await say('search "folded gradients" OR "no such"')
  expect(either).toContain('OR was left aside: without quotes some of the words are enough')
  expect(either).toContain('[Search with it]')
  expect(await say('search folded OR gradients')).not.toContain('[Search with it]')
  expect(await say('search gradients NOT folded')).toBe(await say('search gradients -folded'))
  expect(await say('search papers like 2608.10002')).toBe(await say('search like:2608.10002'))
  expect(await say('search NOT gradients')).toContain('Say what to look for, as in: search agents -gradients')
})

test('an operator that is not known is a word, and offered as it was meant', async () => {
  const { say, ask, press } = await startBot()
  expect(await say('search gradients upvote:15')).toMatch(
    / · library\n1\. [^]*\nI don't know upvote:\. Try upvotes:15\.\n\[Next\]/,
  )
  const { reply } = await ask('search upvote:15 "folded gradients"')
  const buttons = reply.blocks.flatMap(block =>
    block.kind === 'pager' || block.kind === 'buttons' ? block.buttons : [],
  )
  const button = buttons.find(one => 'label' in one && one.label === 'Search with it') as ActionButton
  expect((await press(button)).reply.summary).toMatch(/^upvotes:15 "folded gradients": /)
  expect(await say('search zebra upvote:15')).toBe(
    "No paper matches zebra upvote:15. I don't know upvote:. Try upvotes:15.\n[Search with it]",
  )
})

test.each([
  ['gradients org:nvdia', 'No paper matches gradients org:nvdia. 1 matches with org:nvidia.'],
  [
    'gradients author:"Ann Hoper"',
    'No paper matches gradients author:"Ann Hoper". 1 matches with author:"ann hopper".',
  ],
  ['gradients author:Mueler', 'No paper matches gradients author:Mueler. 1 matches with author:mueller.'],
  ['gradients org:nvidio', 'No paper matches gradients org:nvidio. 1 matches with org:nvidia.'],
  ['gradients org:"Cuda Nvidia"', 'No paper matches gradients org:"Cuda Nvidia". 1 matches with org:nvidia.'],
  [
    'gradients org:"nvdia labz"',
    'No paper matches gradients org:"nvdia labz". 1 matches with org:"nvidia labs".',
  ],
  ['gradients cat:CL', 'No paper matches gradients cat:CL. 2 match with cat:cs.cl.'],
  ['zebra org:nvdia', 'No paper matches zebra org:nvdia. Try fewer or other words.'],
  [
    'gradients org:nvdia author:mueller author:jorg author:ann',
    'No paper matches gradients org:nvdia author:mueller author:jorg author:ann. 1 matches without org:nvdia.',
  ],
  ['gradients org:amd', 'No paper matches gradients org:amd. 8 match without org:amd.'],
])('a name that no paper has is offered as the nearest: %s', async (query, sentence) => {
  const { library, say } = await startBot()
  const [one] = imported
  await library.put([
    {
      ...one!,
      id: '2401.00001',
      title: 'Gradients',
      authors: ['Ann B. Hopper', 'Jörg Müller'],
      categories: ['cs.CL'],
      organization: { name: 'Nvidia Labs', handle: 'nvidia' },
    },
  ])
  expect((await say(`search ${query}`)).split('\n')[0]).toBe(sentence)
})

test('of several conditions the one is offered without which most papers match', async () => {
  const { ask, press } = await startBot()
  const { reply } = await ask('search gradients "kv cache" upvotes:15..20')
  expect(reply.summary).toBe(
    'No paper matches gradients "kv cache" upvotes:15..20. 6 match without "kv cache".',
  )
  const buttons = reply.blocks.find(block => block.kind === 'buttons')
  expect(buttons?.buttons).toEqual([
    { label: 'Search without it', command: 'search', options: { query: 'gradients upvotes:15..20' } },
  ])
  const [button] = buttons!.buttons
  expect('command' in button! && (await press(button)).reply.summary).toBe(
    'gradients upvotes:15..20: 6 papers',
  )
})

test.each([
  ['an emoji', '🐈'],
  ['a text from right to left', 'שלום עולם'],
  ['SQL', "'; drop table papers; --"],
  ['a regular expression', '.*(a+)+$ [^]'],
  ['a format', '%s %d {{x}} ${y} <b>&amp;</b>'],
  ['10,000 characters', 'a '.repeat(4999)],
  ['nothing but operators', 'author:"" org:"" -"" like: has: upvotes: after: before: cat:'],
  ['nothing but stop words', 'of the and'],
])('%s is answered without a fault', async (_what, line) => {
  const { say, faults } = await startBot()
  expect(await say(`search ${line}`)).toMatch(
    /^(No paper matches|There is no(thing to look| word to search) for|author: needs|.* · library\n1\. )/s,
  )
  expect(faults).toEqual([])
})
