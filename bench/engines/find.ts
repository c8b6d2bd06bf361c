/** A program: asks the library of `PAPERBOY_DATA` every kind of question and measures the answers. */
import { papersPerPage, passagesPerPage } from '../../commands/shared/paging.ts'
import { logOf, openForReading } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { type CollectionName, keywordQueries, sentenceQueries } from '../data.ts'
import type { Row } from '../table.ts'
import { percentile, timesMs } from '../timing.ts'

/** The day after the last of the collected papers. */
const today = '2026-08-22'

const config = readConfig(process.env)
const { library, close } = await openForReading(config, logOf(config))
for (const { text } of keywordQueries()) await find(text) // So that what is measured is compiled.
const rows: Row[] = []
for (const [title, texts] of await questions(process.argv[2] as CollectionName))
  rows.push(await measure(title, texts, find))
const typed = keywordQueries().map(({ text }) => text.slice(0, 6))
rows.push(await measure('completion of a title', typed, text => library.completePaper(text, 25)))
await close()
console.log(JSON.stringify(rows))

/** A hundred that a common word finds. */
async function somePapers(): Promise<Paper[]> {
  const { papers } = await library.find(parseQuery('learning', today).query, { limit: 100 })
  return papers.map(({ paper }) => paper)
}

async function questions(collection: CollectionName): Promise<[title: string, texts: readonly string[]][]> {
  const papers = await somePapers()
  const keywords = keywordQueries().map(({ text }) => text)
  return [
    ['keywords', keywords],
    ['25 words', await sentenceQueries(collection, 100)],
    ['phrase', keywords.map(text => `"${text}"`)],
    ['misspelt', keywords.map(text => text.replace(/(\w\w)(\w)(\w)/g, '$1$3$2'))],
    ['filters', keywords.map(text => `${text} after:2026 upvotes:5 cat:cs`)],
    ['author', papers.map(({ authors }) => `author:"${authors[0] ?? 'Hinton'}"`)],
    ['like a paper', papers.map(({ id }) => `like:${id}`)],
  ]
}

/** One page of results, as the chat shows it. */
function find(text: string): Promise<unknown> {
  return library.find(parseQuery(text, today).query, { limit: papersPerPage, passages: passagesPerPage })
}

async function measure(
  title: string,
  texts: readonly string[],
  work: (text: string) => unknown,
): Promise<Row> {
  const times = await timesMs(texts, work)
  return [title, percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1)]
}
