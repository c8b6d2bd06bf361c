/** Every title and abstract of the recorded Daily Papers, read as text within the time that a start-up has. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parsePaperId } from '../../src/papers/ids.ts'
import { latexToText } from '../../src/papers/latex.ts'
import { realData } from './folder.ts'

interface Row {
  id: string
  title: string
  abstract: string
}

const rows = gunzipSync(readFileSync(`${realData}/hf_daily.jsonl.gz`))
  .toString()
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Row)

test('no backslash is left, and few dollar signs: the prices', () => {
  const started = performance.now()
  const texts = rows.flatMap(({ title, abstract }) => [latexToText(title), latexToText(abstract)])
  expect(performance.now() - started).toBeLessThan(1500)
  expect(texts.filter(text => text.includes('\\'))).toEqual([])
  expect(texts.filter(text => text.includes('$')).length).toBeLessThan(80)
})

test('every id is read', () => {
  expect(rows.filter(({ id }) => parsePaperId(id)?.id !== id)).toEqual([])
})
