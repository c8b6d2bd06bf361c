/** Why a paper stands where it does: one reason per word it holds, the points adding up to the score. */
import { lengthNorm, points, type WeightedTerm } from './bm25.ts'
import type { Collection } from './collection.ts'
import type { Match, Reason } from './engine.ts'
import type { Hit } from './best.ts'
import type { EvidenceKind } from './evidence/signal.ts'
import type { Ranking } from './ranking.ts'
import { holdsTerms } from './phrases.ts'
import type { Plan } from './plan.ts'
import { longFormPoints } from './scoring.ts'
import { positionIn, wordIn } from './segment.ts'
import { titleFit } from './title.ts'

const evidenceTexts: Readonly<Record<EvidenceKind, string>> = {
  ordered: 'words one after the other as in the query',
  unordered: 'words of the query close together',
  spelling: 'words spelt as in the query',
  whole: 'the whole query as one phrase',
  nearness: 'close in meaning',
}

const titleTexts: Readonly<Record<'whole' | 'name', string>> = {
  whole: 'the title is what was typed',
  name: 'the title begins with this name',
}

/** The match for a hit of the ranking, its reasons from the weightiest on. */
export function explain(hit: Hit, plan: Plan, ranking: Ranking, collection: Collection): Match {
  const { everyWord, titles, terms } = ranking.scheme
  const reasons = wordReasons(hit, plan, terms, collection)
  if (hit.hasAll && everyWord > 0) reasons.push({ text: 'every word of the query', points: everyWord })
  const fit = hit.hasAll && plan.words.length > 0 ? titleFit(hit.live, plan.title)(hit.document) : undefined
  if (fit) reasons.push({ text: titleTexts[fit], points: titles[fit] })
  hit.evidence?.kinds.forEach((kind, at) => {
    const more = hit.evidence!.points[at]!
    if (more > 0) reasons.push({ text: evidenceTexts[kind], points: more })
  })
  reasons.sort((one, other) => other.points - one.points)
  return { id: hit.live.segment.ids[hit.document]!, score: hit.score, reasons }
}

function wordReasons(
  { live, document }: Hit,
  plan: Plan,
  terms: readonly WeightedTerm[],
  collection: Collection,
): Reason[] {
  const { postings, frequencies, lengths } = live.segment
  const norm = lengthNorm(lengths[document]!, collection.meanLength)
  const title = titleTerms(live.segment, document)
  const sums = plan.words.map(() => ({ points: 0, inTitle: false }))
  for (const { term, word, ceiling } of terms) {
    const number = live.termOf(term)
    const at = number === undefined ? -1 : positionIn(postings, number, document)
    if (at < 0) continue
    sums[word]!.points += points(ceiling, frequencies[at]!, norm)
    sums[word]!.inTitle ||= title.has(number!)
  }
  const ofWords = sums.flatMap((sum, word) => {
    const text = `"${plan.words[word]!.label}" in the ${sum.inTitle ? 'title' : 'abstract'}`
    return sum.points === 0 ? [] : [{ text, points: sum.points }]
  })
  return [...ofWords, ...longReasons(live, document, plan, terms, norm)]
}

function longReasons(
  live: Hit['live'],
  document: number,
  { words }: Plan,
  terms: readonly WeightedTerm[],
  norm: number,
): Reason[] {
  return words.flatMap(({ long, label }, word) => {
    if (!long || !holdsTerms(live, long, document)) return []
    const { ceiling } = terms.findLast(term => term.word === word)!
    return [{ text: `"${label}" written out`, points: longFormPoints(live, long, document, ceiling, norm) }]
  })
}

function titleTerms(
  { tokens, tokenStart, textStart, wordTerm }: Hit['live']['segment'],
  document: number,
): Set<number> {
  const title = tokens.subarray(tokenStart[document], textStart[document])
  return new Set(Array.from(title, token => wordTerm[wordIn(token)]!))
}
