/** Papers from arXiv's Atom feed (https://info.arxiv.org/help/api/user-manual.html#_details_of_atom_results_returned). */
import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { z } from 'zod'
import { parsePaperId } from '../papers/ids.ts'
import { paperSchema } from '../papers/paper.ts'
import { batchOf, dateOfInstant, lenient, malformed, type Parsed, reasonOf, text } from './reading.ts'
import type { Answer } from './request.ts'
import type { PaperBatch } from './source.ts'

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  trimValues: false,
  // Without it, `&#233;` stays as it is.
  htmlEntities: true,
  isArray: name => name === 'entry' || name === 'author' || name === 'category',
})

const category = z.object({ '@term': text })
const person = z.object({ name: text })

const feed = z.object({ feed: z.object({ id: z.string(), entry: z.array(z.unknown()).default([]) }) })
const entry = z.object({
  id: z.string(),
  title: text,
  summary: lenient(text),
  published: lenient(dateOfInstant),
  author: z.array(z.unknown()).catch([]),
  category: z.array(z.unknown()).catch([]),
  'arxiv:primary_category': lenient(category),
})

/**
 * Reads a feed. One bad entry fails alone.
 *
 * @throws SourceError `source.malformed` for anything but a feed.
 */
export function readFeed({ body }: Answer): PaperBatch {
  const read = feed.safeParse(parseXml(body))
  if (!read.success) throw malformed('something that is no feed', read.error)
  return batchOf(read.data.feed.entry, paperFrom)
}

function parseXml(body: string): unknown {
  if (XMLValidator.validate(body) !== true) throw malformed('half an answer or a web page')
  try {
    return parser.parse(body)
  } catch (cause) {
    throw malformed('a feed that cannot be read', cause)
  }
}

function paperFrom(found: unknown): Parsed {
  const read = entry.safeParse(found)
  if (!read.success) return { reason: reasonOf(read.error) }
  const { id: link, title, summary, published, author, category: others } = read.data
  // An id that arXiv cannot read is answered with an entry named Error; its summary says why.
  const id = parsePaperId(link)?.id
  if (id === undefined) return { reason: `${title}: ${summary ?? link}` }
  const primary = read.data['arxiv:primary_category']
  const categories = [primary, ...others].flatMap(item => category.safeParse(item).data?.['@term'] ?? [])
  const paper = {
    id,
    title,
    abstract: summary ?? '',
    authors: author.flatMap(item => person.safeParse(item).data?.name ?? []),
    ...(published && { published }),
    categories: [...new Set(categories)],
    origin: 'arxiv',
  }
  const checked = paperSchema.safeParse(paper)
  return checked.success ? { paper: checked.data } : { reason: reasonOf(checked.error) }
}
