/** The index as bytes. */
import { LiveSegment } from './live-segment.ts'
import { type SealedKind, seal, unseal } from './sealed.ts'
import type { Segment } from './segment.ts'

export interface Snapshot {
  readonly tag: string
  readonly segments: readonly LiveSegment[]
}

interface Content {
  readonly tag: string
  readonly segments: readonly { readonly segment: Segment; readonly removed: Uint32Array }[]
}

const kind: SealedKind = {
  /** `PBSI` */
  magic: 0x49534250,
  format: 7,
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
  return { tag, segments: segments.map(({ segment, removed }) => new LiveSegment(segment, removed)) }
}
