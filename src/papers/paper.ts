/** What a paper is: the schema that every source, import and row is checked against. */
import { z } from 'zod'

/** A calendar date, `YYYY-MM-DD`, that exists. */
export const isoDate = z.iso.date()

const count = z.int().min(0)
const webAddress = z.url({ protocol: /^https?$/ })

/**
 * Where a record's facts come from, least trusted first. A record never overwrites the facts of a more trusted one
 * (see `mergePapers`). `starter` is the library that comes with Paperboy, `page` a saved result page.
 */
export const origins = ['starter', 'page', 'file', 'arxiv', 'huggingface'] as const
export type Origin = (typeof origins)[number]

/** Text and keywords that somebody else's language model wrote; shown with their origin. */
const generatedBy = z.enum(['huggingface'])

export const paperSchema = z.object({
  /** The arXiv id without its version, or `title:<hash>` (see `titleId`) for a card that came without one. */
  id: z.string().min(1).max(80),
  /** As the source wrote it, LaTeX included, white space collapsed. */
  title: z.string().min(1),
  /** As the source wrote it, LaTeX included; empty when unknown. */
  abstract: z.string(),
  authors: z.array(z.string().min(1)),
  /** Known without the names when a page says only "8 authors". */
  authorCount: count.optional(),
  organization: z.object({ handle: z.string().min(1).optional(), name: z.string().min(1) }).optional(),
  /** First published on arXiv. */
  published: isoDate.optional(),
  /** The first Daily Papers list that carried it. */
  listDate: isoDate.optional(),
  upvotes: count.optional(),
  comments: count.optional(),
  /** Hugging Face handle of who submitted it to Daily Papers. */
  submitter: z.string().min(1).optional(),
  summary: z.object({ text: z.string().min(1), by: generatedBy }).optional(),
  keywords: z.object({ terms: z.array(z.string().min(1)), by: generatedBy }).optional(),
  code: z.object({ url: webAddress, stars: count.optional() }).optional(),
  projectPage: webAddress.optional(),
  thumbnail: webAddress.optional(),
  /** arXiv categories such as `cs.CL`, the primary one first. */
  categories: z.array(z.string().min(1)),
  /** How many models, datasets and Spaces on Hugging Face name this paper. */
  models: count.optional(),
  datasets: count.optional(),
  spaces: count.optional(),
  origin: z.enum(origins),
})

export type Paper = z.infer<typeof paperSchema>
