/** A library on the database: rows, the live search index of them, and what sees nearness in meaning. */
import type { Kysely } from 'kysely'
import { parsePaperId } from '../papers/ids.ts'
import type { Paper } from '../papers/paper.ts'
import type { Acronym } from '../search/language/acronyms.ts'
import type { SearchOptions, SearchResult } from '../search/result.ts'
import { passageFinder } from '../search/passage.ts'
import type { Query, QueryFilters } from '../search/query/query.ts'
import type { NamedAuthor } from '../search/reading/author-names.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import type { Encoding, EncodingStatus } from './encoding/encoding.ts'
import type { FindOptions, FindResult, Library, ListInfo, PutResult } from './library.ts'
import { datesOf, firstSeen, listedPapers, listInfos, newestListDate } from './list-tables.ts'
import type { LiveIndex } from './live-index.ts'
import type { ModelLearner } from './model-learner.ts'
import type { PaperWriter } from './paper-writer.ts'
import { currentId } from './paper-tables.ts'

/** What a library on a database is made of. */
interface Parts {
  readonly index: LiveIndex
  readonly learner: ModelLearner | undefined
  readonly encoding: Encoding | undefined
  readonly read: (rows: PaperRow[]) => Paper[]
  readonly writer: PaperWriter
}

export class StoredLibrary implements Library {
  readonly #db: Kysely<Database>
  readonly #index: LiveIndex
  readonly #learner: ModelLearner | undefined
  readonly #encoding: Encoding | undefined
  readonly #read: (rows: PaperRow[]) => Paper[]
  readonly #writer: PaperWriter

  constructor(db: Kysely<Database>, { index, learner, encoding, read, writer }: Parts) {
    this.#db = db
    this.#index = index
    this.#learner = learner
    this.#encoding = encoding
    this.#read = read
    this.#writer = writer
    encoding?.wake()
  }

  get size(): number {
    return this.#index.engine.size
  }

  get encoding(): EncodingStatus | undefined {
    return this.#encoding?.status
  }

  get onlyStarter(): boolean {
    return this.#writer.onlyStarter
  }

  put(papers: readonly Paper[]): Promise<PutResult> {
    return this.#writer.put(papers)
  }

  putList(
    date: string,
    papers: readonly Paper[],
    fetch: { fetchedAt: string; closed: boolean },
  ): Promise<PutResult> {
    return this.#writer.putList(date, papers, fetch)
  }

  async get(id: string): Promise<Paper | undefined> {
    const known = await currentId(this.#db, parsePaperId(id)?.id ?? id)
    const [paper] = await this.many([known])
    return paper
  }

  async many(ids: readonly string[]): Promise<Paper[]> {
    const papers = await this.#byId(ids)
    return ids.flatMap(id => papers.get(id) ?? [])
  }

  async #byId(ids: readonly string[]): Promise<ReadonlyMap<string, Paper>> {
    const rows = await this.#db.selectFrom('papers').selectAll().where('id', 'in', ids).execute()
    return new Map(this.#read(rows).map(paper => [paper.id, paper]))
  }

  async list(date: string): Promise<{ info: ListInfo; papers: Paper[] } | undefined> {
    const [info] = await listInfos(this.#db, { date })
    return info && { info, papers: this.#read(await listedPapers(this.#db, { from: date, to: date })) }
  }

  listed(date: string): Promise<ReadonlyMap<string, string>> {
    return firstSeen(this.#db, date)
  }

  async listsOf(id: string): Promise<string[]> {
    return datesOf(this.#db, await currentId(this.#db, id))
  }

  async newestList(): Promise<ListInfo | undefined> {
    const date = await newestListDate(this.#db)
    return date === undefined ? undefined : (await listInfos(this.#db, { date }))[0]
  }

  lists(limit: number): Promise<ListInfo[]> {
    return listInfos(this.#db, { limit })
  }

  async trending(since: string, limit: number): Promise<Paper[]> {
    return this.#read(await listedPapers(this.#db, { from: since, limit }))
  }

  async find(query: Query, options: FindOptions = {}): Promise<FindResult> {
    const { passages = Number.POSITIVE_INFINITY } = options
    const like = query.like && (await currentId(this.#db, query.like))
    const known = like ? { ...query, like } : query
    const isRanked = (options.sort ?? 'relevance') === 'relevance' && options.limit !== 0
    const nearness = isRanked ? await this.#encoding?.nearness(this.#asRead(known, options)) : undefined
    const { matches, words, ...said } = this.#search(known, { ...options, nearness })
    // A paper that took over a card is indexed a little after it is stored.
    const ids = await Promise.all(matches.map(({ id }) => currentId(this.#db, id)))
    const papers = await this.#byId(ids)
    const passageWith = (also: readonly string[]) => passageFinder({ ...known, words: [...words, ...also] })
    const passageOf = passageWith([])
    return {
      ...said,
      papers: matches.flatMap(({ score, reasons, standIns }, at) => {
        const paper = papers.get(ids[at]!)
        if (!paper) return []
        const find = standIns.length > 0 ? passageWith(standIns) : passageOf
        return { paper, score, reasons, passage: at < passages ? find(paper) : [] }
      }),
    }
  }

  rank(query: Query, limit: number, among?: ReadonlySet<string>): string[] {
    const nearness = this.#encoding?.knownNearness(this.#asRead(query))
    return this.#search(query, { limit, nearness, ...(among && { among }) }).matches.map(({ id }) => id)
  }

  /** A query as its words are read; those of an encoder are too. */
  #asRead(query: Query, { exact = false }: FindOptions = {}): Query {
    return exact ? query : { ...query, words: this.correct(query).words.filter(word => word !== '') }
  }

  #search(query: Query, options: SearchOptions): SearchResult {
    this.#learner?.wake()
    return this.#index.engine.search(query, options)
  }

  correct(query: Query): Pick<SearchResult, 'words' | 'corrections'> {
    return this.#index.engine.correct(query)
  }

  nearestNames(query: Query): QueryFilters {
    return this.#index.engine.nearestNames(query)
  }

  acronymsIn(query: Query): Acronym[] {
    return this.#index.engine.acronymsIn(query)
  }

  authorWithin(query: Query): NamedAuthor | undefined {
    return this.#index.engine.authorWithin(query)
  }

  namesAuthor(query: Query): boolean {
    return this.#index.engine.namesAuthor(query)
  }

  completePaper(typed: string, limit: number): { id: string; title: string }[] {
    return this.#index.engine.complete(typed, limit)
  }

  completeOrganization(typed: string, limit: number): string[] {
    return this.#index.engine.completeOrganization(typed, limit)
  }

  async close(): Promise<void> {
    await this.#learner?.stop()
    await this.#encoding?.stop()
    return this.#writer.close()
  }
}
