/** Papers whose title, or the name that it gives a system, is what was typed: they come first. */
import { analyze } from '../language/analysis.ts'
import type { TypedTitle } from '../query/typed-title.ts'
import type { LiveSegment } from '../index/live-segment.ts'
import { startsWith } from '../matching/phrases.ts'
import { textAt, textIn } from '../index/texts.ts'
import { isJoined, type Tokens, tokensIn, wordIn } from '../index/tokens.ts'

/** Letter for letter as a whole or as a name, or either of these but for the endings of its words, of which it has several. */
export type TitleFit = 'whole' | 'name' | 'alike' | undefined

/** What follows the name of a system in a title: `Qwen2.5-VL Technical Report`, `LLaVA: …`, `Mamba (…)`. */
const afterName = /^\s*(?::|[-–—]\s|\(|(?:technical report|system card|model card)$)/i

/** Numbers that a segment has for what was typed. */
interface Terms {
  /** Those that a title may begin with. */
  readonly begins: readonly number[]
  /** All, where there are several and the segment has them. */
  readonly all: readonly number[] | undefined
}

/** How a document's title fits what was typed. Most segments are small and asked for none: terms are looked up for the first. */
export function titleFit(live: LiveSegment, typed: TypedTitle): (document: number) => TitleFit {
  let terms: Terms | undefined
  return document => fitOf(document, live, typed, (terms ??= termsIn(live, typed)))
}

function termsIn(live: LiveSegment, { beginnings, terms }: TypedTitle): Terms {
  return {
    begins: beginnings.flatMap(term => live.termOf(term) ?? []),
    // A single word with another ending is another word: nobody who types SLAM means `Slamming`.
    all: terms.length > 1 ? live.termsOf(terms) : undefined,
  }
}

/** Most fail at the first word. */
function fitOf(document: number, live: LiveSegment, typed: TypedTitle, { begins, all }: Terms): TitleFit {
  const { titleTokens, titleBegins, titles } = live.segment
  if (!begins.includes(titleBegins[document]!)) return undefined
  const isName = (count: number): boolean => isNameAt(textIn(titles.of(document)), count, typed.signs)
  const tokens = titleTokens.of(document)
  const same = wordsOfLetters(live, tokens, typed.letters)
  if (typed.isOneWord && same && same.count > 1) return undefined
  if (same?.areAll) return 'whole'
  if (same) return isName(same.count) ? 'name' : undefined
  const alike = all && wordsOfTerms(live, tokens, all)
  return alike && (alike.areAll || isName(alike.count)) ? 'alike' : undefined
}

/** The first words of a title. */
interface FirstWords {
  readonly count: number
  readonly areAll: boolean
}

/** Those that have the letters together. */
function wordsOfLetters({ segment }: LiveSegment, tokens: Tokens, letters: string): FirstWords | undefined {
  const words = tokensIn(tokens).filter(token => !isJoined(token))
  let at = 0
  for (let count = 0; count < words.length; ) {
    const text = textAt(segment.words, wordIn(words[count++]!))
    if (!letters.startsWith(text, at)) return undefined
    at += text.length
    if (at === letters.length) return { count, areAll: count === words.length }
  }
  return undefined
}

function wordsOfTerms(
  { segment }: LiveSegment,
  tokens: Tokens,
  terms: readonly number[],
): FirstWords | undefined {
  const to = startsWith(segment.termWords, tokens, tokens.from, terms)
  return to === undefined ? undefined : { count: terms.length, areAll: to === tokens.to }
}

/** Whether the first words of a title are the name of a system, which ends with signs. */
function isNameAt(title: string, count: number, signs: string): boolean {
  const words = analyze(title).flatMap(compound => compound.words)
  const rest = title.slice(words[count - 1]!.end)
  return rest.startsWith(signs) && afterName.test(rest.slice(signs.length))
}
