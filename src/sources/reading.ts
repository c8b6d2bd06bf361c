/** What the readers of every upstream share: lenient fields, entries that fail one by one, JSON, cut texts. */
import { z } from 'zod'
import { isoDate, type Paper } from '../papers/paper.ts'
import { oneLine } from '../papers/text.ts'
import type { Answer } from './request.ts'
import type { PaperBatch } from './source.ts'
import { SourceError } from './source-error.ts'

export type Parsed = { readonly paper: Paper } | { readonly reason: string }

/** Clean text that shows something: more than white space and characters without a shape. */
export const text = z
  .string()
  .transform(oneLine)
  .pipe(z.string().regex(/[^\s\p{Cf}]/u))

/** The date (in UTC) of an instant such as `2026-08-20T00:00:00.000Z`. */
export const dateOfInstant = z
  .string()
  .transform(instant => instant.slice(0, 10))
  .pipe(isoDate)

/** Optional and untrusted: what does not fit counts as absent. */
export const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)

/** One bad entry fails alone. */
export function batchOf(entries: readonly unknown[], parse: (entry: unknown) => Parsed): PaperBatch {
  const results = entries.map(parse)
  return {
    papers: results.flatMap(result => ('paper' in result ? [result.paper] : [])),
    rejected: results.flatMap((result, position) =>
      'reason' in result ? [{ position, reason: result.reason }] : [],
    ),
  }
}

/** Which field keeps a record out, as a sentence for people. */
export function reasonOf(error: z.ZodError): string {
  const field = error.issues[0]?.path.join('.')
  return field ? `"${field}" is missing or cannot be read` : 'the entry is no record'
}

export const malformed = (what: string, cause?: unknown) =>
  new SourceError('source.malformed', `answered with ${what}`, { cause })

/** @throws SourceError `source.malformed` */
export function readJson({ body }: Answer): unknown {
  try {
    return JSON.parse(body)
  } catch (cause) {
    throw malformed(body.trimStart().startsWith('<') ? 'a web page' : 'half an answer', cause)
  }
}

/** At most as many UTF-16 units, without half of a pair at the end. */
export function cut(long: string, most: number): string {
  return long.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')
}
