import { z } from 'zod'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import { notice, smallText } from '../src/chat/replies.ts'
import type { Reply } from '../src/chat/reply.ts'
import { joinRich, type RichText, rich } from '../src/chat/rich-text.ts'
import type { Happened, Saved } from '../src/discussions/discussions.ts'
import { knownLine, verdictInWords } from '../src/discussions/words.ts'
import { UserError } from '../src/errors.ts'
import type { Paper } from '../src/papers/paper.ts'
import { counted, cutGraphemes } from '../src/papers/text.ts'
import { parseQuery, saysNothing } from '../src/search/query/parse-query.ts'
import { type Services, today } from './services.ts'
import { nothingToLookFor } from './shared/better-query.ts'
import { pageOption } from './shared/options.ts'
import { pageOf, pager } from './shared/paging.ts'
import { paperList } from './shared/paper-list.ts'
import { namesOf } from './shared/texts.ts'

/** Graphemes of a query that are said again. */
const mostShown = 100

const schema = z.object({
  query: z.string().trim().min(1).max(10_000).describe('what it was about, as in a search'),
  page: pageOption,
})

/** Words about what was said, none of it: `what did we say about …`, `what does Ada think of …`. */
const asking =
  /^what (?:did|do|does|have|has) \S+ (?:ever )?(?:say|said|think|thought|written?) (?:about|of|on) /i

type HistoryRequest = CommandRequest<z.infer<typeof schema>>

export const history = defineCommand<Services, typeof schema>({
  name: 'history',
  summary: 'Search in what was posted, saved and discussed here',
  options: schema,
  examples: ['history kv cache quantization', 'history author:zaharia'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
  run: async (request, services) => {
    const { query, complaints } = parseQuery(request.options.query.replace(asking, ''), today(services))
    if (saysNothing(query))
      throw new UserError('history.empty', nothingToLookFor(complaints), {
        help: 'Try: history kv cache quantization',
      })
    const happened = await services.discussions.history(query, request)
    return { reply: await historyReply(happened, complaints, request, services) }
  },
})

async function historyReply(
  happened: readonly Happened[],
  complaints: readonly string[],
  request: HistoryRequest,
  services: Services,
): Promise<Reply> {
  const { query, page = 1 } = request.options
  const name = cutGraphemes(query, mostShown)
  if (happened.length === 0) return nothingHere(name, query)
  const { shown, first, last } = pageOf(happened, page)
  const papers = await services.library.many(shown.map(({ paper }) => paper))
  const passage = ({ id }: Paper): RichText => whatHappened(shown.find(one => one.paper === id)!, services)
  const count = counted(happened.length, 'paper')
  return {
    summary: `${name}: ${count} known here`,
    visibility: 'private',
    replaces: request.options.page !== undefined,
    blocks: [
      { kind: 'heading', text: rich`${{ bold: name }} · ${count} known here` },
      ...(await paperList(papers, { first: first + 1, request, services, passage, known: new Map() })),
      ...complaints.map(smallText),
      pager({ command: 'history', options: { query }, page, last }),
    ],
  }
}

const nothingHere = (name: string, query: string): Reply =>
  notice(rich`Nothing that was posted, saved or discussed here matches ${{ bold: name }}.`, {
    buttons: [{ label: 'Search the library', command: 'search', options: { query } }],
  })

const onList: Readonly<Record<Saved, string>> = {
  saved: 'on your reading list',
  reading: 'on your reading list, to be read',
  done: 'finished by you',
}

/** `discussed in #lab, 21 Aug 2026, 💬 14 · Verdict (Ada): Skim · team ▲ 3 · posted here 20 Aug 2026 · on your reading list · saved by Grace` */
function whatHappened({ known, answer, savedBy, postedAt }: Happened, services: Services): RichText {
  const line = knownLine(known, message => services.places.linkTo(message))
  const votes = known?.votes ?? 0
  return joinRich(
    [
      line,
      answer ? verdictInWords(answer) : [],
      votes > 0 ? rich`team ${{ count: votes, of: 'upvotes' }}` : [],
      postedAt === undefined ? [] : rich`posted here ${{ moment: postedAt, show: 'date' }}`,
      known?.saved ? [onList[known.saved]] : [],
      savedBy ? [`saved by ${namesOf(savedBy) || 'others'}`] : [],
    ],
    ' · ',
  )
}
