/**
 * Reads a Hugging Face Papers result page that was saved as text: after a few lines of navigation, paragraphs of a
 * title, an abstract and, mostly, three lines of facts (who, `·`, when and how many comments).
 */
import { titleId } from '../../papers/ids.ts'
import { type Paper, paperSchema } from '../../papers/paper.ts'
import { oneLine } from '../../papers/text.ts'
import { reasonOf } from '../../sources/reading.ts'
import type { ImportEntry, ImportFormat } from './format.ts'
import { limits } from './limits.ts'

interface Paragraph {
  /** Its first line, from 1. */
  readonly line: number
  readonly text: string
}

/** A title is one line shorter than this, an abstract is longer: no title of 13,197 Daily Papers reaches 250. */
const longestTitle = 300
/** Between who and when stands a line with this alone. */
const factsSeparator = /\n\s*·\s*\n/
const lastNavigationLine = /^by\s?AK and the research community/
const authorsLine = /^\s*•\s*(\d+) authors?$/
const whenLine = /^([A-Z][a-z]{2}) (\d{1,2})(?:, (\d{4}))?(?: (\d+))?$/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export const resultPage: ImportFormat = {
  name: 'result page of Hugging Face',
  counts: 'line',
  recognizes: head =>
    /^Daily Papers\s*$/m.test(head) && head.split('\n').some(line => lastNavigationLine.test(line)),
  async *read(bytes, year) {
    const text = await textOf(bytes)
    if (text === undefined) yield { position: 1, reason: `the page is longer than ${limits.pageBytes} bytes` }
    else yield* entriesOf(text, year)
  },
}

/** The whole page, which is small; undefined when it isn't. */
async function textOf(bytes: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of bytes) {
    length += chunk.length
    if (length > limits.pageBytes) return undefined
    chunks.push(chunk)
  }
  return new TextDecoder().decode(Buffer.concat(chunks))
}

/**
 * The papers of a page, in its order; a paragraph that fits nowhere is reported with its line. A date without a year
 * is of the year in which the page was saved. The page doesn't name that year: it is the file's unless an entry of
 * that year or later has its year written out, and then the date is left out.
 */
function entriesOf(page: string, year: number): ImportEntry[] {
  const paragraphs = contentOf(paragraphsOf(page))
  const pageYear = paragraphs.some(({ text }) => yearWritten(text) >= year) ? undefined : year
  const entries: ImportEntry[] = []
  for (let at = 0; at < paragraphs.length; ) {
    const [title, abstract, facts] = paragraphs.slice(at, at + 3) as [Paragraph, ...Paragraph[]]
    if (title.text.length > longestTitle || !abstract || abstract.text.length <= longestTitle) {
      entries.push({
        position: title.line,
        reason: `"${title.text.slice(0, 60)}" is not a title followed by an abstract`,
      })
      at += 1
      continue
    }
    const hasFacts = facts !== undefined && factsSeparator.test(facts.text)
    entries.push(entryOf(title, abstract, hasFacts ? facts.text : '', pageYear))
    at += hasFacts ? 3 : 2
  }
  return entries
}

function paragraphsOf(text: string): Paragraph[] {
  const paragraphs: Paragraph[] = []
  let line = 1
  for (const part of text.replaceAll('\r', '').split(/(\n[ \t]*(?:\n[ \t]*)+)/)) {
    if (part.trim()) paragraphs.push({ line, text: part })
    line += part.split('\n').length - 1
  }
  return paragraphs
}

/** Without the navigation at the top, whose last paragraph is the page's own date. */
function contentOf(paragraphs: Paragraph[]): Paragraph[] {
  const last = paragraphs.findIndex(({ text }) => lastNavigationLine.test(text))
  const content = paragraphs.slice(last + 1)
  return content[0] && whenLine.test(content[0].text) ? content.slice(1) : content
}

function yearWritten(paragraph: string): number {
  const when = paragraph.split(factsSeparator)[1]
  return Number(when?.match(whenLine)?.[3] ?? 0)
}

function entryOf(
  title: Paragraph,
  abstract: Paragraph,
  facts: string,
  pageYear: number | undefined,
): ImportEntry {
  const cleanTitle = oneLine(title.text)
  const [who = '', when = ''] = facts.split(factsSeparator)
  const checked = paperSchema.safeParse({
    id: titleId(cleanTitle),
    title: cleanTitle,
    abstract: oneLine(abstract.text),
    authors: [],
    categories: [],
    ...whoseOf(who),
    ...whenOf(when, pageYear),
    origin: 'page',
  })
  if (checked.success) return { position: title.line, paper: checked.data }
  return { position: title.line, reason: reasonOf(checked.error) }
}

/** Either "• 8 authors" or an organisation's handle and name. */
function whoseOf(line: string): Partial<Paper> {
  const counted = line.match(authorsLine)
  if (counted) return { authorCount: Number(counted[1]) }
  const [handle, ...name] = oneLine(line).split(' ')
  return handle && name.length > 0 ? { organization: { handle, name: name.join(' ') } } : {}
}

function whenOf(line: string, pageYear: number | undefined): Partial<Paper> {
  const [, month = '', day = '', written, comments] = line.match(whenLine) ?? []
  const year = written ?? pageYear
  const monthNumber = months.indexOf(month) + 1
  return {
    ...(year && monthNumber
      ? { published: `${year}-${String(monthNumber).padStart(2, '0')}-${day.padStart(2, '0')}` }
      : {}),
    ...(comments ? { comments: Number(comments) } : {}),
  }
}
