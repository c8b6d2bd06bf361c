/** What a file format has to offer to be imported. */
import type { Paper } from '../../papers/paper.ts'

/** A paper that was read, or why there is none. `position` counts from 1: lines, or the entries of an array. */
export type ImportEntry =
  | { readonly position: number; readonly paper: Paper }
  | { readonly position: number; readonly reason: string }

export interface ImportFormat {
  /** For people, as in "imported 5 papers from …". */
  readonly name: string
  /** What `position` counts. */
  readonly counts: 'line' | 'entry'
  /** Whether a file that begins with this text is of this format. */
  recognizes(head: string): boolean
  /** Reads a file as it comes, unpacked, that was written in `year`. One entry in disorder fails alone. */
  read(bytes: AsyncIterable<Uint8Array>, year: number): AsyncIterable<ImportEntry>
}
