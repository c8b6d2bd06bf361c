import { z } from 'zod'
import { type CommandRequest, defineCommand } from '../src/chat/command.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import { formatListDate } from '../src/papers/calendar.ts'
import { toBibtex } from '../src/papers/citation/bibtex.ts'
import { toMarkdown } from '../src/papers/citation/markdown.ts'
import { parsePaperId } from '../src/papers/ids.ts'
import { latexToText } from '../src/papers/latex.ts'
import { isoDate, type Paper } from '../src/papers/paper.ts'
import { counted } from '../src/papers/text.ts'
import type { Services } from './services.ts'
import { onePaper } from './shared/one-paper.ts'
import { textsOf } from './shared/options.ts'

const formats = ['bibtex', 'markdown'] as const
type Format = (typeof formats)[number]

const schema = z.object({
  paper: z.string().trim().max(2000).optional().describe('id, link or title').meta({ completes: 'papers' }),
  format: z.enum(formats).optional().describe('how it is written; BibTeX without it'),
  date: isoDate.optional().describe('all papers of a list, or of a digest').meta({ internal: true }),
  digest: z.string().max(40).optional().describe('the subscription that posted it').meta({ internal: true }),
})

type CiteRequest = CommandRequest<z.infer<typeof schema>>

/** What is cited. */
interface Cited {
  readonly title: string
  readonly fileName: string
  readonly papers: readonly Paper[]
}

export const cite = defineCommand<Services, typeof schema>({
  name: 'cite',
  summary: 'Give a paper as BibTeX or Markdown, to be cited',
  options: schema,
  examples: ['cite 2306.00978', 'cite 2306.00978 format:markdown'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'mention', 'direct', 'home'],
  run: async (typed, services) => {
    const request = { ...typed, options: withFormat(typed.options) }
    const cited = await citedIn(request, services)
    return { reply: 'visibility' in cited ? cited : citation(cited, request) }
  },
})

/** `2306.00978 markdown`: a format behind an id is no title. */
function withFormat(options: CiteRequest['options']): CiteRequest['options'] {
  const [, paper = '', last = ''] = /^(.*\S)\s+(\S+)$/s.exec(options.paper ?? '') ?? []
  const format = formats.find(one => one === last.toLowerCase())
  return format && !options.format && parsePaperId(paper) ? { ...options, paper, format } : options
}

/** What was asked for, or the reply that offers papers whose title comes near. */
async function citedIn(request: CiteRequest, services: Services): Promise<Cited | Reply> {
  const { options, place } = request
  const { paper, date, digest } = options
  if (digest !== undefined && date !== undefined) {
    const channel = await services.channels.get(place)
    const posted = await services.delivery.posted(channel.place)
    const ids = posted.filter(one => one.subscription === digest && one.date === date).map(one => one.paper)
    const papers = await Promise.all(ids.map(id => services.library.get(id)))
    return some({ title: `Posted here on ${formatListDate(date)}`, fileName: `papers-${date}`, papers })
  }
  if (date !== undefined) {
    const list = await services.library.list(date)
    return some({ title: formatListDate(date), fileName: `papers-${date}`, papers: list?.papers ?? [] })
  }
  if (!paper)
    throw new UserError('cite.paper', 'Which paper is to be cited?', {
      help: 'Name it by its id, a link or its title, as in: cite 2306.00978',
    })
  const found = await onePaper(paper, request, services)
  if ('reply' in found) return found.reply
  return { title: latexToText(found.paper.title), fileName: 'paper', papers: [found.paper] }
}

function some({
  papers,
  ...cited
}: Omit<Cited, 'papers'> & { papers: readonly (Paper | undefined)[] }): Cited {
  const known = papers.filter(paper => paper !== undefined)
  if (known.length > 0) return { ...cited, papers: known }
  throw new UserError('cite.none', `${cited.title}: no paper of it is in the library.`, {
    help: 'Name a paper, as in: cite 2306.00978',
  })
}

function citation({ title, fileName, papers }: Cited, { options }: CiteRequest): Reply {
  const { format = 'bibtex' } = options
  const others: readonly ActionButton[] = formats
    .filter(other => other !== format)
    .map(other => ({
      label: `As ${names[other]}`,
      command: 'cite',
      options: { ...textsOf(options), format: other },
    }))
  const count = papers.length > 1 ? ` · ${counted(papers.length, 'paper')}` : ''
  return {
    summary: `${title}, as ${names[format]}`,
    visibility: 'private',
    replaces: options.format !== undefined,
    blocks: [
      { kind: 'heading', text: rich`${{ bold: title }}${count} · ${names[format]}` },
      fileOf(papers, format, fileName),
      { kind: 'buttons', buttons: others },
    ],
  }
}

const names: Readonly<Record<Format, string>> = { bibtex: 'BibTeX', markdown: 'Markdown' }

function fileOf(papers: readonly Paper[], format: Format, name: string): Block {
  return format === 'markdown'
    ? { kind: 'file', name: `${name}.md`, mediaType: 'text/markdown', content: toMarkdown(papers) }
    : { kind: 'file', name: `${name}.bib`, mediaType: 'application/x-bibtex', content: toBibtex(papers) }
}
