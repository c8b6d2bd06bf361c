/** What a word that the library doesn't know, or hardly, is read as. */
import type { Collection } from '../index/collection.ts'
import { limits } from '../limits.ts'
import type { Neighbourhood } from './neighbourhood.ts'
import {
  beginsWithCapital,
  chanceOf,
  hasCapital,
  hasCapitalInside,
  isAcronym,
  isLikelySlip,
  isSlipInName,
  isWord,
} from './slips.ts'
import { editsTried, openAtCapitals, openIn, spellingsNear } from './spellings.ts'

/** A word to be read, and what stands around it. */
export interface Misspelt {
  /** Folded. */
  readonly text: string
  readonly original: string
  /** In a long query. */
  readonly isInLong: boolean
  readonly context: Neighbourhood
}

interface Reading {
  readonly word: string
  readonly papers: number
  /** Of the slip that makes it what was typed. */
  readonly chance: number
}

/** Two words that were typed as one; else fewest edits first, then what stands beside the neighbours, then what is frequent. */
export function nearestWord(word: Misspelt): string | undefined {
  const { text, original, context } = word
  const { collection } = context
  const isKnown = collection.frequencyOf(text) > 0
  const parts = isKnown ? undefined : openAtCapitals(original, collection)
  if (parts !== undefined) return parts
  const open = isKnown ? undefined : openIn(text, collection)
  for (let edits = 1; edits <= (isKnown ? 1 : editsTried(text)); edits++) {
    const best = bestOf(text, candidates(word, edits), context)
    if (open && (edits > 1 || !best || best.papers < limits.moreFrequent * open.papers)) return open.text
    const isRight = best && isRead(word, best, edits)
    if (isRight !== undefined) return isRight ? best.word : undefined
  }
  return open?.text ?? (isKnown ? undefined : nameIn(text, collection))
}

/** `quantvideogen`, which would not be read at all, as a name that a single paper writes in two. */
function nameIn(typed: string, collection: Collection): string | undefined {
  const open = openIn(typed, collection, 1)?.text
  return open?.split(' ').every(isWord) ? open : undefined
}

/** Who begins a word with a capital types its first letter right. */
function candidates({ text, original, context }: Misspelt, edits: number): string[] {
  const near = spellingsNear(text, edits, context.collection)
  return beginsWithCapital(original) ? near.filter(word => word[0] === text[0]) : near
}

/** Whether the best word so many edits away is what was meant; undefined where one further away may be. */
function isRead(
  { text, original, context, isInLong }: Misspelt,
  best: Reading,
  edits: number,
): boolean | undefined {
  const papers = context.collection.frequencyOf(text)
  if (hasCapitalInside(original) && (edits > 1 || !isSlipInName(text, best.word))) return false
  if (papers > 0 && !hasCapital(original) && isCommonSlip(text, best, context)) return true
  if (papers > 0 || text.length < limits.oneEditFrom || isAcronym(original))
    return !context.standsBeside(text) && isNeighbour(best, papers, context)
  if (edits > 1 && best.papers < fewestFarther(context.collection)) return undefined
  const mayBeOther = edits > 1 || isInLong
  return !mayBeOther || context.neighbours === 0 || context.standsBeside(best.word) || undefined
}

/** Papers that have a word two slips away: of a hundred papers as many as of thousands, of fewer one. */
const fewestFarther = ({ size }: Collection): number =>
  Math.min(limits.besideLeast, size * limits.fartherShare)

/** Far more papers have it than what was typed, and some beside the neighbours. */
function isNeighbour({ word, papers }: Reading, papersTyped: number, context: Neighbourhood): boolean {
  return context.papersBeside(word) >= limits.besideLeast && papers > limits.moreFrequent * papersTyped
}

/**
 * `tranformers`, which some paper has too, also beside the same neighbours, where far more have what is right;
 * `Tempora` rather is the name that it has there.
 */
function isCommonSlip(typed: string, { word, papers }: Reading, context: Neighbourhood): boolean {
  const { letters, moreFrequent } = limits.commonSlip
  if (typed.length < letters || !isLikelySlip(typed, word)) return false
  if (papers <= moreFrequent * context.collection.frequencyOf(typed)) return false
  return context.papersBeside(word) >= limits.moreFrequent * context.papersBeside(typed)
}

/** Counting neighbours reads texts, so that it is left out where it would change nothing. */
function bestOf(typed: string, words: readonly string[], context: Neighbourhood): Reading | undefined {
  const { collection, neighbours } = context
  const likelihood = ({ word, papers, chance }: Reading): number =>
    chance * (papers + limits.besideWeight * context.papersBeside(word))
  const known = words.map(word => {
    const papers = collection.frequencyOf(word)
    return { word, papers, chance: chanceOf(typed, word), likely: papers * chanceOf(typed, word) }
  })
  const likeliest = known.sort((one, other) => other.likely - one.likely || (one.word < other.word ? -1 : 1))
  const most = 1 + limits.besideWeight * neighbours
  const [first, ...others] = likeliest.slice(0, limits.readings)
  return others.reduce(
    (best, one) => (one.likely * most > best!.likely && likelihood(one) > likelihood(best!) ? one : best),
    first,
  )
}
