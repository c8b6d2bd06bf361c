import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { jsonLines } from '../../src/library/import/json.ts'
import type { Paper } from '../../src/papers/paper.ts'

/** The recorded Daily Papers by the dates of their lists, oldest first. */
export async function recordedLists(file: string): Promise<Map<string, readonly Paper[]>> {
  const lists = new Map<string, Paper[]>()
  for await (const entry of jsonLines.read(createReadStream(file).pipe(createGunzip()), 2026)) {
    if (!('paper' in entry) || entry.paper.listDate === undefined) continue
    const { listDate } = entry.paper
    lists.set(listDate, [...(lists.get(listDate) ?? []), entry.paper])
  }
  return new Map([...lists].sort(([one], [other]) => (one < other ? -1 : 1)))
}
