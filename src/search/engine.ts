/** The search engine's public door: papers in, ranked matches out. Pure memory; no network, no SQL, no platform. */
import type { Paper } from '../papers/paper.ts'
import type { Acronym } from './language/acronyms.ts'
import { authorWithin, isAuthor, type NamedAuthor } from './reading/author-names.ts'
import { Collection } from './index/collection.ts'
import { completeOrganization, completePaper } from './complete.ts'
import { correct } from './reading/correction.ts'
import { explain } from './ranking/explain.ts'
import { acronymsIn } from './reading/known-acronyms.ts'
import { nearestNames } from './reading/known-names.ts'
import { limits } from './limits.ts'
import { LiveSegment } from './index/live-segment.ts'
import { segmentOf } from './index/merge.ts'
import { plainQuery } from './query/parse-query.ts'
import type { Plan } from './query/plan.ts'
import type { Query, QueryFilters } from './query/query.ts'
import type { RandomAccessFile } from './files/random-access-file.ts'
import { rank, type Ranking } from './ranking/ranking.ts'
import { readQuery } from './reading/read-query.ts'
import { Scores } from './ranking/scoring.ts'
import type { SemanticModel } from './semantic/model.ts'
import { Semantics } from './semantic/semantics.ts'
import type { Match, SearchOptions, SearchResult } from './result.ts'
import { Segments } from './index/segments.ts'
import { readSnapshot, writeSnapshot } from './index/snapshot.ts'
import { textIn } from './index/texts.ts'

export interface SearchEngine {
  /** Papers that can be found. */
  readonly size: number
  /** Adds papers; one with a known id replaces it. Safe between searches at any time. */
  add(papers: readonly Paper[]): void
  remove(ids: readonly string[]): void
  search(query: Query, options?: SearchOptions): SearchResult
  /** The words of a query as `search` reads them: unknown ones corrected. */
  correct(query: Query): Pick<SearchResult, 'words' | 'corrections'>
  /** The filters of a query with names of authors and organisations that no paper has as the nearest that some has. */
  nearestNames(query: Query): QueryFilters
  /** The acronyms that a query names, by their short or by their long form, and that mean one thing in the library. */
  acronymsIn(query: Query): Acronym[]
  /** Whether the words of a query are together the whole name of an author, or one of those names, in as many papers as say it. */
  namesAuthor(query: Query): boolean
  /** The author that some of the words of a query name. */
  authorWithin(query: Query): NamedAuthor | undefined
  /** Type-ahead over titles and ids, best first. */
  complete(typed: string, limit: number): { readonly id: string; readonly title: string }[]
  /** Organisation names that start with or contain what was typed, most papers first. */
  completeOrganization(typed: string, limit: number): string[]
  /** Weighs nearness in meaning from now on, by a model of these or of other papers. */
  useModel(model: SemanticModel): void
  /** How many papers the model in use was learnt from; 0 without one. */
  readonly modelPapers: number
  /**
   * Does a little of what is due so that searches stay fast, a few milliseconds at most, and answers whether more is due.
   * What is found never depends on it.
   */
  tidy(): boolean
  /**
   * Searches for some of its own titles, one a call and longer ones each time, and answers whether more are due: the first
   * searches of a process, whose code isn't compiled yet, are people's otherwise, and take several times as long.
   */
  warmUp(): boolean
  /**
   * Everything needed to open the engine again as it is now, piece by piece, with a version and a checksum. `tag` comes back
   * from `openEngine`. Between the pieces anything may be done.
   */
  save(tag: string): Generator<Uint8Array>
}

/** An engine that knows no paper yet. */
export function createEngine(): SearchEngine {
  return new MemoryEngine([])
}

export interface OpenedEngine {
  readonly engine: SearchEngine
  /** What `save` was given. */
  readonly tag: string
  /** Texts are read from the file as they are needed: it stays open, and unchanged, as long as the engine is used. */
  readonly usesFile: boolean
}

/**
 * Opens what `save` wrote.
 * @param inMemory bytes of texts up to which these are in memory too, 128 MB by default
 * @throws PaperboyError `search.snapshot-damaged` when the file is anything else: build the index anew
 */
export function openEngine(file: RandomAccessFile, inMemory?: number): OpenedEngine {
  const { tag, segments, usesFile } = readSnapshot(file, inMemory)
  return { engine: new MemoryEngine(segments), tag, usesFile }
}

const nothing = {
  total: 0,
  withEvery: 0,
  matches: [] as const,
  corrections: [] as const,
  standIns: [] as const,
}

class MemoryEngine implements SearchEngine {
  readonly #segments: Segments
  #collection: Collection
  readonly #scores = new Scores()
  #semantics: Semantics | undefined
  /** Searches of `warmUp`. */
  #warmed = 0

