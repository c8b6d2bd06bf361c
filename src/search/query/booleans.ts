/** `NOT` and `OR` as other search engines have them. */
import { stopWords } from '../language/stopwords.ts'

const negations = new Set(['NOT', 'ANDNOT'])
const links = new Set(['AND', 'OR', 'BUT'])

/**
 * `diffusion AND NOT image` as `diffusion -image`. Beside a word such as "is" or "to" it is one as others are: so it stands in
 * all of 126,793 titles that have it in capitals (`… are NOT stronger teachers`).
 */
export function withMinus(text: string): string {
  if (!text.includes('NOT')) return text
  const pieces = piecesOf(text)
  const read: string[] = []
  for (let at = 0; at < pieces.length; at++) {
    const [before, piece, after] = [pieces[at - 1], pieces[at]!, pieces[at + 1]]
    const isLinked = before !== undefined && links.has(before)
    const isNegation =
      negations.has(piece) && (isLinked || !isStopWord(before)) && isAskedFor(after) && !isStopWord(after)
    if (isNegation && isLinked) read.pop()
    read.push(isNegation ? `-${pieces[++at]!}` : piece)
  }
  return read.join(' ')
}

/** Whether one of two things is asked for. */
export function asksForEither(text: string): boolean {
  const pieces = text.includes('OR') ? piecesOf(text) : []
  return pieces.slice(1, -1).includes('OR')
}

/** What stands between spaces that aren't in quotes. */
export const piecesOf = (text: string): string[] =>
  text.match(/[^\s"“„«]*["“„«][^"“”„«»]*["”“»]\S*|\S+/g) ?? []

const isStopWord = (word = ''): boolean => stopWords.has(word.toLowerCase())
const isAskedFor = (word = ''): boolean => /^["“„«\p{L}\p{N}]/u.test(word)
