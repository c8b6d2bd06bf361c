/** Papers to be cited: one, a list, what was posted here. */
import { describe, expect, test } from 'vitest'
import type { Block, Reply } from '../../src/chat/reply.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords, startBot } from './bot.ts'
import { buttonsOf } from './person.ts'

const fileOf = ({ blocks }: Reply): Extract<Block, { kind: 'file' }> =>
  blocks.find(({ kind }) => kind === 'file') as never

const entry = `@misc{lovelace2026tiny,
  title = {{Tiny} {Caches:} {$2$-Bit} {KV} {Cache} {Quantization}},
  author = {Lovelace, Ada and Hopper, Grace},
  year = {2026},
  eprint = {2608.10001},
  archivePrefix = {arXiv},
  primaryClass = {cs.CL},
  url = {https://arxiv.org/abs/2608.10001},
}
`

describe('one paper', () => {
  test('as BibTeX, or as Markdown in its place', async () => {
    const { ask, press } = await startBot()
    const { reply } = await ask('cite 2608.10001')
    expect(inWords(reply)).toBe(
      `Tiny Caches: 2-Bit KV Cache Quantization · BibTeX\nFile: paper.bib\n${entry.trimEnd()}\n[As Markdown]`,
    )
    expect(reply).toMatchObject({ visibility: 'private', replaces: false })
    const again = await press({ command: 'cite', options: { paper: '2608.10001', format: 'markdown' } })
    expect(again.reply).toMatchObject({ visibility: 'private', replaces: true })
    expect(fileOf(again.reply)).toMatchObject({
      name: 'paper.md',
      content:
        '- [Tiny Caches: 2-Bit KV Cache Quantization](https://arxiv.org/abs/2608.10001) · Ada Lovelace and Grace Hopper · 2026-08-18 · 32 upvotes\n',
    })
    expect(inWords(again.reply)).toContain('[As BibTeX]')
  })

  test('a format behind an id needs no name', async () => {
    const { ask, say } = await startBot()
    for (const named of ['2608.10001', 'https://arxiv.org/abs/2608.10001v2'])
      for (const format of ['markdown', 'BibTeX'])
        expect(await say(`cite ${named} ${format}`)).toBe(
          await say(`cite ${named} format:${format.toLowerCase()}`),
        )
    const [button] = buttonsOf((await ask('cite 2608.10001 markdown')).reply)
    expect(button).toMatchObject({ label: 'As BibTeX', options: { paper: '2608.10001', format: 'bibtex' } })
    expect(await say('cite diffusion on a diet markdown')).toContain('@misc{noether2026diffusion,')
  })

  test('by its title, and from its card', async () => {
    const { ask, press, say } = await startBot()
    expect(await say('cite diffusion on a diet')).toContain('@misc{noether2026diffusion,')
    const card = (await ask('paper 2608.10001 show:more')).reply
    const button = buttonsOf(card).find(({ label }) => label === 'Cite')!
    expect(fileOf((await press(button)).reply).content).toBe(entry)
  })

  test.each([
    ['cite', 'Which paper is to be cited? Name it by its id, a link or its title, as in: cite 2306.00978'],
    [
      'cite 2608.10001 format:apa',
      'I don\'t know the format "apa". It can be bibtex or markdown. An example that works: cite 2306.00978 format:markdown',
    ],
  ])('%s', async (line, sentence) => {
    const { say } = await startBot()
    expect(await say(line)).toBe(sentence)
  })
})

describe('a list', () => {
  test('is exported whole', async () => {
    const { press } = await startBot()
    const { reply } = await press({ command: 'cite', options: { date: '2026-08-20' } })
    expect(reply.summary).toBe('Thursday 20 August, as BibTeX')
    expect(fileOf(reply).name).toBe('papers-2026-08-20.bib')
    expect(fileOf(reply).content.match(/^@misc/gm)).toHaveLength(7)
  })

  test('that is not known is none', async () => {
    const { press } = await startBot()
    const { reply } = await press({ command: 'cite', options: { date: '2026-08-13' } })
    expect(inWords(reply)).toBe(
      'Thursday 13 August: no paper of it is in the library. Name a paper, as in: cite 2306.00978',
    )
  })
})

const posting = () =>
  startBot({ manages: true, settings: { subscriptions: [subscription({ topics: ['cache'] })] } })

describe('a digest', () => {
  test('is exported with the papers that were posted, from the post itself', async () => {
    const { start, press, platform } = await posting()
    await start()
    await press({ command: 'subscriptions', options: { id: 's1', act: 'now' } })
    await expect.poll(() => platform.messages.length).toBe(1)
    const button = buttonsOf(platform.messages[0]!.reply).find(({ label }) => label === 'Export')!
    const { reply } = await press(button)
    expect(fileOf(reply)).toMatchObject({ name: 'papers-2026-08-21.bib', content: entry })
    expect(reply.summary).toBe('Posted here on Friday 21 August, as BibTeX')
  })

  test('shows nothing of what another channel got', async () => {
    const { start, press, handle, platform } = await posting()
    await start()
    await press({ command: 'subscriptions', options: { id: 's1', act: 'now' } })
    await expect.poll(() => platform.messages.length).toBe(1)
    const { reply } = await handle({
      command: 'cite',
      options: { digest: 's1', date: '2026-08-21' },
      surface: 'button',
      place: { platform: 'memory', workspace: 'lab', channel: 'other' },
      actor: { id: 'U2', manages: true },
    })
    expect(inWords(reply)).toContain('no paper of it is in the library')
  })
})