  constructor(segments: readonly LiveSegment[]) {
    this.#segments = new Segments(segments, (parts, merged) => this.#semantics?.carry(parts, merged))
    this.#collection = new Collection(segments)
  }

  get size(): number {
    return this.#collection.size
  }

  get modelPapers(): number {
    return this.#semantics?.model.papers ?? 0
  }

  useModel(model: SemanticModel): void {
    this.#semantics = new Semantics(model)
  }

  add(papers: readonly Paper[]): void {
    const added = [...new Map(papers.map(paper => [paper.id, paper])).values()]
    this.#change(() => {
      this.#segments.remove(added.map(({ id }) => id))
      for (let at = 0; at < added.length; at += limits.segmentPapers)
        this.#segments.add(new LiveSegment(segmentOf(added.slice(at, at + limits.segmentPapers))))
    })
  }

  remove(ids: readonly string[]): void {
    this.#change(() => this.#segments.remove(ids))
  }

  /** What can be found and its statistics agree also where a text couldn't be read, and a change stopped halfway. */
  #change(change: () => void): void {
    try {
      change()
    } finally {
      this.#collection = new Collection(this.#segments.list)
    }
  }

  tidy(): boolean {
    if (!this.#segments.tidy()) return this.#semantics?.prepare(this.#collection) ?? false
    this.#collection = new Collection(this.#segments.list)
    return true
  }

  warmUp(): boolean {
    const [live] = this.#collection.segments
    if (!live || this.#warmed === limits.warmingSearches) return false
    const title = textIn(live.segment.titles.of(this.#warmed % live.live.length))
    const words = title.split(' ').slice(0, ++this.#warmed)
    this.search(plainQuery(words.join(' ')))
    return true
  }

  search(query: Query, options: SearchOptions = {}): SearchResult {
    if (query.id !== undefined) return { words: query.words, ...this.#byId(query.id) }
    const { limit = limits.results, offset = 0, sort = 'relevance', exact = false } = options
    const collection = this.#collection
    const { words, corrections, plan: asRead } = readQuery(query, collection, exact)
    const plan = { ...asRead, ...(options.among && { among: options.among }) }
    const asked = query.words.length > 0 || query.phrases.length > 0 || query.like !== undefined
    if (asked && plan.words.length === 0) return { ...nothing, words, corrections }
    const nearness = options.nearness ?? this.#semantics?.nearnessTo(plan, collection)
    const ranking = rank(plan, collection, this.#scores, sort, offset + limit, nearness)
    const page = ranking.hits.slice(offset, offset + limit)
    const matches = page.map(hit => explain(hit, plan, ranking, collection))
    return {
      total: ranking.total,
      withEvery: ranking.withEvery,
      matches,
      words,
      corrections,
      standIns: standInsOf(plan, ranking, matches),
    }
  }

  correct({ words }: Query): Pick<SearchResult, 'words' | 'corrections'> {
    const { texts, corrections } = correct(words, this.#collection)
    return { words: texts, corrections }
  }

  nearestNames({ filters }: Query): QueryFilters {
    return nearestNames(filters, this.#collection)
  }

  acronymsIn({ words, excluded }: Query): Acronym[] {
    return [words, ...excluded.map(text => [text])].flatMap(texts => acronymsIn(texts, this.#collection))
  }

  namesAuthor({ words }: Query): boolean {
    return words.length <= limits.nameWords && isAuthor(words, this.#collection)
  }

  authorWithin({ words }: Query): NamedAuthor | undefined {
    return words.length <= limits.doubtedWords ? authorWithin(words, this.#collection) : undefined
  }

  #byId(id: string): Omit<SearchResult, 'words'> {
    if (!this.#collection.find(id)) return nothing
    const match = { id, score: 1, reasons: [{ text: 'the paper with this id', points: 1 }], standIns: [] }
    return { ...nothing, total: 1, withEvery: 1, matches: [match] }
  }

  complete(typed: string, limit: number): { id: string; title: string }[] {
    return completePaper(typed, limit, this.#collection)
  }

  completeOrganization(typed: string, limit: number): string[] {
    return completeOrganization(typed, limit, this.#collection)
  }

  save(tag: string): Generator<Uint8Array> {
    return writeSnapshot({ tag, segments: this.#segments.list })
  }
}

/** The acronyms and long forms that people are told of, in the order of the words. */
function standInsOf({ words }: Plan, ranking: Ranking, matches: readonly Match[]): string[] {
  const said = new Set(matches.flatMap(({ standIns }) => standIns))
  const most = Math.max(ranking.withEvery, 1)
  const told = words
    .flatMap(({ standIns = [] }) => standIns)
    .filter(({ isAcronym }) => isAcronym)
    .filter(one => said.has(one.label) || (ranking.standIns.get(one) ?? 0) * 2 >= most)
  return [...new Set(told.map(({ label }) => label))]
}
