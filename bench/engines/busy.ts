/** A program: searches the library of `PAPERBOY_DATA` at its worst, and while a sync adds lists to it. */
import { setImmediate as pause, setTimeout as delay } from 'node:timers/promises'
import { papersPerPage, passagesPerPage } from '../../commands/shared/paging.ts'
import { logOf, openForWriting } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { stopWords } from '../../src/search/language/stopwords.ts'
import { type CollectionName, keywordQueries, paperOf, recombined, sentenceQueries } from '../data.ts'
import { percentile, timesMs } from '../timing.ts'

type Times = readonly [p50: number, p99: number, max: number]

export interface Busy {
  /** From the start of opening. */
  readonly openMs: number
  /** Each query once, in a process that has searched nothing before, and again. */
  readonly coldWorstMs: Times
  readonly worstMs: Times
  /** One list while nobody searches: until it is stored and found. */
  readonly listAloneMs: Times
  /** One list during the searches. */
  readonly listMs: Times
  /** Searches, `atOnce` at a time, while lists are stored: from when each was asked, others before it. */
  readonly searchMs: Times
}

const today = '2026-08-22'
const listsAlone = 10
const lists = 20
const papersPerList = 50
const searches = 1_000
const atOnce = 16
const warmedUpMs = 3_000

const collection = process.argv[2] as CollectionName
const config = readConfig(process.env)
const opening = performance.now()
const { library, close } = await openForWriting(config, logOf(config))
const openMs = performance.now() - opening

const worst = await worstQueries()
const coldWorstMs = timesOf(await timesMs(worst, find))
const worstMs = timesOf(await timesMs(worst, find))
const keywords = keywordQueries().map(({ text }) => text)
const papers: Paper[] = []
for await (const document of recombined(collection, (listsAlone + lists) * papersPerList))
  papers.push(paperOf(document))
// A bot runs for weeks: what it warms up after opening is done, and what is measured is compiled.
await delay(warmedUpMs)
for (let pass = 0; pass < 3; pass++) for (const text of keywords) await find(text)
const listAloneMs = timesOf(await listTimes(0, listsAlone))
const busy = await searchWhileListsCome()
await close()
console.log(JSON.stringify({ openMs, coldWorstMs, worstMs, listAloneMs, ...busy } satisfies Busy))

/** One page of results, as the chat shows it. */
function find(text: string) {
  return library.find(parseQuery(text, today).query, { limit: papersPerPage, passages: passagesPerPage })
}

function timesOf(times: readonly number[]): Times {
  return [percentile(times, 0.5), percentile(times, 0.99), percentile(times, 1)]
}

function phrases(count: number, before: string, of: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => `${before}"${of(at)}"`).join(' ')
}

/** Which queries take longest was found by asking many of each kind that the query language can express. */
async function worstQueries(): Promise<string[]> {
  const words = (await sentenceQueries(collection, 100)).join(' ').split(' ')
  const frequent = ['of the', 'in the', 'to the', 'on the', 'and the', 'for the', 'of a', 'in a', 'with a']
  const content = words.filter(word => /^[a-z]{4,}$/.test(word) && !stopWords.has(word))
  return [
    Array.from({ length: 2000 }, (_, at) => words[at % words.length]!).join(' '),
    'a'.repeat(500),
    'a '.repeat(250),
    'e',
    [...stopWords].join(' '),
    '"of the"',
    '"of the" "in the"',
    phrases(frequent.length, '', at => frequent[at]!),
    `learning ${phrases(4, '-', at => frequent[at]!)}`,
    phrases(4, '-', at => frequent[at]!),
    phrases(30, '-', at => `${content[2 * at]!} ${content[2 * at + 1]!}`),
    phrases(25, '-', at => `the ${content[at]!}`),
    phrases(20, '-', at => `of the ${content[at]!}`),
    phrases(20, '', at => `${words[at * 3]!} ${words[at * 3 + 1]!}`),
    Array.from({ length: 60 }, (_, at) => `qz${(at * 7919).toString(36)}xylophon`).join(' '),
    'transformr attentoin langauge modles reinforcment lerning difusion quantizaton',
    'segmetns usefully envrion it foundatoins by opensoucred theses inlcud to regulraity by cuold is snigly a',
    'imgae-to-imgae trnasltaion',
    'large language models',
    'we propose a new method for learning from data with deep models',
  ]
}

/** How long each list takes, from one that comes from where it is fetched to when it is found. */
async function listTimes(from: number, to: number): Promise<number[]> {
  const times: number[] = []
  for (let at = from; at < to; at++) {
    const list = papers.slice(at * papersPerList, (at + 1) * papersPerList)
    await pause() // A list comes over the network, which is waited for.
    const start = performance.now()
    await library.putList(dateOf(at), list, { fetchedAt: `${today}T00:00:00Z`, closed: true })
    await expectFound(list[0]!.id)
    times.push(performance.now() - start)
  }
  return times
}

async function searchWhileListsCome(): Promise<Pick<Busy, 'listMs' | 'searchMs'>> {
  const before = library.size
  const searchTimes: number[] = []
  const person = async (): Promise<void> => {
    while (searchTimes.length < searches) {
      const start = performance.now()
      await pause()
      const { papers: found } = await find(keywords[searchTimes.length % keywords.length]!)
      searchTimes.push(performance.now() - start)
      if (
        found.some(({ paper, score }, place) => !paper.title || score > found[Math.max(0, place - 1)]!.score)
      )
        throw new Error('A search found what it should not.')
    }
  }
  const [times] = await Promise.all([
    listTimes(listsAlone, listsAlone + lists),
    ...Array.from({ length: atOnce }, person),
  ])
  if (library.size !== before + lists * papersPerList) throw new Error('Papers are missing.')
  return { listMs: timesOf(times), searchMs: timesOf(searchTimes) }
}

async function expectFound(id: string): Promise<void> {
  const { total } = await find(id)
  if (total !== 1) throw new Error(`The paper ${id} is not found.`)
}

/** Weekdays from a Monday on. */
function dateOf(list: number): string {
  const day = 5 + Math.floor(list / 5) * 7 + (list % 5)
  return new Date(Date.UTC(2026, 0, day)).toISOString().slice(0, 10)
}
