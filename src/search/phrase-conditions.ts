/** The phrases that a paper must hold, and those that it must not. */
import type { LiveSegment } from './live-segment.ts'
import { candidatesOf } from './phrases.ts'
import type { Phrase, Plan } from './plan.ts'
import { documentsIn } from './segment.ts'
import { SequenceReader } from './sequences.ts'

/** What is known of a phrase in a document before its text is read. */
const states = { lacks: 0, mayHold: 1, holds: 2 }

interface Condition {
  readonly isWanted: boolean
  /** By document one of `states`. */
  readonly states: Uint8Array
  /** The terms that a document which may hold the phrase is searched for; none where no text needs be read. */
  readonly sequence: readonly number[]
}

/**
 * Leaves out documents that lack a phrase or hold an excluded one. Reading texts takes longest: it is done once for all
 * phrases, and only where it decides.
 * @param passing 1 for each document that may pass, changed in place
 * @param matters whether a document is looked at at all; others may pass undecided
 */
export function keepByPhrases(
  live: LiveSegment,
  { phrases, excluded }: Pick<Plan, 'phrases' | 'excluded'>,
  passing: Uint8Array,
  matters: (document: number) => boolean,
): void {
  const conditions = [
    ...phrases.map(phrase => conditionOf(live, phrase, true)),
    ...excluded.map(phrase => conditionOf(live, phrase, false)),
  ]
  for (const { isWanted, states: known } of conditions) {
    const failing = isWanted ? states.lacks : states.holds
    for (let document = 0; document < passing.length; document++)
      if (known[document] === failing) passing[document] = 0
  }
  const open = conditions.filter(({ sequence }) => sequence.length > 0)
  if (open.length === 0) return
  const holds = textsHold(live, open)
  for (let document = 0; document < passing.length; document++)
    if (passing[document] === 1 && matters(document) && !holds(document)) passing[document] = 0
}

function conditionOf(live: LiveSegment, { terms, joined }: Phrase, isWanted: boolean): Condition {
  const known = new Uint8Array(live.live.length)
  let sequence: readonly number[] = []
  const numbers = live.termsOf(terms)
  if (numbers) {
    const { documents, areSure } = candidatesOf(live.segment, numbers)
    for (const document of documents) known[document] = areSure ? states.holds : states.mayHold
    if (!areSure) sequence = numbers
  }
  const whole = joined === undefined ? undefined : live.termOf(joined)
  if (whole !== undefined)
    for (const document of documentsIn(live.segment.postings, whole)) known[document] = states.holds
  return { isWanted, states: known, sequence }
}

/** Whether the text of a document meets all conditions that are open in it. */
function textsHold(
  { segment }: LiveSegment,
  conditions: readonly Condition[],
): (document: number) => boolean {
  const reader = new SequenceReader(
    segment,
    conditions.map(({ sequence }) => sequence),
  )
  /** By condition the last document that holds its phrase, from 1. */
  const held = new Uint32Array(conditions.length)
  return document => {
    let wanted = 0
    let unwanted = 0
    for (const { isWanted, states: known } of conditions)
      if (known[document] === states.mayHold) {
        if (isWanted) wanted++
        else unwanted++
      }
    if (wanted + unwanted === 0) return true
    let isExcluded = false
    reader.read(document, at => {
      const { isWanted, states: known } = conditions[at]!
      if (known[document] !== states.mayHold || held[at] === document + 1) return false
      held[at] = document + 1
      if (isWanted) wanted--
      else isExcluded = true
      return isExcluded || wanted + unwanted === 0
    })
    return wanted === 0 && !isExcluded
  }
}
