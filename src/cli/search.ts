/** `papers search`: the library's answer, for people or as JSON. */
import {
  type BetterQuery,
  betterQuery,
  nextStep,
  nothingToLookFor,
} from '../../commands/shared/better-query.ts'
import { type ByName, byNameInWords, papersByName } from '../../commands/shared/by-name.ts'
import { foundInWords, readInWords } from '../../commands/shared/texts.ts'
import { paperItem } from '../chat/paper-card.ts'
import { flatten } from '../chat/plain-text.ts'
import type { Reply } from '../chat/reply.ts'
import { clockOf, openEncoder, openForReading } from '../compose.ts'
import type { Config } from '../config.ts'
import { UserError } from '../errors.ts'
import type { FindResult, FoundPaper, Library } from '../library/library.ts'
import type { Logger } from '../log.ts'
import { counted, cutGraphemes } from '../papers/text.ts'
import { type ParsedQuery, parseQuery, saysNothing } from '../search/query/parse-query.ts'
import type { Query } from '../search/query/query.ts'

/** Graphemes of a query that are said again. */
const mostShown = 100

export interface SearchFlags {
  readonly json?: boolean
  /** Takes words as typed. */
  readonly exact?: boolean
  readonly limit: number
}

/** @throws UserError `search.empty` when nothing is asked for, `search.unknown` for a paper that is not there. */
export async function runSearch(
  config: Config,
  log: Logger,
  text: string,
  { json, exact = false, limit }: SearchFlags,
): Promise<void> {
  const today = clockOf(config)().toString().slice(0, 10)
  const parsed = parseQuery(text, today)
  const { query, complaints } = parsed
  if (saysNothing(query))
    throw new UserError('search.empty', nothingToLookFor(complaints), {
      help: 'Try: npm run -s papers -- search "kv cache quantization"',
    })
  const { library, close } = await openForReading(config, log, openEncoder(config))
  try {
    const found = await library.find(query, { limit, exact })
    for (const complaint of complaints) console.error(complaint)
    if (json) printJson(found)
    else await printText(parsed, found, library, today)
  } finally {
    await close()
  }
}

function printJson(found: FindResult): void {
  const read = readInWords(found)
  if (read !== '') console.error(read)
  console.log(JSON.stringify(found.papers.map(asJson), null, 2))
}

async function printText(
  { query, meant }: ParsedQuery,
  found: FindResult,
  library: Library,
  today: string,
): Promise<void> {
  const named = query.id ?? query.like
  if (named !== undefined && !(await library.get(named)))
    throw new UserError('search.unknown', `The library does not know the paper "${named}".`, {
      help: `Open it in the chat first: "npm start", then "paper ${named}".`,
    })
  const byName = await papersByName(query, library)
  if (found.total > 0) console.log(asText(query, found, byName))
  // A complaint has said what to write instead.
  else if (meant !== undefined) console.log(noMatch(query))
  else console.log(nothing(query, await betterQuery(query, library, today), byName))
  if (library.onlyStarter)
    console.error(
      `These are the ${counted(library.size, 'paper')} that come with Paperboy. Run "npm run -s papers -- sync" for more.`,
    )
}

function asJson({ paper, score, reasons, passage }: FoundPaper, at: number) {
  return {
    rank: at + 1,
    id: paper.id,
    title: paper.title,
    score,
    reasons: reasons.map(({ text }) => text),
    passage: passage.map(({ text }) => text).join(''),
  }
}

function nothing(query: Query, better: BetterQuery | undefined, byName: ByName | undefined): string {
  const instead = better ?? byName
  return [noMatch(query), nextStep(query, better, byName), ...(instead ? [tryOut(instead)] : [])].join(' ')
}

const noMatch = ({ text }: Query): string => `No paper matches ${cutGraphemes(text, mostShown)}.`

const tryOut = ({ text }: { readonly text: string }): string =>
  `Try: npm run -s papers -- search ${quotedInShell(text)}`

const quotedInShell = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

function asText({ text }: Query, found: FindResult, byName: ByName | undefined): string {
  const { papers } = found
  const read = readInWords(found)
  const items = papers.map(({ paper, passage }, at) =>
    paperItem({ paper, number: at + 1, passage: passage.map(run => run.text), buttons: [] }),
  )
  const heading = `${cutGraphemes(text, mostShown)}: ${foundInWords(found)}`
  const reply: Reply = {
    summary: heading,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [heading] },
      ...(read ? [{ kind: 'text', text: [`${read} (--exact takes words as typed)`] } as const] : []),
      ...(byName ? [{ kind: 'text', text: [`${byNameInWords(byName)}. ${tryOut(byName)}`] } as const] : []),
      { kind: 'papers', items },
    ],
  }
  return flatten(reply, { addresses: true })
}
