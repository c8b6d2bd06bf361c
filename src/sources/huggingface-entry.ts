/** Papers from what Hugging Face answers: checked, cleaned, and each field by itself, so that a bad one costs no paper. */
import { z } from 'zod'
import { isTitleId, parsePaperId } from '../papers/ids.ts'
import { type Paper, paperSchema } from '../papers/paper.ts'
import { dateOfInstant, lenient, type Parsed, reasonOf, text } from './reading.ts'

const { projectPage: webAddress, upvotes: count } = paperSchema.shape
const items = lenient(z.array(z.unknown()))

/** https://github.com/huggingface/huggingface_hub/blob/main/src/huggingface_hub/hf_api.py, `PaperInfo`. */
const barePaper = z.object({
  id: z.string(),
  title: text,
  summary: lenient(text),
  authors: items,
  organization: lenient(z.object({ name: lenient(text), fullname: lenient(text) })),
  publishedAt: lenient(dateOfInstant),
  submittedOnDailyAt: lenient(dateOfInstant),
  submittedOnDailyBy: lenient(z.object({ user: text })),
  upvotes: lenient(count),
  ai_summary: lenient(text),
  ai_keywords: items,
  githubRepo: lenient(webAddress),
  githubStars: lenient(count),
  projectPage: lenient(webAddress),
  linkedModels: items,
  linkedDatasets: items,
  linkedSpaces: items,
  numTotalModels: lenient(count),
  numTotalDatasets: lenient(count),
  numTotalSpaces: lenient(count),
})

/** What stands around the paper in lists and search results. */
const wrapper = z.object({
  paper: z.looseObject({}),
  title: z.unknown().optional(),
  summary: z.unknown().optional(),
  organization: z.unknown().optional(),
  thumbnail: lenient(webAddress),
  numComments: lenient(count),
  submittedBy: lenient(z.object({ name: text })),
})

const author = z.object({ name: text, hidden: z.boolean().optional() })

/** An entry of a list or a search result. */
export function paperFromEntry(entry: unknown): Parsed {
  const around = wrapper.safeParse(entry)
  if (!around.success) return { reason: reasonOf(around.error) }
  const { paper, title, summary, organization, thumbnail, numComments, submittedBy } = around.data
  return paperFrom(
    { title, summary, organization, ...paper },
    {
      thumbnail,
      comments: numComments,
      submitter: submittedBy?.name,
    },
  )
}

/** The bare paper of `/api/papers/{id}`, which also counts its models, datasets and Spaces. */
export function paperFromPage(page: unknown): Parsed {
  return paperFrom(page, {})
}

function paperFrom(bare: unknown, around: Partial<Paper>): Parsed {
  const read = barePaper.safeParse(bare)
  if (!read.success) return { reason: reasonOf(read.error) }
  const id = parsePaperId(read.data.id)?.id
  if (id === undefined || isTitleId(id))
    return { reason: `id: "${read.data.id.slice(0, 40)}" is no arXiv id` }
  const checked = paperSchema.safeParse(present({ ...factsOf(read.data), ...present(around), id }))
  return checked.success ? { paper: checked.data } : { reason: reasonOf(checked.error) }
}

function factsOf(paper: z.infer<typeof barePaper>) {
  const terms = (paper.ai_keywords ?? []).flatMap(term => text.safeParse(term).data ?? [])
  return {
    title: paper.title,
    abstract: paper.summary ?? '',
    authors: (paper.authors ?? []).flatMap(nameOf),
    organization: organizationOf(paper.organization),
    published: paper.publishedAt,
    listDate: paper.submittedOnDailyAt,
    upvotes: paper.upvotes,
    submitter: paper.submittedOnDailyBy?.user,
    summary: paper.ai_summary && { text: paper.ai_summary, by: 'huggingface' },
    keywords: terms.length > 0 ? { terms, by: 'huggingface' } : undefined,
    code: paper.githubRepo && present({ url: paper.githubRepo, stars: paper.githubStars }),
    projectPage: paper.projectPage,
    categories: [],
    models: paper.numTotalModels ?? paper.linkedModels?.length,
    datasets: paper.numTotalDatasets ?? paper.linkedDatasets?.length,
    spaces: paper.numTotalSpaces ?? paper.linkedSpaces?.length,
    origin: 'huggingface',
  }
}

function nameOf(entry: unknown): string[] {
  const { data } = author.safeParse(entry)
  return data && !data.hidden ? [data.name] : []
}

/** Hugging Face calls the handle `name` and the name `fullname`. */
function organizationOf(found: z.infer<typeof barePaper>['organization']) {
  const name = found?.fullname ?? found?.name
  return name === undefined ? undefined : present({ handle: found?.name, name })
}

function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
