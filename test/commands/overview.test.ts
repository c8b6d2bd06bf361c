/** Trending, status, help, and what is offered while somebody types. */
import { describe, expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { isInternal } from '../../src/chat/command.ts'
import type { CommandDescription } from '../../src/chat/command.ts'
import { starterPapers } from '../../src/library/starter.ts'
import { entryXml } from '../fakes/arxiv.ts'
import { html, status as answers } from '../fakes/upstream.ts'
import { inWords, startBot } from './bot.ts'

const listed = commands.filter(command => !isInternal(command))

describe('trending', () => {
  test('ranks what was listed in the week that ends with the newest list', async () => {
    const { ask, say } = await startBot()
    expect(await say('trending')).toMatch(
      /^Trending · 15 Aug to 21 Aug · most upvotes first\n1\. Tiny Caches[^]*\n5\. Damped[^]*\n\[Next\] \[Share\]$/,
    )
    expect((await ask('trending')).reply.summary).toBe('Trending, 15 Aug to 21 Aug: 9 papers')
    expect(await say('trending page:2')).toMatch(
      /\n8\. Diffusion on a Diet\n[^]*\n9\. Retrieval Without Regret\n[^]*\n\[Previous\] \[Share\]$/,
    )
  })

  test.each([
    ['trending day', 'Trending, 21 Aug: 1 paper'],
    ['trending week', 'Trending, 15 Aug to 21 Aug: 9 papers'],
    ['trending month', 'Trending, 23 Jul to 21 Aug: 9 papers'],
    [
      'trending year',
      'I don\'t know the period "year". It can be day, week or month. An example that works: trending period:month',
    ],
    ['trending page:3', 'There is no page 3. The last one is page 2.'],
  ])('%s', async (line, summary) => {
    const { ask } = await startBot()
    expect((await ask(line)).reply.summary).toBe(summary)
  })

  test('shared, it is for everyone; before any list it says what works', async () => {
    const { ask, say } = await startBot()
    expect((await ask('trending share:yes')).reply.visibility).toBe('public')
    expect(await say('trending share:yes')).toMatch(
      /^Trending · 15 Aug 2026 to 21 Aug 2026 · [^]*\nShared by Ada\n\[Remove\]$/,
    )
    const empty = await startBot({ fill: async () => undefined })
    expect(await empty.say('trending')).toBe(
      'No list is known yet, so nothing can be ranked. Try: search diffusion',
    )
  })
})

describe('status', () => {
  test('before anything was asked', async () => {
    const { say } = await startBot()
    expect(await say('status')).toBe(`Status
Nothing is posted here until someone subscribes.
Library: 10 papers.
Newest list: Friday 21 August 2026, 1 paper, fetched 21 Aug 2026, 10:30.
Hugging Face: not asked yet.
arXiv: not asked yet.`)
  })

  test('with the papers that come with Paperboy, and with none', async () => {
    const starter = await startBot({ fill: library => library.put(starterPapers()) })
    expect(await starter.say('status')).toMatch(
      /^Status\nNothing is posted here until someone subscribes\.\nLibrary: 100 papers, those that come with Paperboy\.\nNewest list: Friday 21 August 2026, 17 papers\.\n/,
    )
    const empty = await startBot({ fill: async () => undefined })
    expect(await empty.say('status')).toContain('\nNo list is known yet.\n')
  })

  test('names a complete list as such', async () => {
    const { library, say } = await startBot()
    await library.putList('2026-08-21', [], { fetchedAt: '2026-08-22T03:00:00Z', closed: true })
    expect(await say('status')).toContain('1 paper, complete, fetched 22 Aug 2026, 05:00.')
  })

  test('says since when each source answers or does not, and why', async () => {
    const { hub, arxiv, network, say } = await startBot()
    arxiv.entries.set('2608.30002', entryXml('2608.30002'))
    await say('paper 2608.30002')
    network.advance(60_000)
    hub.fail(html, 9)
    await say('paper 2608.30003')
    network.advance(60_000)
    expect(await say('status')).toMatch(
      /\nHugging Face: not answering since 21 Aug 2026, 11:01: answered with a web page\.\narXiv: answering since 21 Aug 2026, 11:00\.$/,
    )
  })

  test('says until when a source asks for a pause', async () => {
    const { hub, say } = await startBot()
    hub.fail(answers(429, { ratelimit: '"api";r=0;t=300' }))
    await say('paper 2608.30003')
    expect(await say('status')).toContain('\nHugging Face: asks for a pause until 11:05.\n')
  })
})

/** As help shows a command. */
const line = ({ examples, summary }: CommandDescription) => `/papers ${examples[0]}: ${summary}`

describe('help', () => {
  test('an example and a sentence for the first six commands, and what to begin with', async () => {
    const { say } = await startBot()
    const overview = `Paperboy: Daily Papers and arXiv, where you talk
${listed.slice(0, 6).map(line).join('\n')}
[Search] [Newest list] [Set up daily papers] [How to search] [All commands]`
    expect(await say('help')).toBe(overview)
    expect(await say('')).toBe(overview)
    expect(await say('/papers')).toBe(overview)
  })

  test('all commands on demand', async () => {
    const { say } = await startBot()
    expect(await say('help all')).toBe(`All commands\n${listed.map(line).join('\n')}`)
  })

  test('who invites the bot is told that it posts nothing by itself', async () => {
    const { press } = await startBot()
    const { reply } = await press({ command: 'help', options: { joined: 'yes' } }, 'home')
    expect(inWords(reply)).toBe(`Nothing is posted here until someone subscribes.
[Set up daily papers] [Try a search]`)
  })

  test('what is in the menu of a message says so', async () => {
    const { say } = await startBot()
    expect(await say('help mentioned')).toMatch(/\nIn the menu of a message: Find papers here$/)
  })

  test('one command with its options and examples, without what only buttons fill in', async () => {
    const { say } = await startBot()
    expect(
      await say('help search'),
    ).toBe(`search: Find papers by words, phrases, people, organisations and dates
query: words, "a phrase", -without, author:, org:, cat:, after:, before:, upvotes:, has:code, like:, an id
sort: what comes first (relevance, newest, upvotes)
share: show the answer to everyone here (yes, no)
For example /papers search kv cache quantization
For example /papers search "speculative decoding" org:nvidia after:2026-01
For example /papers search author:zaharia sort:newest`)
  })

  test.each(listed.map(({ name, summary }) => [name, summary]))('help %s', async (name, summary) => {
    const { ask, say } = await startBot()
    expect(await say(`help ${name.toUpperCase()}`)).toMatch(`${name}: ${summary}\n`)
    expect((await ask(`help ${name}`)).reply.visibility).toBe('private')
  })

  test('an unknown command is answered with those there are; a mistyped one with the nearest', async () => {
    const { say } = await startBot()
    expect(await say('help zebra')).toBe(
      `There is no command "zebra". There are ${listed.map(({ name }) => name).join(', ')}, as in: help search`,
    )
    expect(await say('sttus')).toBe(
      'I don\'t know the command "sttus". Did you mean "status"?\n[Status] [Search "sttus"]',
    )
  })
})

describe('while somebody types', () => {
  test('papers are offered by the beginning of a title’s words or by an id, 25 at most', async () => {
    const { library, complete } = await startBot()
    expect(complete('paper', 'paper', 'tiny ca')).toEqual([
      { label: 'Tiny Caches: 2-Bit KV Cache Quantization', value: '2608.10001' },
    ])
    expect(complete('paper', 'paper', '2608.1001')).toMatchObject([{ value: '2608.10011' }])
    expect(complete('paper', 'paper', 'zebra')).toEqual([])
    await library.put(starterPapers())
    expect(complete('paper', 'paper', '2')).toHaveLength(25)
  })

  test('commands are offered to help; other options offer nothing', async () => {
    const { complete } = await startBot()
    expect(complete('help', 'command', 's').map(({ value }) => value)).toEqual([
      'search',
      'subscribe',
      'subscriptions',
      'save',
      'settings',
      'status',
    ])
    expect(complete('help', 'command', '')).toHaveLength(listed.length + 1)
    expect(complete('search', 'query', 'tiny')).toEqual([])
  })
})
