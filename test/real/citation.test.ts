/** All 13,197 real Daily Papers as BibTeX, read again by another parser. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { toBibtex } from '../../src/papers/citation/bibtex.ts'
import { readAuthors } from '../../src/papers/citation/names.ts'
import { latexToText } from '../../src/papers/latex.ts'
import { paper } from '../library/fixture.ts'
import { parsed, titleOf } from '../papers/citation/parsed.ts'
import { realData } from './folder.ts'

interface Row {
  id: string
  title: string
  authors: string[]
}

const papers = gunzipSync(readFileSync(`${realData}/hf_daily.jsonl.gz`))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Row)
  .map(({ id, title, authors }) => paper(id, { title, authors }))

/** What LaTeX prints otherwise than it was typed, and nobody would want as typed. */
const asPrinted = (title: string): string =>
  latexToText(title)
    .replace(/--/g, '–')
    .replace(/''/g, '”')
    .replace(/\^(\d)/g, (_, digit: string) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!)

test('every title and every author is read as it was, under a key of its own', () => {
  const started = performance.now()
  const bibtex = toBibtex(papers)
  expect(performance.now() - started).toBeLessThan(10_000)
  const entries = parsed(bibtex)
  expect(new Set(entries.map(({ key }) => key)).size).toBe(13_197)
  const different = papers.filter(({ title }, at) => titleOf(entries[at]!) !== asPrinted(title))
  expect(different.map(({ title }) => title)).toEqual([
    // This parser disregards braces around the whole of a title, BibTeX does not.
    'Hyper-Connections',
    'Prompt-to-Leaderboard',
    'Agent-as-a-Judge',
    'Avey-B',
    // There is no subscript of a full stop.
    'V_{0.5}: Generalist Value Model as a Prior for Sparse RL Rollouts',
  ])
  expect(entries.map(({ fields }) => fields.author?.length ?? 0)).toEqual(
    papers.map(({ authors }) => readAuthors(authors).length),
  )
})
