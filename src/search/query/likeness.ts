/** Papers like one, asked for in words. */
import { findPaperIds, parsePaperId } from '../../papers/ids.ts'
import { isAsking } from './asking.ts'

const asked = /^(?<before>.*?)\b(?:like|(?:related|similar)(?: to)?) (?<paper>\S+)(?<after>.*)$/i

/** `vision papers similar to 2402.17764` as `vision like:2402.17764`, where no other paper is named. */
export function withLike(text: string): string {
  const { before = '', paper = '', after = '' } = asked.exec(text)?.groups ?? {}
  const { id } = parsePaperId(paper) ?? {}
  if (id === undefined || findPaperIds(text).length !== 1) return text
  const words = before.split(' ').filter(word => word !== '' && !isAsking(word))
  return [...words, `like:${id}${after}`].join(' ')
}
