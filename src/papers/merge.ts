/** Two records of one paper become one, without forgetting anything. */
import { isDeepStrictEqual } from 'node:util'
import { isTitleId } from './ids.ts'
import { origins } from './paper.ts'
import type { Origin, Paper } from './paper.ts'

/**
 * What is known of a paper after another record of the same paper has come in. A record never erases what it lacks;
 * where both have a value, the more trusted origin wins, and the incoming one among equals. The earliest list date
 * and the arXiv id stay. A starter's summary goes when a real record brings the abstract.
 * Returns `known` itself when nothing changed; merging the same record again never changes anything.
 */
export function mergePapers(known: Paper, incoming: Paper): Paper {
  const [winner, loser] =
    trust(incoming.origin) >= trust(known.origin) ? [incoming, known] : [known, incoming]
  const merged: Paper = {
    ...empty,
    ...present(loser),
    ...present(winner),
    ...together(winner, loser),
    id: [known.id, incoming.id].find(id => !isTitleId(id)) ?? known.id,
  }
  if (isReplacedStarter(loser, winner) && !present(winner).summary) delete merged.summary
  return isDeepStrictEqual(merged, known) ? known : merged
}

const empty: Partial<Paper> = { abstract: '', authors: [], categories: [] }

/** The fields in which both records take part. */
function together(winner: Paper, loser: Paper): Partial<Paper> {
  const { organization, code } = winner
  const first = [winner.listDate, loser.listDate].filter(date => date !== undefined).sort()[0]
  return {
    ...(first && { listDate: first }),
    ...(code && code.url === loser.code?.url && { code: { ...loser.code, ...code } }),
    ...(organization &&
      organization.name === loser.organization?.name && {
        organization: { ...loser.organization, ...organization },
      }),
  }
}

function isReplacedStarter(loser: Paper, winner: Paper): boolean {
  return (
    loser.origin === 'starter' &&
    winner.origin !== 'starter' &&
    !isTitleId(winner.id) &&
    winner.abstract !== ''
  )
}

/** The fields of a record that say something: 0 does, an empty text or list does not. */
function present(paper: Paper): Paper {
  return Object.fromEntries(Object.entries(paper).filter(([, value]) => !isEmpty(value))) as Paper
}

function isEmpty(value: Paper[keyof Paper]): boolean {
  if (value === undefined || value === '') return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && 'terms' in value && value.terms.length === 0
}

function trust(origin: Origin): number {
  return origins.indexOf(origin)
}
