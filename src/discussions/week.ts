/** What people did with papers within a time, as far as everybody who reads a channel may know. */
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { formatPlace, type Place, type Scope } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'
import type { Library } from '../library/library.ts'
import type { Paper } from '../papers/paper.ts'
import { namesOf, takenOver } from '../storage/names.ts'
import type { Database } from '../storage/schema.ts'
import type { Discussions, Verdict, WorkedOn } from './discussions.ts'
import { limits } from './limits.ts'
import { type Mark, savedIn, votesOn } from './marks.ts'
import { unread } from './reading.ts'
import type { Refreshing, RefreshingContext } from './refreshing.ts'
import { readable, scopeSeen } from './scopes.ts'
import { discussionOf, type Stored, threadsOn } from './threads.ts'
import { type GivenVerdict, verdictOf, verdictsOn } from './verdicts.ts'

type Db = Kysely<Database>

export interface WeekContext extends Pick<RefreshingContext, 'db' | 'inspect' | 'nowMs'> {
  readonly library: Pick<Library, 'many'>
  readonly refreshing: Pick<Refreshing, 'seen'>
  readonly linkTo: (message: MessageRef) => string | undefined
}

interface SpanMs {
  readonly from: number
  readonly to: number
}

export function createWeek(context: WeekContext): Discussions['week'] {
  const { db, library } = context
  return async (place, span, among) => {
    const scope = await scopeNow(place, context)
    if (!scope) return undefined
    const scopes = readable(scope)
    const within = { from: span.from.epochMilliseconds, to: span.to.epochMilliseconds }
    const marks = (await savedIn(db, scopes)).filter(({ at }) => at <= within.to)
    const papers = await worked(await namedIn(db, scopes, within), { place, scopes, within, marks }, context)
    const entries = await unread(db, marks)
    const unreadPapers = await library.many(entries.map(({ paper }) => paper))
    return {
      papers,
      unread: unreadPapers.map(paper => ({ ...entries.find(one => one.paper === paper.id)!, paper })),
      known: await knownAmong(db, among, scopes, within.to),
    }
  }
}

/** Nobody can tell who reads what is gone, once it is back. */
async function scopeNow(place: Place, { inspect }: WeekContext): Promise<Scope | undefined> {
  const seen = await inspect(place)
  return seen.state === 'gone' ? undefined : scopeSeen(place, seen)
}

interface Asked {
  readonly place: Place
  readonly scopes: readonly string[]
  readonly within: SpanMs
  readonly marks: readonly Mark[]
}

async function worked(
  named: readonly string[],
  { place, scopes, within, marks }: Asked,
  context: WeekContext,
): Promise<WorkedOn[]> {
  const { db, library, linkTo } = context
  const papers = await library.many(await currentIds(db, named))
  const names = await namesOf(
    db,
    papers.map(({ id }) => id),
  )
  const threads = await threadsNow(names, { place, scopes, within }, context)
  const votes = (await votesOn(db, names, scopes)).filter(({ at }) => at <= within.to)
  const verdicts = (await verdictsOn(db, names, scopes)).filter(({ at }) => isIn(at, within)).toReversed()
  const saved = marks.filter(mark => mark.value !== 'removed' && isWithin(mark.at, within))
  const isNamed = (paper: string) => (one: { readonly paper: string }) => names.get(one.paper) === paper
  const workOn = (paper: Paper): WorkedOn => {
    const thread = threads.find(isNamed(paper.id))
    const discussion = thread && discussionOf(thread)
    const own = votes.filter(isNamed(paper.id))
    const link = discussion && linkTo(discussion.message)
    return {
      paper,
      ...(discussion && { discussion }),
      ...(link !== undefined && { link }),
      opened: thread !== undefined && isWithin(thread.opened_at, within),
      verdicts: lastOfPeople(verdicts.filter(isNamed(paper.id))),
      votes: own.length,
      voted: own.some(({ at }) => isWithin(at, within)),
      saved: saved.some(isNamed(paper.id)),
    }
  }
  return papers.map(workOn).filter(wasWorkedOn)
}

const wasWorkedOn = ({ opened, voted, saved, verdicts }: WorkedOn): boolean =>
  opened || voted || saved || verdicts.length > 0

/**
 * One for each paper. Those that were not asked about for minutes are asked after, one after the other, until one isn't
 * told of. Who reads a thread elsewhere that isn't told of is not known, so it is left out.
 */
async function threadsNow(
  names: ReadonlyMap<string, string>,
  { place, scopes, within }: Omit<Asked, 'marks'>,
  { db, nowMs, refreshing }: WeekContext,
): Promise<Stored[]> {
  const rows = (await threadsOn(db, names, scopes)).filter(row => row.opened_at <= within.to)
  const isFresh = ({ seen_at: at }: Stored): boolean => nowMs() - at < limits.refreshMs
  const known = new Map(rows.filter(isFresh).map(row => [row.id, row]))
  const old = rows.filter(row => !isFresh(row)).toSorted((one, other) => other.opened_at - one.opened_at)
  for (const row of old.slice(0, limits.weekThreads)) {
    const now = await refreshing.seen(row)
    if (!now) break
    known.set(row.id, now)
  }
  const here = formatPlace(place)
  return rows
    .flatMap(row => known.get(row.id) ?? (row.channel === here ? [row] : []))
    .filter(row => scopes.includes(row.readers) && row.state !== 'gone')
}

/** In the order in which they were given. */
function lastOfPeople(verdicts: readonly GivenVerdict[]): Verdict[] {
  const last = new Map<string, Verdict>()
  for (const given of verdicts) {
    last.delete(given.person)
    last.set(given.person, verdictOf(given))
  }
  return [...last.values()]
}

const isIn = (at: string, within: SpanMs): boolean =>
  isWithin(Temporal.Instant.from(at).epochMilliseconds, within)

const isWithin = (at: number, { from, to }: SpanMs): boolean => at > from && at <= to

/** The papers (of all, or of these) that anything was said of, under the ids by which they were known then. */
async function namedIn(
  db: Db,
  scopes: readonly string[],
  { from, to }: SpanMs,
  among?: readonly string[],
): Promise<string[]> {
  const threads = db
    .selectFrom('discussions')
    .select('paper')
    .where('readers', 'in', scopes)
    .where('state', '!=', 'failed')
    .where(time => time.between('opened_at', from + 1, to))
    .$if(among !== undefined, query => query.where('paper', 'in', among!))
  const said = (['marks', 'verdicts'] as const).map(table =>
    db
      .selectFrom(table)
      .select('paper')
      .where('scope', 'in', scopes)
      .where(time => time.between('at', from + 1, to))
      .$if(among !== undefined, query => query.where('paper', 'in', among!)),
  )
  const rows = await threads.union(said[0]!).union(said[1]!).execute()
  return rows.map(({ paper }) => paper).sort()
}

/** Of these papers those that anything was ever said of. */
async function knownAmong(
  db: Db,
  papers: readonly string[],
  scopes: readonly string[],
  to: number,
): Promise<ReadonlySet<string>> {
  if (papers.length === 0) return new Set()
  const names = await namesOf(db, papers)
  const named = await namedIn(db, scopes, { from: 0, to }, [...names.keys()])
  return new Set(named.map(paper => names.get(paper)!))
}

async function currentIds(db: Db, ids: readonly string[]): Promise<string[]> {
  const current = await takenOver(db, ids)
  return [...new Set(ids.map(id => current.get(id) ?? id))]
}
