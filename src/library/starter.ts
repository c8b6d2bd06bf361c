/** The papers that come with Paperboy, for whoever has imported nothing and has no network. */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Paper, paperSchema } from '../papers/paper.ts'

/** Four lists of August 2026 and well-known papers of four years, described in our own words. */
export function starterPapers(): Paper[] {
  const file = new URL('starter.json', import.meta.url)
  return z.array(paperSchema).parse(JSON.parse(readFileSync(file, 'utf8')))
}
