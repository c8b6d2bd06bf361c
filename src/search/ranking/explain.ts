/** Why a paper stands where it does: one reason per word it holds, the points adding up to the score. */
import { lengthNorm, points } from '../index/bm25.ts'
import type { WeightedTerm } from './weighing.ts'
import { frequencyAt } from '../index/frequencies.ts'
import type { Collection } from '../index/collection.ts'
import type { Match, Reason } from '../result.ts'
import type { Hit } from './best.ts'
import type { EvidenceKind } from './evidence/signal.ts'
import type { Ranking } from './ranking.ts'
import { holdsTerms } from '../matching/phrases.ts'
import type { Plan, PlannedWord } from '../query/plan.ts'
import { standInPoints } from './scoring.ts'
import { positionIn, type Segment } from '../index/segment.ts'
import { textAt } from '../index/texts.ts'
import { tokensIn, wordIn } from '../index/tokens.ts'
import { type TitleFit, titleFit } from './title.ts'

const evidenceTexts: Readonly<Record<EvidenceKind, string>> = {
  ordered: 'words one after the other as in the query',
  unordered: 'words of the query close together',
  spelling: 'words spelt as in the query',
  whole: 'the whole query as one phrase',
  coverage: 'how much of the query it has',
  nearness: 'close in meaning',
}

const titleTexts: Readonly<Record<NonNullable<TitleFit>, string>> = {
  whole: 'the title is what was typed',
  name: 'the title begins with this name',
  alike: 'the title begins like what was typed',
}

/** The match for a hit of the ranking, its reasons from the weightiest on. */
export function explain(hit: Hit, plan: Plan, ranking: Ranking, collection: Collection): Match {
  const { everyWord, titles, terms } = ranking.scheme
  const norm = lengthNorm(hit.live.segment.lengths[hit.document]!, collection.meanLength)
  const words = wordsIn(hit, plan, terms, norm)
  const standIns = standInsIn(hit, words, terms, norm)
  const reasons = [
    ...words.flatMap(wordReason),
    ...Array.from(standIns, ([label, sum]) => ({ text: `written as "${label}"`, points: sum })),
  ]
  if (hit.hasAll && everyWord > 0) reasons.push({ text: 'every word of the query', points: everyWord })
  const fit = hit.hasAll && plan.words.length > 0 ? titleFit(hit.live, plan.title)(hit.document) : undefined
  if (fit) reasons.push({ text: titleTexts[fit], points: titles[fit] })
  hit.evidence?.kinds.forEach((kind, at) => {
    const more = hit.evidence!.points[at]!
    if (more > 0) reasons.push({ text: evidenceTexts[kind], points: more })
  })
  reasons.sort((one, other) => other.points - one.points)
  const id = textAt(hit.live.segment.ids, hit.document)
  return { id, score: hit.score, reasons, standIns: [...standIns.keys()] }
}

/** A word of the query in one paper. */
interface FoundWord {
  readonly word: PlannedWord
  points: number
  inTitle: boolean
  /** How many of its terms the paper holds, the joined form counting for all. */
  held: number
}

function wordsIn(
  { live, document }: Hit,
  plan: Plan,
  terms: readonly WeightedTerm[],
  norm: number,
): FoundWord[] {
  const { postings, frequencies } = live.segment
  const title = titleTerms(live.segment, document)
  const found = plan.words.map(word => ({ word, points: 0, inTitle: false, held: 0 }))
  for (const { term, word, share, ceiling } of terms) {
    const number = live.termOf(term)
    const at = number === undefined ? -1 : positionIn(postings, number, document)
    if (at < 0) continue
    const one = found[word]!
    one.points += points(ceiling, frequencyAt(frequencies, at), norm)
    one.inTitle ||= title.includes(number!)
    one.held += share
  }
  return found
}

function wordReason({ word: { label }, points: sum, inTitle }: FoundWord): Reason[] {
  return sum === 0 ? [] : [{ text: `"${label}" in the ${inTitle ? 'title' : 'abstract'}`, points: sum }]
}

/** What the paper says in the place of words that it lacks, and the points of it. */
function standInsIn(
  { live, document }: Hit,
  words: readonly FoundWord[],
  terms: readonly WeightedTerm[],
  norm: number,
): Map<string, number> {
  const sums = new Map<string, number>()
  words.forEach(({ word: { standIns = [], terms: own }, held }, at) => {
    if (held >= own.length) return
    const standIn = standIns.find(one => holdsTerms(live, one.terms, document))
    if (!standIn) return
    const { ceiling } = terms.findLast(term => term.word === at)!
    const more = standInPoints(live, standIn, ceiling)(document, norm)
    sums.set(standIn.label, (sums.get(standIn.label) ?? 0) + more)
  })
  return sums
}

function titleTerms({ titleTokens, wordTerm }: Segment, document: number): Uint32Array {
  return tokensIn(titleTokens.of(document)).map(token => wordTerm[wordIn(token)]!)
}
