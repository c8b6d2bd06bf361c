/** Hugging Face Papers: lists, trending, search and single papers. */
import { UserError } from '../errors.ts'
import { firstListDate } from '../papers/calendar.ts'
import { isoDate, type Paper } from '../papers/paper.ts'
import { createHttp, type Network } from './http.ts'
import { paperFromEntry, paperFromPage } from './huggingface-entry.ts'
import { limits } from './limits.ts'
import { batchOf, cut, malformed, readJson } from './reading.ts'
import type { Answer } from './request.ts'
import type { CallOptions, Fetched, ListSource, PaperBatch } from './source.ts'
import { SourceError } from './source-error.ts'

export interface HuggingFace extends ListSource {
  /** Everything listed in a week (`2026-W34`) or a month (`2026-08`), all pages. */
  period(period: { week: string } | { month: string }, options?: CallOptions): Promise<Fetched<PaperBatch>>
}

export interface HuggingFaceOptions {
  /** `https://huggingface.co`. */
  readonly url: string
  /** Doubles the number of calls allowed. */
  readonly token?: string | undefined
  readonly network: Network
}

interface Page extends PaperBatch {
  readonly more: boolean
}

const title = 'Hugging Face'
const { pageEntries, pages: mostPages, queryCharacters, searchHits } = limits.huggingFace
const briefly = { freshMs: limits.freshMs, keepMs: limits.freshMs }

/**
 * Hugging Face as a source. Its methods throw SourceError when it fails and nothing was kept from before, and UserError
 * `source.no-list` for a date, week or month that has no list.
 *
 * The API: `list_daily_papers`, `list_papers` and `paper_info` in
 * https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/hf_api.py.
 */
export function createHuggingFace({ url, token, network }: HuggingFaceOptions): HuggingFace {
  const { atOnce, pace, tokenPace } = limits.huggingFace
  const http = createHttp({ title, url, token, pace: token ? tokenPace : pace, atOnce, network })

  async function allPages(
    period: Record<string, string>,
    options?: CallOptions,
  ): Promise<Fetched<PaperBatch>> {
    const read = (answer: Answer): Page => {
      if (answer.status === 400) throw noList(Object.values(period).join())
      const batch = readBatch(answer)
      return { ...batch, more: hasMore(batch, answer.link) }
    }
    const fetched: Fetched<Page>[] = []
    const ids = new Set<string>()
    while (fetched.length < mostPages) {
      const path = `/api/daily_papers?${query({ ...period, limit: pageEntries, p: fetched.length })}`
      const page = await http.get(path, read, { ...options, expected: [400] })
      const known = ids.size
      for (const paper of page.value.papers) ids.add(paper.id)
      fetched.push(page)
      if (!page.value.more || ids.size === known) return together(fetched)
    }
    throw new SourceError('source.malformed', `${title} announced more than ${mostPages} pages.`)
  }

  return {
    name: 'huggingface',
    async list(date, options) {
      if (!isoDate.safeParse(date).success) throw noList(date)
      const fetched = await allPages({ date }, options)
      const papers = fetched.value.papers.map(paper => ({ ...paper, listDate: date }))
      return { ...fetched, value: { ...fetched.value, papers } }
    },
    period: (period, options) => allPages({ ...period }, options),
    trending: (limit, options) =>
      http.get(
        `/api/daily_papers?${query({ sort: 'trending', limit: Math.min(limit, pageEntries) })}`,
        readBatch,
        { ...options, freshMs: limits.freshMs },
      ),
    search: (text, limit, options) =>
      http.get(
        `/api/papers/search?${query({ q: cut(text, queryCharacters), limit: Math.min(limit, searchHits) })}`,
        readBatch,
        { ...options, ...briefly },
      ),
    paper: (id, options) =>
      http.get(`/api/papers/${encodeURIComponent(id)}`, readPaper, {
        ...options,
        ...briefly,
        expected: [404],
      }),
    health: () => http.health(),
  }
}

/** One bad entry fails alone; when none can be read, the schema has changed. */
function readBatch(answer: Answer): PaperBatch {
  const entries = readJson(answer)
  if (!Array.isArray(entries)) throw malformed('something that is no list')
  const batch = batchOf(entries, paperFromEntry)
  if (batch.papers.length === 0 && entries.length > 0)
    throw malformed(`entries of an unknown form (${batch.rejected[0]!.reason})`)
  return batch
}

/** Another page is announced, or this one is full. */
function hasMore({ papers, rejected }: PaperBatch, link: string | undefined): boolean {
  return /;\s*rel="?next"?/.test(link ?? '') || papers.length + rejected.length >= pageEntries
}

function readPaper(answer: Answer): Paper | undefined {
  if (answer.status === 404) return undefined
  const result = paperFromPage(readJson(answer))
  if ('reason' in result) throw malformed(`a paper of an unknown form (${result.reason})`)
  return result.paper
}

/** Several pages as one: each paper once, as fresh as the oldest page. */
function together(pages: readonly Fetched<PaperBatch>[]): Fetched<PaperBatch> {
  const papers = new Map<string, Paper>()
  const rejected: PaperBatch['rejected'][number][] = []
  let entries = 0
  for (const { value } of pages) {
    for (const paper of value.papers) if (!papers.has(paper.id)) papers.set(paper.id, paper)
    for (const { position, reason } of value.rejected) rejected.push({ position: entries + position, reason })
    entries += value.papers.length + value.rejected.length
  }
  const fault = pages.find(page => page.fault)?.fault
  return {
    value: { papers: [...papers.values()], rejected },
    fetchedAt: pages.map(page => page.fetchedAt).sort()[0]!,
    live: pages.every(page => page.live),
    ...(fault && { fault }),
  }
}

function query(parameters: Record<string, string | number>): string {
  const pairs = Object.entries(parameters).map(([name, value]): [string, string] => [name, String(value)])
  return new URLSearchParams(pairs).toString()
}

function noList(period: string): UserError {
  return new UserError('source.no-list', `There is no list of "${period}" at ${title}.`, {
    help: `Lists exist for weekdays from ${firstListDate} until today, such as 2026-08-20.`,
  })
}
