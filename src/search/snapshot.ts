/** The index as bytes. */
import { type SealedKind, seal, unseal } from './sealed.ts'
import type { Segment } from './segment.ts'

export interface Snapshot {
  readonly tag: string
  readonly segment: Segment
}

const kind: SealedKind = {
  /** `PBSI` */
  magic: 0x49534250,
  format: 5,
  name: 'search index',
  code: 'search.snapshot-damaged',
}

export function writeSnapshot(snapshot: Snapshot): Uint8Array {
  return seal(kind, snapshot)
}

/** @throws PaperboyError `search.snapshot-damaged` for anything that `writeSnapshot` of this format didn't write */
export function readSnapshot(bytes: Uint8Array): Snapshot {
  return unseal(kind, bytes) as Snapshot
}
