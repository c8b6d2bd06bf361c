/** Files to import, and what importing one gives. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ImportResult, importFile } from '../../../src/library/import/import-file.ts'
import { temporaryFolder } from '../../storage/folder.ts'
import { open, type OpenLibrary } from '../fixture.ts'

export const line = (number: number, facts: Record<string, unknown> = {}): string =>
  JSON.stringify({
    id: `2608.${String(number).padStart(5, '0')}`,
    title: `Gradient study number ${number}`,
    abstract: 'Of gradients.',
    authors: ['Ada Lovelace'],
    ...facts,
  })

export const lines = (count: number): string[] => Array.from({ length: count }, (_, at) => line(at + 1))

export function written(content: string | Uint8Array): string {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, content)
  return path
}

/** Imports a file of this content into a library of its own. */
export async function imported(
  content: string | Uint8Array,
): Promise<{ result: ImportResult; opened: OpenLibrary }> {
  const opened = await open()
  return { result: await importFile(written(content), opened.library), opened }
}
