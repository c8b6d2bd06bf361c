/** The papers of the bot that the tests of commands talk to. All are made up. */
import type { Paper } from '../../src/papers/paper.ts'
import { paper } from '../library/fixture.ts'

/** Seven papers of a complete list, the most upvotes first. */
export const thursday: readonly Paper[] = [
  paper('2608.10001', {
    title: 'Tiny Caches: $2$-Bit KV Cache Quantization',
    abstract:
      'Long contexts need memory. We quantize the KV cache to two bits, and prune gradients while we train.',
    authors: ['Ada Lovelace', 'Grace Hopper'],
    organization: { handle: 'example', name: 'Example Lab' },
    published: '2026-08-18',
    listDate: '2026-08-20',
    upvotes: 32,
    comments: 2,
    summary: { text: 'Two bits are enough.', by: 'huggingface' },
    code: { url: 'https://github.com/example/tiny', stars: 5 },
    projectPage: 'https://example.org/tiny',
    thumbnail: 'https://example.org/tiny.png',
    categories: ['cs.CL'],
    models: 3,
    datasets: 1,
  }),
  ...['Anchored', 'Braided', 'Cyclic', 'Damped', 'Entangled', 'Folded'].map((word, at) =>
    paper(`2608.1000${at + 2}`, {
      title: `${word} Gradients for Training`,
      abstract: `How ${word.toLowerCase()} gradients train a network. It is a study.`,
      published: '2026-08-17',
      listDate: '2026-08-20',
      upvotes: 20 - at,
    }),
  ),
]

/** A list that is still open. */
export const friday: readonly Paper[] = [
  paper('2608.10011', {
    title: 'Diffusion on a Diet',
    abstract: 'Smaller diffusion models, measured.',
    authors: ['Emmy Noether'],
    published: '2026-08-19',
    listDate: '2026-08-21',
    upvotes: 4,
  }),
]

/** From a file: a list that was never fetched, and a paper that was on none. */
export const imported: readonly Paper[] = [
  paper('2608.10021', {
    title: 'Retrieval Without Regret',
    abstract: 'Retrieval for agents.',
    published: '2026-08-14',
    listDate: '2026-08-19',
    origin: 'file',
  }),
  paper('2402.00001', {
    title: 'Speculative Sampling Revisited',
    abstract: '',
    published: '2024-02-01',
    origin: 'file',
  }),
]

/** The last of these, with another id and title. */
export const written = (id: string, title: string): Paper => ({ ...imported[1]!, id, title })
