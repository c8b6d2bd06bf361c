/** arXiv: single papers, several in one call, and search, through its Atom API. */
import { createHttp, type Network } from './http.ts'
import { readFeed } from './arxiv-feed.ts'
import { limits } from './limits.ts'
import type { Answer } from './request.ts'
import type { CallOptions, Fetched, PaperBatch, PaperSource } from './source.ts'

export interface Arxiv extends PaperSource {
  /** Several papers in one call, at most 100; those unknown are left out. */
  papers(ids: readonly string[], options?: CallOptions): Promise<Fetched<PaperBatch>>
}

export interface ArxivOptions {
  /** `https://export.arxiv.org`. */
  readonly url: string
  readonly network: Network
}

const { ids: maxIds, searchHits, queryWords } = limits.arxiv
const briefly = { freshMs: limits.freshMs, keepMs: limits.freshMs }

/**
 * arXiv as a source (https://info.arxiv.org/help/api/user-manual.html). Its methods throw SourceError when it fails and
 * nothing was kept from before.
 */
export function createArxiv({ url, network }: ArxivOptions): Arxiv {
  const { atOnce, pace } = limits.arxiv
  const http = createHttp({ title: 'arXiv', url, pace, atOnce, network })

  const ask = <T>(parameters: Record<string, string>, read: (answer: Answer) => T, options?: CallOptions) =>
    http.get(`/api/query?${new URLSearchParams(parameters).toString()}`, read, {
      ...options,
      ...briefly,
      // A question that arXiv cannot read is answered with 400 and a feed that says why.
      expected: [400],
    })

  return {
    name: 'arxiv',
    paper: (id, options) =>
      ask({ id_list: id, max_results: '1' }, answer => readFeed(answer).papers[0], options),
    papers: (ids, options) => {
      const wanted = ids.slice(0, maxIds)
      return ask({ id_list: wanted.join(','), max_results: String(wanted.length) }, readFeed, options)
    },
    search: (text, limit, options) => {
      const parameters = {
        search_query: searchQuery(text),
        sortBy: 'relevance',
        max_results: String(Math.min(limit, searchHits)),
      }
      return ask(parameters, readFeed, options)
    },
    health: () => http.health(),
  }
}

/** Every word anywhere. Only letters and digits: everything else is arXiv's own query language. */
function searchQuery(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words
    .slice(0, queryWords)
    .map(word => `all:${word}`)
    .join(' AND ')
}
