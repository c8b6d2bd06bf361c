/** What a search shows: the result page, the form of its filters, and what helps when nothing was found. */
import type { CommandRequest } from '../../src/chat/command.ts'
import { passageText } from '../../src/chat/paper-card.ts'
import { notice, smallText } from '../../src/chat/replies.ts'
import type { Block, Reply } from '../../src/chat/reply.ts'
import { joinRich, rich } from '../../src/chat/rich-text.ts'
import type { FindResult } from '../../src/library/library.ts'
import { findPaperIds } from '../../src/papers/ids.ts'
import type { Paper } from '../../src/papers/paper.ts'
import type { Query } from '../../src/search/query/query.ts'
import type { Services } from '../services.ts'
import { type BetterQuery, nextStep, searchWithIt } from './better-query.ts'
import { type ByName, byNameInWords } from './by-name.ts'
import { lastPageOf, offsetOf, pager } from './paging.ts'
import { paperList, sharedBy } from './paper-list.ts'
import { foundInWords, libraryNotice, readInWords } from './texts.ts'

/** A search's options, checked. */
export interface SearchOptions {
  readonly query: string
  readonly sort: 'relevance' | 'newest' | 'upvotes'
  readonly page?: number | undefined
  readonly share?: 'yes' | 'no' | undefined
  readonly exact?: 'yes' | undefined
}

/** A search that was made. */
export interface Search {
  readonly request: CommandRequest<SearchOptions>
  readonly query: Query
  /** What was searched for, in words: the query, or the paper that others are like. */
  readonly name: string
  readonly complaints: readonly string[]
  readonly found: FindResult
  readonly byName: ByName | undefined
  /** As `parseQuery` says. */
  readonly meant?: string
}

/** @param live papers that Hugging Face's own search adds. */
export async function resultReply(
  search: Search,
  live: readonly Paper[],
  services: Services,
): Promise<Reply> {
  const { request, query, name, found, complaints } = search
  const { page = 1, share } = request.options
  const first = offsetOf(page) + 1
  const listing = { request, services, isPublic: share === 'yes' }
  const count = query.like ? [] : [foundInWords(found)]
  const where = [found.total > 0 && 'library', live.length > 0 && 'Hugging Face'].filter(Boolean).join(' + ')
  const passages = new Map(found.papers.map(hit => [hit.paper, passageText(hit.passage)]))
  return {
    summary: [name, ...count].join(': '),
    visibility: share === 'yes' ? 'public' : 'private',
    replaces: isAnotherView(request),
    blocks: [
      { kind: 'heading', text: joinRich([[{ bold: name }], count, [where]], ' · ') },
      ...(await paperList([...passages.keys()], {
        ...listing,
        first,
        passage: paper => passages.get(paper)!,
      })),
      ...(live.length > 0 ? [also] : []),
      ...(await paperList(live, { ...listing, first: first + passages.size })),
      ...complaints.map(smallText),
      ...readingLine(found),
      ...(share === 'yes' ? [] : [...nameButton(search), ...namedButton(query)]),
      ...(share === 'yes'
        ? sharedBy(request.actor)
        : [...(page === 1 ? libraryNotice(services) : []), resultPager(search)]),
    ],
  }
}

/** Another page, other filters, or the words as typed: of the search that the person looks at. */
function isAnotherView({ options, surface }: Search['request']): boolean {
  return options.page !== undefined || options.exact !== undefined || surface === 'form'
}

const also: Block = { kind: 'text', text: ['Also at Hugging Face'] }

function readingLine(found: FindResult): Block[] {
  const read = readInWords(found)
  return read === '' ? [] : [smallText(read)]
}

function resultPager({ request: { options }, found, meant }: Search): Block {
  const same = optionsOf(options)
  const { page = 1 } = options
  return pager({
    command: 'search',
    options: same,
    page,
    last: lastPageOf(found.total),
    buttons: [
      { label: 'Share', command: 'search', options: { ...same, page: String(page), share: 'yes' } },
      { label: 'Filter', command: 'search', options: { ...same, filter: 'yes' } },
      ...(readInWords(found) !== ''
        ? [{ label: 'Search exactly', command: 'search', options: { ...same, exact: 'yes' } }]
        : []),
      ...(meant === undefined
        ? []
        : [{ label: searchWithIt, command: 'search', options: { ...same, query: meant } }]),
    ],
  })
}

/** The options that make the same search again, from its first page. */
function optionsOf({ query, sort, exact }: SearchOptions): Record<string, string> {
  return { query, ...(sort !== 'relevance' && { sort }), ...(exact && { exact }) }
}

/** Leads to the papers that are named, where there are several. */
function namedButton({ words }: Query): Block[] {
  const ids = findPaperIds(words.join(' ')).map(({ id }) => id)
  if (ids.length < 2) return []
  const label = `The ${ids.length} papers named here`
  return [{ kind: 'buttons', buttons: [{ label, command: 'mentioned', options: { text: ids.join(' ') } }] }]
}

function nameButton({ byName }: Pick<Search, 'byName'>): Block[] {
  if (!byName) return []
  const label = byNameInWords(byName)
  return [{ kind: 'buttons', buttons: [{ label, command: 'search', options: { query: byName.text } }] }]
}

/** @param better what finds something */
export function nothingFound(
  { query, name, complaints, byName }: Search,
  better: BetterQuery | undefined,
  services: Services,
): Reply {
  const text = rich`No paper matches ${{ bold: name }}. ${[...complaints, nextStep(query, better, byName)].join(' ').trim()}`
  const buttons = better ? [{ label: better.label, command: 'search', options: { query: better.text } }] : []
  const said = notice(text, { buttons })
  return {
    ...said,
    blocks: [...said.blocks, ...nameButton({ byName }), ...namedButton(query), ...libraryNotice(services)],
  }
}

export function filterForm({ query, sort }: SearchOptions): Reply {
  return {
    summary: 'Filter the search',
    visibility: 'private',
    blocks: [
      {
        kind: 'form',
        title: 'Filter the search',
        command: 'search',
        options: {},
        fields: [
          {
            kind: 'text',
            name: 'query',
            label: 'Query',
            value: query,
            hint: 'author:zaharia org:nvidia after:2026-01 upvotes:20 has:code -survey',
            required: true,
          },
          {
            kind: 'choice',
            name: 'sort',
            label: 'First',
            value: sort,
            choices: [
              { value: 'relevance', label: 'Most relevant' },
              { value: 'newest', label: 'Newest' },
              { value: 'upvotes', label: 'Most upvotes' },
            ],
          },
        ],
        submit: 'Search',
      },
    ],
  }
}
