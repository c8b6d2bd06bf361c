/** The library's public door: every paper this bot knows, on disk, searchable without a network. */
import type { Paper } from '../papers/paper.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import type { Reason, SearchOptions, SearchResult } from '../search/result.ts'
import type { Passage } from '../search/passage.ts'
import type { Query, QueryFilters } from '../search/query/query.ts'
import type { NamedAuthor } from '../search/reading/author-names.ts'
import type { EncodingStatus } from './encoding/encoding.ts'

export interface PutResult {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
}

/** One Daily Papers list as it is known here. */
export interface ListInfo {
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** Papers on it, in the library. */
  readonly papers: number
  /** Fetched live after the time at which lists no longer grow (see `closesAt`). */
  readonly closed: boolean
  /** ISO instant of the last live fetch; absent for lists that came from a file or with the program. */
  readonly fetchedAt?: string
}

export interface FoundPaper {
  readonly paper: Paper
  readonly score: number
  readonly reasons: readonly Reason[]
  /** Empty behind the first `passages`. */
  readonly passage: Passage
}

export interface FindOptions extends Omit<SearchOptions, 'nearness' | 'among'> {
  /** How many of the first papers get a passage. Default: all. */
  readonly passages?: number
}

export interface FindResult extends Pick<SearchResult, 'total' | 'withEvery' | 'corrections' | 'standIns'> {
  readonly papers: readonly FoundPaper[]
}

export interface Library {
  /** Adds and merges papers (`mergePapers`), in transactions of at most 200; searchable when it resolves. */
  put(papers: readonly Paper[]): Promise<PutResult>
  /** Records what a list holds now. `closed` only when a live answer closed it. */
  putList(
    date: string,
    papers: readonly Paper[],
    fetch: { fetchedAt: string; closed: boolean },
  ): Promise<PutResult>
  /** By an id in any form that `parsePaperId` reads, or a `title:` id, also one that was taken over. */
  get(id: string): Promise<Paper | undefined>
  /** In the order of `ids`, leaving out those unknown. */
  many(ids: readonly string[]): Promise<Paper[]>
  list(date: string): Promise<{ info: ListInfo; papers: Paper[] } | undefined>
  /** When each paper was first seen on the list of a date: ISO instants by the ids that papers have now. */
  listed(date: string): Promise<ReadonlyMap<string, string>>
  /** The dates of the lists that a paper is on, oldest first. */
  listsOf(id: string): Promise<string[]>
  /** The newest list that has papers. */
  newestList(): Promise<ListInfo | undefined>
  /** Newest first, those that closed without a paper too. */
  lists(limit: number): Promise<ListInfo[]>
  /** Papers of lists from `since` (date) on, most upvotes first. */
  trending(since: string, limit: number): Promise<Paper[]>
  find(query: Query, options?: FindOptions): Promise<FindResult>
  /** The words of a query as `find` reads them: unknown ones corrected. */
  correct(query: Query): Pick<SearchResult, 'words' | 'corrections'>
  /** The filters of a query with names of authors and organisations that no paper has as the nearest that some has. */
  nearestNames(query: Query): QueryFilters
  /** The acronyms that a query names, by their short or by their long form, and that mean one thing in the library. */
  acronymsIn(query: Query): Acronym[]
  /** Whether the words of a query are together the whole name of an author, or one of those names, in as many papers as say it. */
  namesAuthor(query: Query): boolean
  /** The author that some of the words of a query name. */
  authorWithin(query: Query): NamedAuthor | undefined
  /** The ids of the best matches, where told among these papers alone, without anything loaded. A set is not to be changed later. */
  rank(query: Query, limit: number, among?: ReadonlySet<string>): string[]
  completePaper(typed: string, limit: number): { id: string; title: string }[]
  completeOrganization(typed: string, limit: number): string[]
  readonly size: number
  /** How the encoder and its work on the papers are; undefined without one. */
  readonly encoding: EncodingStatus | undefined
  /** True while nothing but the papers that come with the program is known. */
  readonly onlyStarter: boolean
  /** Saves the index snapshot when it has changed. */
  close(): Promise<void>
}
