/** Lists and situations for the tests of digests, in the true shape and of our own invention. */
import type { Subscription } from '../../src/channels/settings.ts'
import { topicOf, type ReadList, type Situation } from '../../src/digests/judge.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { ReadPaper } from '../../src/search/topics/read-paper.ts'
import { subscription } from '../channels/fixture.ts'
import { paper, today } from '../search/papers.ts'

export const listed = (id: string, title: string, upvotes?: number, rest: Partial<Paper> = {}): Paper =>
  paper(id, title, '', { ...(upvotes === undefined ? {} : { upvotes }), ...rest })

/** @param seenAt for all of them; by default the noon of the list's date */
export function list(date: string, papers: readonly Paper[], rest: Partial<ReadList> = {}): ReadList {
  return { date, papers: papers.map(one => seen(one, `${date}T12:00:00Z`)), ...rest }
}

export const seen = (one: Paper, seenAt: string): ReadList['papers'][number] => ({
  read: new ReadPaper(one),
  seenAt,
})

/** Friday's post of Thursday's list, unless something else is said. */
export function situation(
  wish: Partial<Subscription>,
  lists: readonly ReadList[],
  rest: Partial<Situation> = {},
): Situation {
  const wished = subscription(wish)
  return {
    subscription: wished,
    topics: wished.topics.map(typed => topicOf(typed, today)),
    date: '2026-08-21',
    lists,
    posted: new Map(),
    waiting: [],
    ...rest,
  }
}
