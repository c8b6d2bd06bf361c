/** How long does Paperboy take for each kind of question, everything included: search, papers, passages? */
import { openForReading, logOf } from '../src/compose.ts'
import { readConfig } from '../src/config.ts'
import type { Library } from '../src/library/library.ts'
import { parseQuery } from '../src/search/parse-query.ts'
import { keywordQueries, sentenceQueries } from './data.ts'
import type { Prepared } from './prepare.ts'
import { type Row, table } from './table.ts'
import { percentile, timesMs } from './timing.ts'

export async function findTable({ collection, dataFolder }: Prepared): Promise<string> {
  const config = readConfig({ PAPERBOY_DATA: dataFolder, LOG_LEVEL: 'silent' })
  const { library, close } = await openForReading(config, logOf(config))
  const rows: Row[] = []
  for (const [title, texts] of questions(await sentenceQueries(collection, 100)))
    rows.push(await measure(title, texts, text => find(library, text)))
  const typed = keywordQueries().map(({ text }) => text.slice(0, 6))
  rows.push(await measure('completion of a title', typed, text => library.completePaper(text, 25)))
  await close()
  return table('Paperboy, everything included', ['p50 ms', 'p99 ms', 'max ms'], rows)
}

function questions(sentences: readonly string[]): [title: string, texts: readonly string[]][] {
  const keywords = keywordQueries().map(({ text }) => text)
  return [
    ['keywords', keywords],
    ['25 words', sentences],
    ['phrase', keywords.map(text => `"${text}"`)],
    ['misspelt', keywords.map(text => text.replace(/(\w\w)(\w)(\w)/g, '$1$3$2'))],
    ['filters', keywords.map(text => `${text} after:2026 upvotes:5 cat:cs`)],
    ['author', ['Hinton', 'Li Wei', 'Hyvärinen', 'Song Han'].map(name => `author:"${name}"`)],
    ['like a paper', ['2506.18879', '2602.02958', '2606.24033', '2605.19660'].map(id => `like:${id}`)],
  ]
}

function find(library: Library, text: string): Promise<unknown> {
  return library.find(parseQuery(text, '2026-08-22').query)
}

async function measure(
  title: string,
  texts: readonly string[],
  work: (text: string) => unknown,
): Promise<Row> {
  const times = await timesMs(texts, work)
  return [title, percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1)]
}
