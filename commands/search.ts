import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import type { Answer, Reply } from '../src/chat/reply.ts'
import { UserError } from '../src/errors.ts'
import { latexToText } from '../src/papers/latex.ts'
import { cutGraphemes } from '../src/papers/text.ts'
import { parseQuery, saysNothing, withoutOperator } from '../src/search/query/parse-query.ts'
import { hasFilters, type Query } from '../src/search/query/query.ts'
import { type Services, today } from './services.ts'
import { type BetterQuery, betterQuery, nothingToLookFor, searchWithIt } from './shared/better-query.ts'
import { papersByName } from './shared/by-name.ts'
import { pageOption, shareOption } from './shared/options.ts'
import { lastPageOf, offsetOf, papersPerPage, passagesPerPage, requirePage } from './shared/paging.ts'
import { filterForm, nothingFound, resultReply, type Search } from './shared/search-reply.ts'

/** Papers of Hugging Face's own search that are shown below the library's. */
const livePapers = 3
/** Papers of the library's own ranking that are not shown again below it. */
const knownPapers = 100
/** Graphemes of a query that are said again. */
const mostShown = 100

const flag = z.enum(['yes']).optional()

const schema = z.object({
  query: z
    .string()
    .trim()
    .max(10_000)
    .meta({ completes: 'queries' })
    .describe(
      'words, "a phrase", -without, author:, org:, cat:, after:, before:, upvotes:, has:code, like:, an id',
    ),
  sort: z.enum(['relevance', 'newest', 'upvotes']).default('relevance').describe('what comes first'),
  share: shareOption,
  page: pageOption,
  exact: flag.describe('take unknown words as typed').meta({ internal: true }),
  filter: flag.describe('ask for filters').meta({ internal: true }),
})

export const search = defineCommand<Services, typeof schema>({
  name: 'search',
  summary: 'Find papers by words, phrases, people, organisations and dates',
  options: schema,
  examples: [
    'search kv cache quantization',
    'search "speculative decoding" org:nvidia after:2026-01',
    'search author:zaharia sort:newest',
  ],
  access: 'anyone',
  surfaces: ['typed', 'button', 'form', 'message', 'mention', 'direct', 'home'],
  asks: ({ filter }) => filter !== undefined,
  run: async (request, services): Promise<Answer> => {
    const { options } = request
    if (options.filter) return { reply: filterForm(options) }
    const { query, complaints, meant } = parseQuery(options.query, today(services))
    if (saysNothing(query)) throw nothingAsked(query, complaints)
    if (query.id) await services.upstream.paper(query.id)
    const found = await services.library.find(query, {
      limit: papersPerPage,
      passages: passagesPerPage,
      offset: offsetOf(options.page ?? 1),
      sort: options.sort,
      exact: options.exact !== undefined,
    })
    if (found.total > 0) requirePage(options.page ?? 1, lastPageOf(found.total))
    const [name, byName] = await Promise.all([nameOf(query, services), papersByName(query, services.library)])
    const made = { request, query, name, complaints, found, byName, ...(meant !== undefined && { meant }) }
    const later = liveReply(made, services)
    const reply =
      found.total > 0
        ? await resultReply(made, [], services)
        : nothingFound(made, await insteadOf(made, services), services)
    return later ? { reply, later } : { reply }
  },
})

/** Where words were taken as typed, the way back to what they are read as. */
async function insteadOf(
  { request, query, meant }: Search,
  services: Services,
): Promise<BetterQuery | undefined> {
  if (meant !== undefined) return { text: meant, said: '', label: searchWithIt }
  if (request.options.exact)
    return { text: request.options.query, said: 'It was taken as typed.', label: 'Search corrected' }
  return betterQuery(query, services.library, today(services))
}

function nothingAsked({ excluded }: Query, complaints: readonly string[]): UserError {
  return new UserError('search.empty', nothingToLookFor(complaints), {
    help:
      excluded.length > 0
        ? `Say what to look for, as in: search ${excluded.includes('agents') ? 'diffusion' : 'agents'} -${excluded[0]}`
        : 'Try: search kv cache quantization',
  })
}

/** @throws UserError `search.like` when the paper that others shall be like is not known. */
async function nameOf({ like, text }: Query, { library }: Services): Promise<string> {
  if (!like) return cutGraphemes(text, mostShown)
  const paper = await library.get(like)
  if (!paper)
    throw new UserError('search.like', `The library does not know the paper "${like}".`, {
      help: `Open it first, as in: paper ${like}`,
    })
  const beside = cutGraphemes(withoutOperator(text, 'like'), mostShown)
  return `Similar to ${latexToText(paper.title)}${beside === '' ? '' : `, and ${beside}`}`
}

/** The reply with what Hugging Face adds; only for plain words, which is all that its search understands. */
function liveReply(made: Search, services: Services): Promise<Reply | undefined> | undefined {
  const { query, request } = made
  const text = [...query.words, ...query.phrases].join(' ')
  const plain = text !== '' && !query.like && !hasFilters(query.filters) && query.excluded.length === 0
  if (!plain || (request.options.page ?? 1) > 1 || request.options.sort !== 'relevance') return undefined
  return addLive(made, text, services)
}

async function addLive(made: Search, text: string, services: Services): Promise<Reply | undefined> {
  const known = new Set(services.library.rank(made.query, knownPapers))
  const hits = await services.upstream.search(text)
  const live = hits.filter(({ id }) => !known.has(id)).slice(0, livePapers)
  return live.length > 0 ? resultReply(made, live, services) : undefined
}
