/** A pre-trained encoder at work for a library: its papers encoded in the background, its queries while somebody waits. */
import type { Nearness } from '../../search/ranking/evidence/nearness.ts'
import type { Query } from '../../search/query/query.ts'
import type { SourceHealth } from '../../sources/source.ts'
import { Outage } from './outage.ts'
import { PaperEncoder, type PaperEncoderOptions } from './paper-encoder.ts'
import { type EncodedQuery, QueryEncoder, type QueryEncoderOptions } from './query-encoder.ts'

export interface EncodingStatus {
  /** The model that is asked for. */
  readonly model: string
  readonly health: SourceHealth
  /** Papers that have a vector. */
  readonly encoded: number
  /** Whether searches wait for it; they don't while it is too slow. */
  readonly inTime: boolean
}

export interface EncodingOptions
  extends Omit<PaperEncoderOptions, 'outage'>,
    Pick<QueryEncoderOptions, 'encodedWithinMs'> {
  /** Encodes no paper. */
  readonly readOnly: boolean
}

export class Encoding {
  readonly #options: EncodingOptions
  readonly #papers: PaperEncoder
  readonly #queries: QueryEncoder
  /** Where no paper is encoded, what is stored is read for the first search. */
  #loaded: Promise<void> | undefined

  constructor(options: EncodingOptions) {
    this.#options = options
    const outage = new Outage(options.log)
    const papers = new PaperEncoder({ ...options, outage })
    this.#papers = papers
    this.#queries = new QueryEncoder({
      ...options,
      outage,
      fits: model => papers.isOf(model),
      onOther: () => !options.readOnly && papers.doubt(),
    })
  }

  get status(): EncodingStatus {
    const { encoder } = this.#options
    return {
      model: encoder.model,
      health: encoder.health(),
      encoded: this.#papers.encoded,
      inTime: this.#queries.inTime,
    }
  }

  /** Papers have changed, or the library was opened. */
  wake(removed: readonly string[] = []): void {
    this.#papers.remove(removed)
    if (!this.#options.readOnly) this.#papers.wake()
  }

  /** How near papers are to a query; undefined when the encoder doesn't say so in time, or few papers are encoded. */
  async nearness(query: Query): Promise<Nearness | undefined> {
    if (this.#options.readOnly) await (this.#loaded ??= this.#papers.load())
    const text = textOf(query)
    if (query.like !== undefined || text === '' || !this.#papers.vectors) return this.knownNearness(query)
    return this.#nearnessTo(await this.#queries.encode(text))
  }

  /** The same, for a query that was encoded before. */
  knownNearness(query: Query): Nearness | undefined {
    const { vectors } = this.#papers
    const like = query.like === undefined ? undefined : vectors?.get(query.like)
    if (like) return vectors!.nearnessTo(like, query.like)
    return this.#nearnessTo(this.#queries.known(textOf(query)))
  }

  async stop(): Promise<void> {
    this.#queries.stop()
    await this.#papers.stop()
  }

  #nearnessTo(query: EncodedQuery | undefined): Nearness | undefined {
    return query && this.#papers.vectors?.nearnessTo(query.direction)
  }
}

const textOf = ({ words, phrases }: Query): string => [...words, ...phrases].join(' ')
