/** The phrases that a paper must hold, and those that it must not. */
import type { LiveSegment } from '../index/live-segment.ts'
import { candidatesOf } from './phrases.ts'
import type { Phrase, Plan } from '../query/plan.ts'
import { documentsIn } from '../index/segment.ts'
import { SequenceReader, type Sought } from './sequences.ts'

/** A phrase that the texts of some documents decide on. */
interface OpenPhrase extends Sought {
  readonly isWanted: boolean
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
  const open = [
    ...phrases.flatMap(phrase => keepHolding(live, phrase, passing)),
    ...excluded.flatMap(phrase => keepLacking(live, phrase, passing)),
  ]
  if (open.length === 0) return
  const isMet = textsMeet(live, open)
  for (let document = 0; document < passing.length; document++)
    if (passing[document] === 1 && matters(document) && !isMet(document)) passing[document] = 0
}

function keepHolding(live: LiveSegment, phrase: Phrase, passing: Uint8Array): OpenPhrase[] {
  const { holding, possible, sequence } = whereaboutsOf(live, phrase)
  const mayHold = marked(passing.length, possible)
  const kept = mayHold.slice()
  for (const row of holding)
    for (const document of row) {
      kept[document] = 1
      mayHold[document] = 0
    }
  for (let document = 0; document < passing.length; document++) passing[document]! &= kept[document]!
  return possible.length > 0 ? [{ isWanted: true, sequence, mayHold }] : []
}

function keepLacking(live: LiveSegment, phrase: Phrase, passing: Uint8Array): OpenPhrase[] {
  const { holding, possible, sequence } = whereaboutsOf(live, phrase)
  for (const row of holding) for (const document of row) passing[document] = 0
  return possible.length > 0 ? [{ isWanted: false, sequence, mayHold: marked(passing.length, possible) }] : []
}

function marked(documents: number, some: Uint16Array): Uint8Array {
  const marks = new Uint8Array(documents)
  for (const document of some) marks[document] = 1
  return marks
}

interface Whereabouts {
  /** Rows of documents that are known to hold the phrase. */
  readonly holding: readonly Uint16Array[]
  /** Documents of which their texts decide unless they are known to hold it, and what these are searched for. */
  readonly possible: Uint16Array
  readonly sequence: readonly number[]
}

const nowhere = new Uint16Array(0)

function whereaboutsOf(live: LiveSegment, { terms, joined }: Phrase): Whereabouts {
  const closed = joined === undefined ? undefined : live.termOf(joined)
  const inOne = closed === undefined ? [] : [documentsIn(live.segment.postings, closed)]
  const sequence = live.termsOf(terms)
  if (!sequence) return { holding: inOne, possible: nowhere, sequence: [] }
  const { documents, areSure } = candidatesOf(live.segment, sequence)
  return areSure
    ? { holding: [...inOne, documents], possible: nowhere, sequence }
    : { holding: inOne, possible: documents, sequence }
}

/** Whether the text of a document holds all wanted phrases that are open in it, and no other. */
function textsMeet(
  { segment, live }: LiveSegment,
  phrases: readonly OpenPhrase[],
): (document: number) => boolean {
  const reader = new SequenceReader(segment, phrases)
  const wanted = openIn(live.length, phrases, true)
  const unwanted = openIn(live.length, phrases, false)
  /** By phrase the last document that was seen to hold it, from 1. */
  const seen = new Uint32Array(phrases.length)
  return document => {
    let missing = wanted[document]!
    const others = unwanted[document]!
    if (missing + others === 0) return true
    let isExcluded = false
    reader.read(document, at => {
      if (seen[at] === document + 1) return false
      seen[at] = document + 1
      if (phrases[at]!.isWanted) missing--
      else isExcluded = true
      return isExcluded || missing + others === 0
    })
    return missing === 0 && !isExcluded
  }
}

/** By document how many phrases are open in it, of those that are wanted or of the others. */
function openIn(documents: number, phrases: readonly OpenPhrase[], areWanted: boolean): Uint16Array {
  const open = new Uint16Array(documents)
  for (const { isWanted, mayHold } of phrases)
    if (isWanted === areWanted)
      for (let document = 0; document < documents; document++) open[document]! += mayHold[document]!
  return open
}
