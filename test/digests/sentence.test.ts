import { expect, test } from 'vitest'
import { plainText } from '../../src/chat/rich-text.ts'
import { explain } from '../../src/digests/choose.ts'
import type { Receipt, Verdict } from '../../src/digests/receipt.ts'
import { sentenceOf } from '../../src/digests/sentence.ts'
import { withoutExclusions } from '../../src/digests/words.ts'
import { paper } from '../search/papers.ts'
import { list, situation } from './lists.ts'

const receipt: Receipt = {
  version: 1,
  subscription: 's1',
  revision: 1,
  date: '2026-08-21',
  list: '2026-08-20',
  place: 1,
  of: 6,
}
const topic = {
  text: '"multi-agent" RL -survey',
  found: [
    { text: 'RL', field: 'keywords' as const },
    { text: 'multi-agent', field: 'title' as const },
  ],
}
const said = (verdict: Verdict, today = '2026-08-24'): string => plainText(sentenceOf(verdict, today))
const waits: Verdict = { kind: 'waiting', list: '2026-08-20', until: '2026-08-25', upvotes: 3, least: 20 }

// biome-ignore format: one verdict per line
test.each<[Verdict, string]>([
  [{ kind: 'posted', receipt: { ...receipt, topic, upvotes: 92 } }, 'Posted on Fri 21 Aug, number 1 of 6, from the list of Thu 20 Aug · topic: "multi-agent" RL · "RL" in the keywords and "multi-agent" in the title · 92 upvotes then'],
  [{ kind: 'posted', receipt }, 'Posted on Fri 21 Aug, number 1 of 6, from the list of Thu 20 Aug · no topics are set, so upvotes decide'],
  [{ kind: 'posted', receipt: { ...receipt, topic: { text: 'org:nvidia', found: [] }, late: true, waitedFor: 20 } }, 'Posted on Fri 21 Aug, number 1 of 6, from the list of Thu 20 Aug · topic: org:nvidia · joined the list late · it waited to reach 20 upvotes'],
  [waits, 'Waiting: from the list of Thu 20 Aug, it has 3 upvotes of 20. It is posted if it reaches them by Tue 25 Aug.'],
  [{ kind: 'posted before', at: '2026-08-14T07:00:00Z' }, 'Already posted here on 14 Aug 2026. A paper is posted once, however often it is listed.'],
  [{ kind: 'shown before', list: '2026-08-20', at: '2026-08-20T16:00:00Z' }, 'Not new: the list of Thu 20 Aug was posted on 20 Aug 2026, 16:00 UTC, and it was on it then.'],
  [{ kind: 'no room', place: 7, most: 5 }, 'It matches, but is number 7 of those that do, and at most 5 are posted.'],
  [{ kind: 'changed', date: '2026-08-21' }, "It matches now, but didn't when Fri 21 Aug was posted: upvotes and keywords come later."],
  [{ kind: 'not listed', lists: ['2026-08-20', '2026-08-21'] }, 'Not on the lists of Thursday 20 and Friday 21 August.'],
  [{ kind: 'not listed', lists: [] }, 'There was no list to post from.'],
])('%#', (verdict, sentence) => {
  expect(said(verdict)).toBe(sentence)
})

test('what is over is said so, and another year is named', () => {
  expect(said(waits, '2026-08-26')).toBe(
    'Given up: from the list of Thu 20 Aug, it has 3 upvotes of 20, and was waited for until Tue 25 Aug.',
  )
  expect(said({ kind: 'posted', receipt }, '2027-01-02')).toMatch('Posted on Fri 21 Aug 2026, number 1 of 6')
})

// biome-ignore format: one topic per line
test.each([
  ['speculative decoding', '"decoding" is not in its title, keywords or abstract'],
  ['speculative -trees', '"trees", which is left out, is in the abstract'],
  ['author:hinton', 'none of the authors is hinton'],
  ['org:nvidia', "it isn't from nvidia"],
  ['cat:cs.CL', "its category isn't cs.CL"],
  ['after:2026-08-01 before:2026-08-10', 'its date is not on or after 2026-08-01 and before 2026-08-10'],
  ['upvotes:20', 'it has 3 upvotes, not at least 20'],
  ['has:code', 'no code is known'],
  ['2608.00009', 'it is another paper than 2608.00009'],
])('off topic: %s', (typed, reason) => {
  const one = paper('2608.00001', 'Speculative', 'On trees.', { upvotes: 3, published: '2026-07-01' })
  const verdict = explain(one.id, situation({ topics: [typed] }, [list('2026-08-20', [one])]))
  expect(said(verdict)).toBe(`On no topic here. The nearest is ${withoutExclusions(typed)}, but ${reason}.`)
})

test.each([
  ['embodied -survey', 'embodied'],
  ['-"a review" embodied -survey agent', 'embodied agent'],
  ['multi-agent "text-to-image" -„two words“', 'multi-agent "text-to-image"'],
  ['-survey', '-survey'],
])('%s without exclusions is %s', (typed, label) => {
  expect(withoutExclusions(typed)).toBe(label)
})
