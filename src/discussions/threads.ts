/** Which thread each scope has about a paper. SQL only. What cannot be read is left out, and harms no other. */
import { isDeepStrictEqual } from 'node:util'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { z } from 'zod'
import { formatPlace, parsePlace, type Place, withoutThread } from '../chat/place.ts'
import type { MessageRef } from '../chat/platform.ts'
import { PaperboyError } from '../errors.ts'
import { instantOf, placedIn, readMessage, writeMessage } from '../delivery/stored.ts'
import type { Database, DiscussionRow } from '../storage/schema.ts'
import type { Discussion, Opening } from './discussions.ts'
import { saidBy } from './scopes.ts'

type Db = Kysely<Database>

/** A discussion as it is stored. */
export type Stored = Selectable<DiscussionRow>

const stateName = z.enum(['opening', 'open', 'archived', 'locked', 'gone', 'failed', 'unknown'])

/** Why a row cannot be read; undefined where it can. */
export function damageOf(row: Stored): unknown {
  try {
    stateName.parse(row.state)
    const messages = [row.parent, row.message].flatMap(json => (json === null ? [] : readMessage(json)))
    const places = [parsePlace(row.channel), ...messages.map(({ place }) => place)]
    instantOf(row.opened_at)
    if (places.every(place => isDeepStrictEqual(placedIn(place), placedIn(row)))) return undefined
    return new PaperboyError('discussions.elsewhere', 'A discussion is said to be in two workspaces.')
  } catch (error) {
    return error
  }
}

export const isWhole = (row: Stored): boolean => damageOf(row) === undefined

const onPapers = (db: Db, names: ReadonlyMap<string, string>) =>
  db
    .selectFrom('discussions')
    .selectAll()
    .where('paper', 'in', [...names.keys()])
    .where('state', '!=', 'failed')
    .orderBy('id', 'desc')

/** Those that count, of papers under any of their names: the scope's own before the public one's, the newest first. */
export async function threadsOn(
  db: Db,
  names: ReadonlyMap<string, string>,
  scopes: readonly string[],
): Promise<Stored[]> {
  const rows = await onPapers(db, names).where('readers', 'in', scopes).execute()
  return rows
    .filter(isWhole)
    .map(row => ({ ...row, paper: names.get(row.paper)! }))
    .toSorted((one, other) => scopes.indexOf(one.readers) - scopes.indexOf(other.readers))
}

/** Those that were opened for readers of these scopes, and have other readers since their channel has become private. */
export async function withdrawnFrom(
  db: Db,
  names: ReadonlyMap<string, string>,
  scopes: readonly string[],
): Promise<Stored[]> {
  const rows = await onPapers(db, names)
    .where('scope', 'in', scopes)
    .where('readers', 'not in', scopes)
    .execute()
  return rows.filter(isWhole)
}

/** Of each paper the thread that counts. */
export const firstOfEach = (rows: readonly Stored[]): Stored[] =>
  rows.filter((row, at) => rows.findIndex(other => other.paper === row.paper) === at)

/** The last generation of a paper's discussion in a scope. */
const lastIn = (db: Db, scope: string, names: ReadonlyMap<string, string>): Promise<Stored | undefined> =>
  db
    .selectFrom('discussions')
    .selectAll()
    .where('scope', '=', scope)
    .where('paper', 'in', [...names.keys()])
    .orderBy('generation', 'desc')
    .executeTakeFirst()

/** A new generation of a paper's discussion in the opener's scope. */
export async function insertThread(
  transaction: Transaction<Database>,
  { paper, reader, channelName, isForum, parent, thread }: Opening,
  names: ReadonlyMap<string, string>,
  at: number,
): Promise<Stored> {
  const channel = formatPlace(withoutThread(reader.place))
  const { person, name, scope, ...workspace } = saidBy(reader)
  const last = await lastIn(transaction, scope, names)
  return transaction
    .insertInto('discussions')
    .values({
      ...workspace,
      scope,
      paper: paper.id,
      generation: (last?.generation ?? 0) + 1,
      readers: scope,
      channel,
      channel_name: channelName ?? null,
      forum: isForum ? 1 : 0,
      opened_by: person,
      opener: name,
      opened_at: at,
      parent: parent ? writeMessage(parent) : standingLine(last, channel),
      message: thread ? writeMessage(thread) : null,
      state: thread ? 'open' : 'opening',
      replies: 0,
      seen_at: at,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** The line of a try that failed in this channel: the next thread is opened under it. */
function standingLine(last: Stored | undefined, channel: string): string | null {
  const isHere = last?.state === 'failed' && last.channel === channel && isWhole(last)
  return isHere ? last.parent : null
}

/** Whether a discussion's thread was to stand under the line of one that failed, not under a card. */
export async function isLine(db: Db, { scope, parent }: Stored): Promise<boolean> {
  if (parent === null) return false
  const failed = await db
    .selectFrom('discussions')
    .select('id')
    .where('scope', '=', scope)
    .where('state', '=', 'failed')
    .where('parent', '=', parent)
    .executeTakeFirst()
  return failed !== undefined
}

/** When a person opened their last discussions, newest first, as far as they were opened since then. */
export async function openedSince(db: Db, person: string, since: number): Promise<number[]> {
  const rows = await db
    .selectFrom('discussions')
    .select('opened_at')
    .where('opened_by', '=', person)
    .where('opened_at', '>', since)
    .where('state', '!=', 'failed')
    .orderBy('opened_at', 'desc')
    .execute()
  return rows.map(({ opened_at: at }) => at)
}

export const allThreads = (db: Db): Promise<Stored[]> =>
  db.selectFrom('discussions').selectAll().orderBy('id').execute()

type Change = Partial<
  Pick<Stored, 'state' | 'message' | 'parent' | 'replies' | 'readers' | 'seen_at' | 'channel_name'>
>

export const changeThread = async (db: Db, { id }: Pick<Stored, 'id'>, to: Change): Promise<void> => {
  await db.updateTable('discussions').set(to).where('id', '=', id).execute()
}

export const openAs = (message: MessageRef): Change => ({ state: 'open', message: writeMessage(message) })

/** Undefined as long as there is no thread yet. */
export function discussionOf(row: Stored): Discussion | undefined {
  const { id, state, message, channel_name: channelName, opened_at: openedAt, replies } = row
  if (message === null || state === 'opening' || state === 'failed' || state === 'unknown') return undefined
  return {
    id,
    message: readMessage(message),
    ...(channelName !== null && { channelName }),
    openedAt: instantOf(openedAt),
    state,
    replies,
  }
}

/** Where people answer: the thread itself. */
export const threadOf = ({ message: { place, thread } }: Discussion): Place => thread ?? place
