/** The index as bytes. */
import { LiveSegment } from './live-segment.ts'
import { type SealedKind, seal, unseal } from './sealed.ts'
import type { Segment } from './segment.ts'
import { TokenRows } from './token-rows.ts'

export interface Snapshot {
  readonly tag: string
  readonly segments: readonly LiveSegment[]
}

/** A segment as data alone. */
interface Plain extends Omit<Segment, 'titleTokens' | 'textTokens'> {
  readonly titleTokens: Pick<TokenRows, 'start' | 'units'>
  readonly textTokens: Pick<TokenRows, 'start' | 'units'>
}

interface Content {
  readonly tag: string
  readonly segments: readonly { readonly segment: Plain; readonly removed: Uint32Array }[]
}

const kind: SealedKind = {
  /** `PBSI` */
  magic: 0x49534250,
  format: 8,
  name: 'search index',
  code: 'search.snapshot-damaged',
}

/** What is removed later has no part in it. */
export function writeSnapshot({ tag, segments }: Snapshot): Generator<Uint8Array> {
  const content: Content = {
    tag,
    segments: segments.map(live => ({ segment: live.segment, removed: Uint32Array.from(live.removed()) })),
  }
  return seal(kind, content)
}

/** @throws PaperboyError `search.snapshot-damaged` for anything that `writeSnapshot` of this format didn't write */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  const { tag, segments } = unseal(kind, bytes) as Content
  return { tag, segments: segments.map(({ segment, removed }) => new LiveSegment(revived(segment), removed)) }
}

function revived(plain: Plain): Segment {
  const rowsOf = ({ start, units }: Plain['textTokens']): TokenRows => new TokenRows(start, units)
  return { ...plain, titleTokens: rowsOf(plain.titleTokens), textTokens: rowsOf(plain.textTokens) }
}
