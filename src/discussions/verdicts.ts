/** Verdicts: all are kept, each with who gave it and when. SQL only. */
import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import { instantOf } from '../delivery/stored.ts'
import { cutGraphemes, oneLine } from '../papers/text.ts'
import type { Database } from '../storage/schema.ts'
import { type Reader, type Verdict, verdictNames } from './discussions.ts'
import { limits } from './limits.ts'
import { saidBy } from './scopes.ts'

const verdictName = z.enum(verdictNames)

export async function putVerdict(
  transaction: Transaction<Database>,
  paper: string,
  { verdict, line, at }: Pick<Verdict, 'verdict' | 'line'> & { readonly at: number },
  reader: Reader,
): Promise<void> {
  const kept = line ? cutGraphemes(oneLine(line), limits.lineGraphemes) : null
  await transaction
    .insertInto('verdicts')
    .values({ ...saidBy(reader), paper, verdict, line: kept, at })
    .execute()
}

export interface GivenVerdict extends Verdict {
  /** The id under which it was asked for. */
  readonly paper: string
  /** Who gave it, written as a place. */
  readonly person: string
}

/** As everybody may see it. */
export const verdictOf = ({ paper: _paper, person: _person, ...verdict }: GivenVerdict): Verdict => verdict

/** The latest first. A row with a verdict that there isn't is left out. */
export async function verdictsOn(
  db: Kysely<Database>,
  names: ReadonlyMap<string, string>,
  scopes: readonly string[],
): Promise<GivenVerdict[]> {
  const rows = await db
    .selectFrom('verdicts')
    .select(['paper', 'person', 'name', 'verdict', 'line', 'at'])
    .where('scope', 'in', scopes)
    .where('paper', 'in', [...names.keys()])
    .where('verdict', 'in', verdictNames)
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ paper, person, name, verdict, line, at }) => ({
    paper: names.get(paper)!,
    person,
    verdict: verdictName.parse(verdict),
    ...(line !== null && { line }),
    ...(name !== null && { name }),
    at: instantOf(at),
  }))
}
