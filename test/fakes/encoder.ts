/**
 * An embeddings service on loopback with a small, deterministic encoder: hashed words and trigrams of letters, projected
 * at random. Another word for the same thing is the same to it, as to a pre-trained one.
 */
import { seededRandom } from '../../src/search/semantic/random.ts'
import { type Handler, startUpstream, type UpstreamServer } from './upstream.ts'

export interface FakeEncoder extends UpstreamServer {
  /** Texts that were encoded, in order. */
  readonly texts: string[]
  /** As it is named in answers. */
  model: string
  /** Another seed is another model. */
  seed: number
  dimensions: number
  /** Texts that hold one of these are refused. */
  readonly refused: Set<string>
  /** Leaves requests without an answer after so many more; resolves with the first of these. */
  holdAfter(requests: number): Promise<void>
}

const synonyms = new Map(
  Object.entries({ automobile: 'car', vehicle: 'car', physician: 'doctor', medic: 'doctor', film: 'movie' }),
)

export async function startEncoder(model = 'small'): Promise<FakeEncoder> {
  let held: { left: number; reached: () => void } | undefined
  const server = await startUpstream((request, response) => {
    if (held && held.left-- <= 0) return held.reached()
    return void readJson(request).then(({ input }) => {
      if (input.some(text => [...fake.refused].some(part => text.includes(part))))
        return response.writeHead(413).end('{"error":"too long"}')
      fake.texts.push(...input)
      const vectors = input.map(text => vectorOf(text, fake))
      return answer(vectors, fake.model)(request, response, new URL('http://loopback'))
    })
  })
  const fake: FakeEncoder = {
    ...server,
    url: `${server.url}/v1`,
    texts: [],
    model,
    seed: 1,
    dimensions: 128,
    refused: new Set(),
    holdAfter: left => new Promise(reached => (held = { left, reached })),
    recover() {
      held = undefined
      server.recover()
    },
  }
  return fake
}

async function readJson(request: AsyncIterable<unknown>): Promise<{ model: string; input: string[] }> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return JSON.parse(Buffer.concat(chunks).toString()) as { model: string; input: string[] }
}

/** Answers with these vectors, whatever was asked. */
export const answer =
  (vectors: readonly unknown[], model: string): Handler =>
  (_request, response) => {
    const data = vectors.map((embedding, index) => ({ object: 'embedding', index, embedding }))
    response.writeHead(200, { 'content-type': 'application/json' })
    return response.end(JSON.stringify({ object: 'list', data, model }))
  }

export function vectorOf(
  text: string,
  { seed, dimensions }: Pick<FakeEncoder, 'seed' | 'dimensions'>,
): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  const add = (part: string, weight: number): void => {
    const random = seededRandom(seed * 7919 + hash(part))
    for (let at = 0; at < dimensions; at++) vector[at]! += weight * (random() - 0.5)
  }
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+?(?=s?\b)/g)) {
    const known = `^${synonyms.get(word) ?? word}$`
    add(known, 1)
    for (let at = 0; at + 3 <= known.length; at++) add(known.slice(at, at + 3), 0.2)
  }
  return vector
}

function hash(text: string): number {
  return Array.from(text).reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)!) % 1_000_003, 7)
}
