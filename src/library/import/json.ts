/** The formats that are JSON: one record on each line, or the array that Hugging Face answers. */
import { z } from 'zod'
import { paperSchema } from '../../papers/paper.ts'
import { paperFromEntry } from '../../sources/huggingface-entry.ts'
import type { ImportEntry, ImportFormat } from './format.ts'
import { type Piece, splitArray, splitLines } from './split.ts'

type Parsed = ReturnType<typeof paperFromEntry>

/** A line that begins a record: one bad line before it doesn't make a file another format. */
const recordLine = /^[^\S\n]*\{[^\S\n]*["}]/m
/** A whole array on the first line is a bad record of JSON Lines, not the beginning of an array. */
const arrayLine = /^\s*\[[^\n]*\]\s*\n/

/** Papers one to a line, with the fields of Hugging Face's entries under flat names; arXiv's records are a part. */
export const jsonLines: ImportFormat = {
  name: 'JSON Lines',
  counts: 'line',
  recognizes: head => recordLine.test(head) && (!/^\s*\[/.test(head) || arrayLine.test(head)),
  read: bytes => readEach(splitLines(bytes), paperFromRecord),
}

/** An answer of `/api/daily_papers` or `/api/papers/search`, as it was saved. */
export const jsonArray: ImportFormat = {
  name: 'JSON array of Hugging Face entries',
  counts: 'entry',
  recognizes: head => /^\s*\[(\s*\]|[^]*\{|\s*$)/.test(head),
  read: bytes => readEach(splitArray(bytes), paperFromEntry),
}

async function* readEach(
  pieces: AsyncIterable<Piece>,
  paperFrom: (value: unknown) => Parsed,
): AsyncGenerator<ImportEntry> {
  for await (const piece of pieces) {
    if ('reason' in piece) yield piece
    else yield { position: piece.position, ...asFile(parsed(piece.text, paperFrom)) }
  }
}

function parsed(text: string, paperFrom: (value: unknown) => Parsed): Parsed {
  try {
    return paperFrom(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError) return { reason: `it is not JSON: ${error.message}` }
    throw error
  }
}

/** A file tells what was true when it was written, so it never outranks what Hugging Face answers. */
function asFile(read: Parsed): Parsed {
  return 'paper' in read ? { paper: { ...read.paper, origin: 'file' } } : read
}

const record = z.looseObject({
  authors: z.array(z.unknown()).catch([]),
  categories: z
    .array(z.unknown())
    .transform(items => items.filter(item => paperSchema.shape.categories.element.safeParse(item).success))
    .pipe(paperSchema.shape.categories)
    .catch([]),
})

function paperFromRecord(value: unknown): Parsed {
  const read = record.safeParse(value)
  if (!read.success) return { reason: 'it is not a JSON object' }
  const flat = read.data
  const entry = paperFromEntry({
    title: flat['title'],
    summary: flat['abstract'],
    organization: flat['organization'],
    thumbnail: flat['thumbnail'],
    numComments: flat['comments'],
    submittedBy: { name: flat['submittedBy'] },
    paper: {
      ...flat,
      authors: flat.authors.map(name => ({ name })),
      submittedOnDailyAt: flat['dailyDate'],
      ai_summary: flat['aiSummary'],
      ai_keywords: flat['aiKeywords'],
    },
  })
  return 'paper' in entry ? { paper: { ...entry.paper, categories: flat.categories } } : entry
}
