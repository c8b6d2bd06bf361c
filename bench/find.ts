/** How long does Paperboy take for each kind of question, everything included: search, papers, passages? */
import { papersPerPage } from '../commands/shared/paging.ts'
import { logOf, openForReading } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import type { Library } from '../src/library/library.ts'
import type { Paper } from '../src/papers/paper.ts'
import { parseQuery } from '../src/search/parse-query.ts'
import { keywordQueries, sentenceQueries } from './data.ts'
import type { Prepared } from './prepare.ts'
import { type Row, table } from './table.ts'
import { percentile, timesMs } from './timing.ts'

/** The day after the last of the collected papers. */
const today = '2026-08-22'

export async function findTable({ collection, dataFolder }: Prepared): Promise<string> {
  const config = readConfig({ PAPERBOY_DATA: dataFolder, LOG_LEVEL: 'silent' })
  const { library, close } = await openForReading(config, logOf(config))
  for (const { text } of keywordQueries()) await find(library, text) // So that what is measured is compiled.
  const rows: Row[] = []
  for (const [title, texts] of questions(await sentenceQueries(collection, 100), await somePapers(library)))
    rows.push(await measure(title, texts, text => find(library, text)))
  const typed = keywordQueries().map(({ text }) => text.slice(0, 6))
  rows.push(await measure('completion of a title', typed, text => library.completePaper(text, 25)))
  await close()
  return table('Paperboy, everything included', ['p50 ms', 'p99 ms', 'max ms'], rows)
}

/** A hundred that a common word finds. */
async function somePapers(library: Library): Promise<Paper[]> {
  const { papers } = await library.find(parseQuery('learning', today).query, { limit: 100 })
  return papers.map(({ paper }) => paper)
}

function questions(
  sentences: readonly string[],
  papers: readonly Paper[],
): [title: string, texts: readonly string[]][] {
  const keywords = keywordQueries().map(({ text }) => text)
  return [
    ['keywords', keywords],
    ['25 words', sentences],
    ['phrase', keywords.map(text => `"${text}"`)],
    ['misspelt', keywords.map(text => text.replace(/(\w\w)(\w)(\w)/g, '$1$3$2'))],
    ['filters', keywords.map(text => `${text} after:2026 upvotes:5 cat:cs`)],
    ['author', papers.map(({ authors }) => `author:"${authors[0] ?? 'Hinton'}"`)],
    ['like a paper', papers.map(({ id }) => `like:${id}`)],
  ]
}

/** One page of results, as the chat shows it. */
function find(library: Library, text: string): Promise<unknown> {
  return library.find(parseQuery(text, today).query, { limit: papersPerPage })
}

async function measure(
  title: string,
  texts: readonly string[],
  work: (text: string) => unknown,
): Promise<Row> {
  const times = await timesMs(texts, work)
  return [title, percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1)]
}
