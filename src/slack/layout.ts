/** Makes the parts of a message fit: what is too long is cut evenly, what has no room is left out and said. */
import type { types } from '@slack/bolt'
import { shareOut } from '../chat/fit.ts'
import { limits } from './limits.ts'

/** A piece of a message that is shown or left out as a whole. */
export interface Part {
  /** Papers are left out first, from the last on, then texts, then controls. */
  readonly role: 'paper' | 'text' | 'controls'
  /** Characters of its text, or of its choices, when nothing is cut. */
  readonly characters: number
  /** Its blocks with at most so many of them. */
  blocks(maxCharacters: number): types.KnownBlock[]
}

/** How much there may be; characters are those of every string in the blocks. */
export interface Room {
  readonly blocks: number
  readonly characters: number
}

/** The blocks of all parts, within the room. */
export function layOut(parts: readonly Part[], room: Room): types.KnownBlock[] {
  const measured = parts.map(measure)
  const order = (['paper', 'text', 'controls'] as const).flatMap(role => positions(measured, role))
  let left = measured
  for (let out = 1; !fits(left, room) && out <= order.length; out++) {
    left = without(measured, order.slice(0, out))
  }
  const shares = shareOut(
    left.map(({ characters }) => characters),
    textRoom(left, room),
  )
  return left.flatMap((part, at) => part.blocks(shares[at]!))
}

interface Measured extends Part {
  readonly count: number
  /** Characters of all that is not its text. */
  readonly fixed: number
}

function measure(part: Part): Measured {
  const blocks = part.blocks(part.characters)
  return {
    role: part.role,
    characters: part.characters,
    blocks: max => part.blocks(max),
    count: blocks.length,
    fixed: Math.max(0, charactersOf(blocks) - part.characters),
  }
}

/** Of every string in it. */
export const charactersOf = (value: unknown): number => {
  if (typeof value === 'string') return value.length
  return typeof value === 'object' && value !== null ? sum(Object.values(value).map(charactersOf)) : 0
}

/** From the last on. */
const positions = (parts: readonly Part[], role: Part['role']): number[] =>
  parts.flatMap((part, at) => (part.role === role ? [at] : [])).toReversed()

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)

/** Negative where even what cannot be cut is too much. */
const textRoom = (parts: readonly Measured[], room: Room): number =>
  room.characters - sum(parts.map(({ fixed }) => fixed))

/** Whether every text keeps enough to be worth reading. */
const fits = (parts: readonly Measured[], room: Room): boolean =>
  sum(parts.map(({ count }) => count)) <= room.blocks &&
  sum(parts.map(({ characters }) => Math.min(characters, limits.leastText))) <= textRoom(parts, room)

/** One line says what is missing, where the first of it stood. */
function without(parts: readonly Measured[], out: readonly number[]): Measured[] {
  const gone = new Set(out)
  const first = Math.min(...out)
  const papers = out.filter(at => parts[at]!.role === 'paper').length
  return parts.flatMap((part, at) => {
    if (at === first) return [measure(note(papers === out.length ? missing(papers) : missingText))]
    return gone.has(at) ? [] : [part]
  })
}

const missingText = 'The rest does not fit here.'
const missing = (papers: number): string =>
  papers === 1 ? '1 more paper is not shown.' : `${papers} more papers are not shown.`

const note = (text: string): Part => ({
  role: 'controls',
  characters: 0,
  blocks: () => [{ type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] }],
})
