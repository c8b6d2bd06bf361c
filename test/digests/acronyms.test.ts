/** What an acronym means is asked of the library when a post is chosen, and noted with it. */
import { expect, test } from 'vitest'
import { explain } from '../../src/digests/choose.ts'
import { fateSentences } from '../../src/digests/account-sentence.ts'
import { plainText } from '../../src/chat/rich-text.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { begun, channel, noteOf, paper, seen, wish } from './runner-fixture.ts'

const defining = (id: string): Paper => paper(id, `Retrieval-augmented generation (RAG) number ${id}`)
const written = (id: string): Paper => ({
  ...paper(id, 'Answers'),
  abstract: 'Retrieval augmented generation helps.',
})
const arrays = (id: string, rest = ''): Paper => paper(id, `Random array graphs${rest}`)
const monday = '2026-08-17'
const tuesday = '2026-08-18'

test('a paper that only writes an acronym out is posted, with what it says', async () => {
  const lapse = await begun(wish({ topics: ['RAG'] }))
  await lapse.put('2026-08-14', [defining('2608.00001'), defining('2608.00002'), written('2608.00003')])
  await lapse.advanceTo(`${monday}T07:00:00Z`)
  const [post] = seen(lapse)
  expect(post).toContain('topic: RAG · "Retrieval augmented generation" in the abstract')
  expect(post!.match(/in the abstract/g)).toHaveLength(1)
  expect((await noteOf(lapse, monday)).rule.acronyms).toEqual([
    [{ short: 'RAG', long: 'retrieval-augmented generation' }],
  ])
  const accounts = await lapse.bot.digests.accountsOf('2608.00003', await lapse.bot.channels.get(channel()))
  expect(
    accounts.map(({ fate }) =>
      fateSentences(fate, tuesday)
        .map(text => plainText(text))
        .join(' '),
    ),
  ).toEqual([expect.stringContaining('topic: RAG · "Retrieval augmented generation" in the abstract')])
})

test('why was not posted what was chosen without knowing stays as it was, whatever is learnt later', async () => {
  const lapse = await begun(wish({ topics: ['RAG'] }))
  await lapse.put('2026-08-14', [written('2608.00003')])
  await lapse.advanceTo(`${monday}T07:00:00Z`)
  await lapse.put('2026-08-17', [defining('2608.00001'), defining('2608.00002')])
  const verdict = async (id: string, date: string) =>
    explain(id, (await lapse.bot.digests.situationOf('s1', date))!).kind
  expect(await verdict('2608.00003', monday)).toBe('off topic')
  await lapse.put('2026-08-17', [defining('2608.00001'), defining('2608.00002'), written('2608.00004')])
  await lapse.advanceTo(`${tuesday}T07:00:00Z`)
  expect(await verdict('2608.00004', tuesday)).toBe('posted')
  expect(await verdict('2608.00003', monday)).toBe('off topic')
})

test('and what was chosen by it stays, though the acronym came to mean something else', async () => {
  const lapse = await begun(wish({ topics: ['RAG'], most: 2 }))
  await lapse.put('2026-08-14', [defining('2608.00001'), defining('2608.00002'), written('2608.00003')])
  await lapse.advanceTo(`${monday}T07:00:00Z`)
  const others = Array.from({ length: 8 }, (_, at) => paper(`2608.1000${at}`, 'Random array graphs (RAG)'))
  await lapse.put('2026-08-17', [...others, written('2608.00004')])
  await lapse.advanceTo(`${tuesday}T07:00:00Z`)
  const verdict = async (id: string, date: string) =>
    explain(id, (await lapse.bot.digests.situationOf('s1', date))!).kind
  expect(await verdict('2608.00003', monday)).toBe('no room')
  expect(await verdict('2608.00004', tuesday)).toBe('off topic')
})

test('what papers define in two ways is a word, and brings neither', async () => {
  const lapse = await begun(wish({ topics: ['RAG'] }))
  await lapse.put('2026-08-14', [
    ...['2608.00001', '2608.00002'].map(defining),
    ...['2608.00003', '2608.00004'].map(id => arrays(id, ' (RAG)')),
    written('2608.00005'),
    arrays('2608.00006'),
  ])
  await lapse.advanceTo(`${monday}T07:00:00Z`)
  expect((await noteOf(lapse, monday)).rule.acronyms).toBeUndefined()
  const situation = (await lapse.bot.digests.situationOf('s1', monday))!
  const kinds = ['2608.00001', '2608.00003', '2608.00005', '2608.00006'].map(
    id => explain(id, situation).kind,
  )
  expect(kinds).toEqual(['posted', 'posted', 'off topic', 'off topic'])
})
