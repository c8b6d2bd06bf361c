/** Queries as directions, asked of an encoder while somebody waits. */
import type { Logger } from '../../log.ts'
import { quantize } from '../../search/semantic/vectors.ts'
import type { Encoder } from '../../sources/encoder.ts'
import { SourceError } from '../../sources/source-error.ts'
import { limits } from '../limits.ts'
import { answeredAs, type Outage } from './outage.ts'
import type { Model } from './table.ts'

export interface EncodedQuery {
  readonly model: Model
  readonly direction: Int8Array
}

interface Asked {
  readonly answer: Promise<EncodedQuery | undefined>
  /** Resolves when nobody waits any longer. */
  readonly overdue: Promise<undefined>
}

export interface QueryEncoderOptions {
  readonly encoder: Encoder
  /** Whether it is the model of the papers' vectors; told of one that isn't. */
  readonly fits: (model: Model) => boolean
  readonly onOther: () => void
  readonly outage: Outage
  /** What a search waits, in milliseconds. */
  readonly encodedWithinMs: number
  readonly log: Logger
}

export class QueryEncoder {
  readonly #options: QueryEncoderOptions
  readonly #answers = new Map<string, EncodedQuery>()
  readonly #asked = new Map<string, Asked>()
  readonly #stopping = new AbortController()
  /** Answers in a row that came too late, or never. */
  #late = 0

  constructor(options: QueryEncoderOptions) {
    this.#options = options
  }

  /** False once it was too slow so often that nobody waits for it; true again with the first answer in time. */
  get inTime(): boolean {
    return this.#late < limits.lateToLeave
  }

  /** What was answered before. */
  known(text: string): EncodedQuery | undefined {
    const known = this.#answers.get(text)
    return known && this.#options.fits(known.model) ? known : undefined
  }

  /** The direction of a query; undefined when it does not come in time. An answer that comes late is kept. */
  async encode(text: string): Promise<EncodedQuery | undefined> {
    const known = this.known(text)
    if (known) return known
    if (!this.inTime && this.#asked.size > 0) return undefined
    const { inTime } = this
    const { answer, overdue } = this.#asked.get(text) ?? this.#ask(text)
    return inTime ? Promise.race([answer, overdue]) : undefined
  }

  stop(): void {
    this.#stopping.abort()
  }

  #ask(text: string): Asked {
    const { promise: overdue, resolve } = Promise.withResolvers<undefined>()
    let late = false
    const timer = setTimeout(() => {
      late = true
      this.#noteLate()
      resolve(undefined)
    }, this.#options.encodedWithinMs)
    const answer = this.#encode(text, () => late).finally(() => {
      clearTimeout(timer)
      this.#asked.delete(text)
    })
    const asked = { answer, overdue }
    this.#asked.set(text, asked)
    return asked
  }

  async #encode(text: string, isLate: () => boolean): Promise<EncodedQuery | undefined> {
    const { encoder, fits, onOther, outage } = this.#options
    try {
      const { model, dimensions, vectors } = await encoder.encode([encoder.textOf(text, 'query')], {
        deadlineMs: limits.encodedLateMs,
        attempts: 1,
        signal: this.#stopping.signal,
      })
      const encoded = { model: { name: model, dimensions }, direction: quantize(vectors[0]!) }
      if (!isLate()) this.#late = 0
      if (!fits(encoded.model)) {
        outage.report(answeredAs(model))
        onOther()
        return undefined
      }
      outage.over()
      if (this.#answers.size === limits.queriesKept) this.#answers.delete(this.#answers.keys().next().value!)
      this.#answers.set(text, encoded)
      return encoded
    } catch (error) {
      if (this.#stopping.signal.aborted) return undefined
      if (!(error instanceof SourceError)) throw error
      // Slowness is told by itself: a batch of papers may keep the encoder busy.
      if (!isLate()) outage.report(error)
      return undefined
    }
  }

  #noteLate(): void {
    const { encodedWithinMs, log } = this.#options
    if (++this.#late === limits.lateToLeave)
      log.warn(
        `The encoder takes longer than ${encodedWithinMs} ms: searches do without it until it is faster.`,
      )
  }
}
