/**
 * A pre-trained encoder behind the embeddings protocol of OpenAI, which Ollama, text-embeddings-inference, vLLM and
 * llama.cpp speak as well: https://platform.openai.com/docs/api-reference/embeddings
 */
import { z } from 'zod'
import { prefixesOf, type TextKind } from './encoder-prefixes.ts'
import { createHttp, type Network } from './http.ts'
import { limits } from './limits.ts'
import { cut, malformed, readJson } from './reading.ts'
import type { Answer } from './request.ts'
import type { CallOptions, SourceHealth } from './source.ts'
import { SourceError } from './source-error.ts'

export interface Encoder {
  /** The model that is asked for. */
  readonly model: string
  /** The text as it is sent: with what the model wants before it, and cut. */
  textOf(text: string, kind: TextKind): string
  /**
   * Encodes texts that `textOf` gave. A long one that is refused alone is cut in half.
   *
   * @throws SourceError, also for an answer that cannot be one: too few vectors, numbers that are none, zeros
   */
  encode(texts: readonly string[], options?: CallOptions): Promise<Encoded>
  health(): SourceHealth
}

export interface Encoded {
  /** The model that was asked for, and in brackets the one that answered where its name is another. */
  readonly model: string
  readonly dimensions: number
  /** One for each text. */
  readonly vectors: readonly Float32Array[]
}

export interface EncoderOptions {
  /** `http://localhost:11434/v1`: what stands before `/embeddings`. */
  readonly url: string
  readonly model: string
  readonly key?: string | undefined
  readonly network: Network
}

const answerSchema = z.object({
  model: z.string().max(200).optional(),
  data: z.array(
    z.object({
      index: z.int().optional(),
      embedding: z.array(z.number()).min(1).max(limits.encoder.dimensions),
    }),
  ),
})

export function createEncoder({ url, model, key, network }: EncoderOptions): Encoder {
  const { atOnce, pace, attemptMs, textCharacters, halvedCharacters } = limits.encoder
  const http = createHttp({ title: 'The encoder', url, token: key, pace, atOnce, attemptMs, network })
  const prefixes = prefixesOf(model)
  const ask = (input: readonly string[], options?: CallOptions): Promise<Encoded> =>
    http.post('/embeddings', { model, input }, answer => read(answer, model, input.length), options)
  return {
    model,
    textOf: (text, kind) => prefixes[kind] + cut(text, textCharacters),
    async encode(texts, options) {
      try {
        return await ask(texts, options)
      } catch (error) {
        const [text = '', ...others] = texts
        if (others.length > 0 || text.length < halvedCharacters || !isAboutTexts(error)) throw error
        return ask([cut(text, text.length / 2)], options)
      }
    },
    health: () => http.health(),
  }
}

/** Whether a fault may be that of the texts: they are refused, or what comes back for them is nonsense. */
export function isAboutTexts(error: unknown): boolean {
  return (
    error instanceof SourceError && (error.code === 'source.refused' || error.code === 'source.malformed')
  )
}

function read(answer: Answer, asked: string, count: number): Encoded {
  const parsed = answerSchema.safeParse(readJson(answer))
  if (!parsed.success) throw malformed('something else than embeddings')
  const { data, model = asked } = parsed.data
  const vectors = data
    .map(({ index, embedding }, at) => ({ place: index ?? at, vector: Float32Array.from(embedding) }))
    .sort((one, other) => one.place - other.place)
  if (data.length !== count || vectors.some(({ place }, at) => place !== at))
    throw malformed('vectors for other texts')
  const dimensions = vectors[0]!.vector.length
  if (vectors.some(({ vector }) => vector.length !== dimensions))
    throw malformed('vectors of several lengths')
  if (!vectors.every(({ vector }) => isDirection(vector))) throw malformed('a vector that has no direction')
  return {
    model: model === asked ? asked : `${asked} (${model})`,
    dimensions,
    vectors: vectors.map(({ vector }) => vector),
  }
}

/** Ollama answers with zeros where a text is too long for some models. */
function isDirection(vector: Float32Array): boolean {
  const squares = vector.reduce((sum, value) => sum + value * value, 0)
  return Number.isFinite(squares) && squares > 0
}
