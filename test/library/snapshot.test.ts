import {
  existsSync,
  mkdirSync,
  rmdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { openSnapshot } from '../../src/library/snapshot.ts'
import { parseQuery } from '../../src/search/query/parse-query.ts'
import { inOtherFormat } from '../search/papers.ts'
import { card, open, type OpenLibrary, paper, papers, reopen } from './fixture.ts'

const rebuilt = 'built the search index from the database'
const file = ({ folder }: Pick<OpenLibrary, 'folder'>) => join(folder, 'search.index')

async function found({ library }: OpenLibrary, text = 'gradient'): Promise<number> {
  return (await library.find(parseQuery(text, '2026-08-21').query)).total
}

test('a library that was closed opens from its snapshot', async () => {
  const first = await open()
  await first.library.put(papers(20))
  const second = await reopen(first)
  expect(await found(second)).toBe(20)
  expect(second.logged).toEqual([])
})

test('what came after the snapshot is added: new, changed and taken over', async () => {
  const first = await open()
  await first.library.put([...papers(20), card('Old card')])
  await first.library.close()
  await first.library.put([
    paper('2608.00001', { title: 'Renamed' }),
    paper('2608.05555', { title: 'Gradient, late' }),
    paper('2608.06666', { title: 'Old card' }),
  ])
  await first.db.destroy()
  const second = await open(first.folder)
  expect(second.logged).toEqual([])
  expect(second.library.size).toBe(22)
  expect(await found(second)).toBe(20)
  expect(await found(second, 'renamed')).toBe(1)
})

test.each<[string, (path: string) => void]>([
  ['missing', path => rmSync(path)],
  ['empty', path => truncateSync(path, 0)],
  ['cut short', path => truncateSync(path, statSync(path).size - 100)],
  ['damaged', path => writeFileSync(path, readFileSync(path).fill(7, 100, 140))],
  ['something else', path => writeFileSync(path, 'a text')],
])('a snapshot that is %s is built again and saved', async (damage, harm) => {
  const first = await open()
  await first.library.put(papers(20))
  await first.library.close()
  await first.db.destroy()
  harm(file(first))
  const second = await open(first.folder)
  expect(await found(second)).toBe(20)
  expect(second.logged).toContain(rebuilt)
  expect(second.warned).toHaveLength(Number(damage !== 'missing'))
  expect((await reopen(second)).logged).toEqual([])
})

test('a snapshot of another version is built again; only who may not save it is warned', async () => {
  const first = await open()
  await first.library.put(papers(20))
  await first.library.close()
  await first.db.destroy()
  writeFileSync(file(first), inOtherFormat(readFileSync(file(first))))
  const reader = await open(first.folder, true)
  expect(reader.warned).toEqual([
    'The saved search index is of another version; the next "npm start", sync or import makes it again.',
  ])
  const second = await open(first.folder)
  expect(await found(second)).toBe(20)
  expect(second).toMatchObject({
    logged: ['The saved search index is of another version; Paperboy makes it again.', rebuilt],
    warned: [],
  })
})

test('a snapshot of another library, or from after a restored backup, is built again', async () => {
  const other = await open()
  await other.library.put([paper('2608.07777', { title: 'Gradient of another library' })])
  await other.library.close()
  const mine = await open()
  await mine.library.put(papers(20))
  await mine.library.put([card('Old card')])
  await mine.library.close()
  await mine.db.destroy()
  writeFileSync(file(mine), readFileSync(file(other)))
  const again = await open(mine.folder)
  expect(again.logged).toContain(rebuilt)
  expect(await found(again)).toBe(20)

  await again.library.close()
  await again.db.updateTable('papers').set({ revision: 1 }).execute()
  await again.db.destroy()
  const restored = await open(mine.folder)
  expect(restored.logged).toContain(rebuilt)
})

test('it is saved while papers come in, once enough have changed', async () => {
  const opened = await open()
  const saved = (count: number) =>
    vi.waitFor(() => expect(openSnapshot(file(opened))?.engine.size).toBe(count))
  await opened.library.put(papers(499))
  await opened.library.put(papers(500))
  await saved(500)
  await opened.library.put(papers(900))
  await opened.library.put(papers(1000))
  await saved(1000)
  expect(readdirSync(opened.folder)).not.toContain('search.index.new')
})

test('a library that may only be read finds everything and writes nothing', async () => {
  const writer = await open()
  await writer.library.put(papers(600))
  await writer.library.close()
  rmSync(file(writer))
  const reader = await open(writer.folder, true)
  expect(await found(reader)).toBe(600)
  await reader.library.close()
  await expect(reader.library.put([paper('2608.07777')])).rejects.toMatchObject({
    code: 'storage.not-writable',
  })
  expect(existsSync(file(writer))).toBe(false)
})

test('a snapshot that cannot be written stops nothing and is tried again', async () => {
  const opened = await open()
  mkdirSync(`${file(opened)}.new`)
  await opened.library.put(papers(600))
  await vi.waitFor(() =>
    expect(opened.logged).toEqual(['The search index could not be saved; the next start builds it again.']),
  )
  expect(await found(opened)).toBe(600)
  rmdirSync(`${file(opened)}.new`)
  await opened.library.close()
  expect(existsSync(file(opened))).toBe(true)
})

describe('with texts left on the file', () => {
  const onFile = { textsInMemory: 0 }
  const facts = { abstract: 'The gradient vanishes slowly.' }
  const phrase = '"gradient vanishes slowly"'

  test('papers are found, changed and saved as ever', async () => {
    const first = await open()
    await first.library.put(papers(600, facts))
    const second = await reopen(first, onFile)
    expect(await found(second, phrase)).toBe(600)
    await second.library.put(papers(700, { abstract: 'The result, told anew.' }))
    expect(await found(second, '"told anew"')).toBe(700)
    const third = await reopen(second, onFile)
    expect(await found(third, '"told anew"')).toBe(700)
    expect(third.logged).toEqual([])
  })

  test('they stay what they were when the file is replaced, and end with the library', async () => {
    const first = await open()
    await first.library.put(papers(600, facts))
    const reader = await reopen(first, { ...onFile, readOnly: true })
    const writer = await open(reader.folder)
    await writer.library.put(papers(600, { abstract: 'Something else.' }))
    await writer.library.close()
    expect(await found(reader, phrase)).toBe(600)
    await reader.library.close()
    await expect(found(reader, phrase)).rejects.toMatchObject({ code: 'library.file-unreadable' })
  })

  test('a file that was cut short meanwhile is told, and built again at the next start', async () => {
    const first = await open()
    await first.library.put(papers(600, facts))
    const second = await reopen(first, onFile)
    truncateSync(file(second), 1000)
    await expect(found(second, phrase)).rejects.toMatchObject({ code: 'library.file-unreadable' })
    const third = await reopen(second, onFile)
    expect(third.logged).toEqual([expect.stringContaining('The saved search index cannot be used'), rebuilt])
    expect(await found(third, phrase)).toBe(600)
  })
})
