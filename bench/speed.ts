/** How fast and how large the search index is: building, saving, opening, searching, completing. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { Command } from 'commander'
import { z } from 'zod'
import type { Paper } from '../src/papers/paper.ts'
import { createEngine, openEngine } from '../src/search/engine.ts'
import { parseQuery } from '../src/search/parse-query.ts'
import { findPassage } from '../src/search/passage.ts'

const entrySchema = z.object({
  id: z.string(),
  title: z.string(),
  abstract: z.string(),
  authors: z.array(z.string()),
  categories: z.array(z.string()).default([]),
  publishedAt: z.string().nullish(),
  dailyDate: z.string().nullish(),
  upvotes: z.number().nullish(),
  organization: z.object({ name: z.string(), fullname: z.string().optional() }).optional(),
})

function toPaper({
  publishedAt,
  dailyDate,
  upvotes,
  organization,
  ...entry
}: z.infer<typeof entrySchema>): Paper {
  return {
    ...entry,
    ...(publishedAt ? { published: publishedAt.slice(0, 10) } : {}),
    ...(dailyDate ? { listDate: dailyDate } : {}),
    ...(upvotes == null ? {} : { upvotes }),
    ...(organization
      ? { organization: { handle: organization.name, name: organization.fullname ?? organization.name } }
      : {}),
    origin: 'file',
  }
}

function readLines(path: string): unknown[] {
  const bytes = readFileSync(path)
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString()
  return text
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}

function timed<T>(label: string, work: () => T): T {
  const start = performance.now()
  const result = work()
  console.log(`${label}: ${(performance.now() - start).toFixed(1)} ms`)
  return result
}

/** Median, 99th percentile and maximum over all inputs, each run three times. */
function spread<T>(label: string, inputs: readonly T[], work: (input: T) => void): void {
  const times: number[] = []
  for (const input of [...inputs, ...inputs, ...inputs]) {
    const start = performance.now()
    work(input)
    times.push(performance.now() - start)
  }
  times.sort((one, other) => one - other)
  const at = (share: number): string => times[Math.floor(share * (times.length - 1))]!.toFixed(2)
  console.log(`${label}: p50 ${at(0.5)} p99 ${at(0.99)} max ${at(1)} ms`)
}

function memoryMb(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 1e6
}

const { papers: papersFile, queries: queriesFile } = new Command()
  .requiredOption('--papers <file>', 'JSON lines, one paper each (hf_daily.jsonl.gz)')
  .requiredOption('--queries <file>', 'JSON lines with a text each (queries.jsonl)')
  .parse()
  .opts<{ papers: string; queries: string }>()

const papers = readLines(papersFile).map(line => toPaper(entrySchema.parse(line)))
const texts = readLines(queriesFile).map(line => z.object({ text: z.string() }).parse(line).text)
const known = new Map(papers.map(paper => [paper.id, paper]))
const today = '2026-11-21'

const whole = createEngine()
timed(`build ${papers.length} at once`, () => whole.add(papers))
const pieces = createEngine()
timed('build in pieces of 200', () => {
  for (let at = 0; at < papers.length; at += 200) pieces.add(papers.slice(at, at + 200))
})
timed('replace 50', () => whole.add(papers.slice(-50)))
const bytes = timed('save', () => whole.save('speed'))
console.log(`saved: ${(bytes.length / 1e6).toFixed(1)} MB`)
timed('open, cold', () => openEngine(bytes))
const before = memoryMb()
const { engine } = timed('open, warm', () => openEngine(bytes))
console.log(`memory of the opened index (with --expose-gc): ${(memoryMb() - before).toFixed(1)} MB more`)

const search = (text: string): void => void engine.search(parseQuery(text, today).query)
spread('search', texts, search)
spread('search, sorted by date', texts, text =>
  engine.search(parseQuery(text, today).query, { sort: 'newest' }),
)
spread('search, pieces', texts, text => pieces.search(parseQuery(text, today).query))
spread('search and ten passages', texts, text => {
  const { query } = parseQuery(text, today)
  for (const { id } of engine.search(query).matches) findPassage(query, known.get(id)!)
})
spread('25 words', papers.slice(0, 300), ({ abstract }) => search(abstract.split(' ').slice(0, 40).join(' ')))
spread('like', papers.slice(0, 300), ({ id }) => search(`like:${id}`))
spread('phrase', texts, text => search(`"${text}"`))
spread('author', papers.slice(0, 300), ({ authors }) => search(`author:"${authors[0] ?? 'hinton'}"`))
spread('filters', texts, text => search(`${text} org:nvidia after:2026 upvotes:5 cat:cs`))
spread('misspelt', texts, text => search(text.replace(/(\w\w)(\w)(\w)/g, '$1$3$2')))
spread('unknown', texts, text => search(`${text} zxqvvwkp`))
spread('complete', texts, text => engine.complete(text, 25))
spread('complete one letter', texts, text => engine.complete(text.slice(0, 1), 25))
spread('complete organisation', texts, text => engine.completeOrganization(text.slice(0, 2), 25))
