/** The contract of an upstream that papers come from; `test/contract/source.ts` is its suite. */
import type { Paper } from '../papers/paper.ts'
import type { SourceError } from './source-error.ts'

/** What a source answered, and when it was fetched from the network: a cached answer keeps its age. */
export interface Fetched<T> {
  readonly value: T
  /** ISO instant. */
  readonly fetchedAt: string
  /** False for an answer that was kept: a few minutes old, or the last good one of a source that fails now. */
  readonly live: boolean
  /** Why the last good answer had to do. */
  readonly fault?: SourceError
}

/** Papers that were read, and how many entries of the answer were not in order. */
export interface PaperBatch {
  readonly papers: readonly Paper[]
  readonly rejected: readonly { readonly position: number; readonly reason: string }[]
}

export interface CallOptions {
  readonly signal?: AbortSignal
  /** The most the caller waits, in milliseconds, retries included. */
  readonly deadlineMs?: number
  /** How often it is tried at the most; 1 where a person waits. Default 4. */
  readonly attempts?: number
}

export interface PaperSource {
  readonly name: 'huggingface' | 'arxiv'
  /** One paper by its id without a version; `undefined` when the source does not know it. */
  paper(id: string, options?: CallOptions): Promise<Fetched<Paper | undefined>>
  search(text: string, limit: number, options?: CallOptions): Promise<Fetched<PaperBatch>>
  health(): SourceHealth
}

/** A source that also publishes lists. */
export interface ListSource extends PaperSource {
  /** The whole list of a date, all pages. */
  list(date: string, options?: CallOptions): Promise<Fetched<PaperBatch>>
  trending(limit: number, options?: CallOptions): Promise<Fetched<PaperBatch>>
}

export type SourceHealth =
  | { readonly state: 'unknown' }
  | { readonly state: 'up'; readonly since: string }
  | { readonly state: 'down'; readonly since: string; readonly reason: string }
  /** It asked not to be asked before `until`. */
  | { readonly state: 'paused'; readonly until: string }
