/** What is searched for in text that was copied from elsewhere. */
import { findPaperIds } from '../../papers/ids.ts'
import { latexToText } from '../../papers/latex.ts'
import { stopWords } from '../language/stopwords.ts'

const bibtexTitle =
  /^\s*@\w+\s*\{[^]*?\btitle\s*=\s*(?:\{(?<braced>(?:[^{}]|\{[^{}]*\})*)\}|"(?<quoted>[^"]*)")/i

/** The title of a BibTeX entry that names no id; all else without line ends in words, and without `Title:` before it. */
export function asSearched(text: string): string {
  const { braced, quoted } = bibtexTitle.exec(text)?.groups ?? {}
  const title = braced ?? quoted
  if (title !== undefined && findPaperIds(text).length === 0) return latexToText(title.replace(/[{}]/g, ''))
  return rejoined(text.replace(/^\s*(?:title|abstract):\s+/i, ''))
}

/** A word that was divided at the end of a line is one again; `pre- and post-training` stays. */
function rejoined(text: string): string {
  return text
    .replace(/\u00ad\s*/g, '')
    .replace(/(?<=\p{L}[-‐‑])\s+(\p{Ll}+)/gu, (found, next: string) => (stopWords.has(next) ? found : next))
}
