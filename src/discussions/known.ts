/** What is known of papers where they are shown: a few small queries for all of them together. */
import type { Kysely } from 'kysely'
import { namesOf } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Known, KnownToOne, Reader, Readers, Saved } from './discussions.ts'
import { lastOfEach, type Mark, savedBy, votesOn } from './marks.ts'
import { personOf, readable } from './scopes.ts'
import { discussionOf, firstOfEach, type Stored, threadsOn } from './threads.ts'
import { verdictOf, verdictsOn } from './verdicts.ts'

type Db = Kysely<Database>

/** Beside what is known the rows of the threads, by paper: what a platform last said of them may be old. */
export interface Told<K> {
  readonly known: ReadonlyMap<string, K>
  readonly threads: readonly Stored[]
}

/** What everybody who reads a scope may know of papers. */
export async function knownOf(
  db: Db,
  papers: readonly string[],
  { scope }: Readers,
): Promise<Told<Known> & { readonly votes: readonly Mark[]; readonly names: ReadonlyMap<string, string> }> {
  if (papers.length === 0) return { known: new Map(), threads: [], votes: [], names: new Map() }
  const names = await namesOf(db, papers)
  const scopes = readable(scope)
  const votes = await votesOn(db, names, scopes)
  const verdicts = await verdictsOn(db, names, scopes)
  const threads = firstOfEach(await threadsOn(db, names, scopes))
  const known = new Map<string, Known>()
  for (const paper of papers) {
    const thread = threads.find(row => row.paper === paper)
    const discussion = thread && thread.state !== 'gone' ? discussionOf(thread) : undefined
    const verdict = verdicts.find(one => one.paper === paper)
    const count = votes.filter(vote => vote.paper === paper).length
    if (discussion || verdict || count > 0)
      known.set(paper, {
        votes: count,
        ...(discussion && { discussion }),
        ...(verdict && { verdict: verdictOf(verdict) }),
      })
  }
  return { known, threads, votes, names }
}

/** The same for one person, with their own vote and what is on their list. */
export async function knownToOne(
  db: Db,
  papers: readonly string[],
  reader: Reader,
): Promise<Told<KnownToOne>> {
  const { known, threads, votes, names } = await knownOf(db, papers, reader)
  if (names.size === 0) return { known: new Map(), threads }
  const person = personOf(reader)
  const saved = new Map(
    lastOfEach(await savedBy(db, reader, names), names).map(mark => [mark.paper, savedAs(mark)]),
  )
  const own = papers.flatMap((paper): [string, KnownToOne][] => {
    const state = saved.get(paper)
    const shared = known.get(paper)
    if (!shared && !state) return []
    const voted = votes.some(vote => vote.paper === paper && vote.person === person)
    return [[paper, { votes: 0, ...shared, voted, ...(state && { saved: state }) }]]
  })
  return { known: new Map(own), threads }
}

/** Undefined once it was taken off the list. */
export const savedAs = ({ value }: Mark): Saved | undefined =>
  value === 'saved' || value === 'reading' || value === 'done' ? value : undefined
