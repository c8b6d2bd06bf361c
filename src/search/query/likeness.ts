/** Papers like one, asked for in words. */
import { findPaperIds, parsePaperId } from '../../papers/ids.ts'
import { isAsking } from './asking.ts'
import { piecesOf } from './booleans.ts'

const asked = /(?<!-|\bnot )\b(?:like|(?:related|similar)(?: to)?) (?<paper>\S+)/gi

/** `vision papers similar to 2402.17764` as `vision like:2402.17764`, where no other paper is named. */
export function withLike(text: string): string {
  const found = [...text.matchAll(asked)].find(({ groups }) => parsePaperId(groups!['paper']!) !== undefined)
  if (!found || findPaperIds(text).length !== 1) return text
  const words = piecesOf(text.slice(0, found.index)).filter(word => !isAsking(word))
  const { id } = parsePaperId(found.groups!['paper']!)!
  return [...words, `like:${id}${text.slice(found.index + found[0].length)}`].join(' ')
}
