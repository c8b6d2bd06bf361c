/** What commands may call. Platforms, SQL and the network stay behind it. */
import type { Library } from '../src/library/library.ts'
import type { Paper } from '../src/papers/paper.ts'
import type { SourceHealth } from '../src/sources/source.ts'

/** The upstreams as commands see them: everything they return is in the library already. */
export interface Upstream {
  /**
   * Papers that Hugging Face finds and that are not among `known`, within 1.5 seconds; none when live search is off
   * or Hugging Face does not answer in time.
   */
  search(text: string, known: readonly string[]): Promise<Paper[]>
  /** A paper that the library lacks. `undefined` when no upstream knows it. */
  paper(id: string): Promise<Paper | undefined>
  /** Fetches the list of a date into the library. */
  list(date: string): Promise<void>
  health(): readonly { readonly name: string; readonly health: SourceHealth }[]
}

export interface Services {
  readonly library: Library
  readonly upstream: Upstream
  /** ISO instant. */
  now(): string
}

/** The date in UTC, `YYYY-MM-DD`: the one that Hugging Face's lists are counted by. */
export function today(services: Pick<Services, 'now'>): string {
  return services.now().slice(0, 10)
}
