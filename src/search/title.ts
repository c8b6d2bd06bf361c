/** Papers whose title, or the name that it gives a system, is what was typed: they come first. */
import { analyze } from './analysis.ts'
import type { LiveSegment } from './live-segment.ts'
import { startsWith } from './phrases.ts'
import { textIn } from './texts.ts'
import { isJoined, tokensIn } from './tokens.ts'

export type TitleFit = 'whole' | 'name' | undefined

/** What follows the name of a system in a title: `Qwen2.5-VL Technical Report`, `LLaVA: …`, `Mamba (…)`. */
const afterName = /^\s*(?::|[-–—]\s|\(|(?:technical report|system card|model card)$)/i

/** How a document's title fits the given terms. Most fail at the first word. */
export function titleFit(live: LiveSegment, title: readonly string[]): (document: number) => TitleFit {
  const numbers = live.termsOf(title)
  const first = numbers?.[0]
  if (numbers === undefined || first === undefined) return () => undefined
  const { titleTokens, titles, termWords } = live.segment
  return document => {
    if (live.titleBegins[document] !== first) return undefined
    const tokens = titleTokens.of(document)
    const to = startsWith(termWords, tokens, tokens.from, numbers)
    if (to === undefined) return undefined
    if (to === tokens.to) return 'whole'
    const count = tokensIn({ ...tokens, to }).filter(one => !isJoined(one)).length
    return isName(textIn(titles.of(document)), count) ? 'name' : undefined
  }
}

/** Whether the first words of a title are the name of a system. */
function isName(title: string, count: number): boolean {
  const words = analyze(title).flatMap(compound => compound.words)
  return afterName.test(title.slice(words[count - 1]!.end))
}
