/** How a paper is shown: as one of a list, and as a card. Text is made readable; what isn't known is left out. */
import { formatDate } from '../papers/calendar.ts'
import { isTitleId, paperLinks, projectPageOf } from '../papers/ids.ts'
import { latexToText } from '../papers/latex.ts'
import type { Paper } from '../papers/paper.ts'
import { counted, cutGraphemes } from '../papers/text.ts'
import { smallText } from './replies.ts'
import type { ActionButton, Block, Button, PaperItem } from './reply.ts'
import { joinRich, type RichText } from './rich-text.ts'

/** Between facts of one line. */
const separator = ' · '

/** A paper in a list. */
export function paperItem(shown: {
  paper: Paper
  number: number
  passage?: RichText
  /** What the team did with it, as short facts. */
  team?: readonly RichText[]
  buttons: readonly ActionButton[]
}): PaperItem {
  const { paper, number, passage = [], team = [], buttons } = shown
  const facts = [
    organizationOf(paper) ?? authorsOf(paper),
    dateOf(paper),
    ...reactionsTo(paper),
    codeOf(paper, ['code']),
    ...team,
  ]
  return {
    number,
    title: titleOf(paper),
    url: paperLinks(paper).huggingface,
    lines: [joinRich(facts, separator), passage].filter(line => line.length > 0),
    buttons,
  }
}

/** The full card: title and figure, facts, summary or abstract, links, buttons. */
export function paperCard(shown: {
  paper: Paper
  /** What the team did with it, in one line. */
  team?: RichText
  buttons: readonly Button[]
}): Block[] {
  const { paper, team = [], buttons } = shown
  const text = paperSummary(paper) ?? paperAbstract(paper)
  const id: RichText = isTitleId(paper.id) ? [] : [paper.id]
  const facts = [organizationOf(paper) ?? [], authorsOf(paper), dateOf(paper), id, ...reactionsTo(paper)]
  return [
    paperHeading(paper),
    { kind: 'facts', facts: facts.filter(fact => fact.length > 0) },
    ...(text ? [{ kind: 'text' as const, text }] : []),
    { kind: 'facts', facts: paperLinkFacts(paper) },
    ...(team.length > 0 ? [smallText(team)] : []),
    ...(buttons.length > 0 ? [{ kind: 'buttons' as const, buttons }] : []),
  ]
}

/** All that is known of a paper, as the first message of a thread about it: who wrote it, the whole abstract, links. */
export function paperInFull(
  paper: Paper,
  { authors, notes = [] }: { readonly authors: number; readonly notes?: readonly RichText[] },
): Block[] {
  const abstract = paperAbstract(paper)
  const summary = paperSummary(paper)
  const id: RichText = isTitleId(paper.id) ? [] : [paper.id]
  const facts = [authorNames(paper, authors), id].filter(fact => fact.length > 0)
  return [
    paperHeading(paper),
    ...(facts.length > 0 ? [{ kind: 'facts' as const, facts }] : []),
    ...(abstract ? [{ kind: 'text' as const, text: abstract }] : []),
    ...(summary ? [{ kind: 'text' as const, text: summary }] : []),
    { kind: 'facts', facts: paperLinkFacts(paper) },
    ...notes.map(smallText),
  ]
}

/** The linked title, with the figure where there is one. */
function paperHeading(paper: Paper): Block {
  const title = titleOf(paper)
  return {
    kind: 'heading',
    text: [{ link: paperLinks(paper).huggingface, text: title, bold: true }],
    ...(paper.thumbnail ? { picture: { url: paper.thumbnail, alt: `Figure preview of ${title}` } } : {}),
  }
}

/** "Summary (Hugging Face AI): …", undefined where nobody wrote one. */
function paperSummary({ summary }: Pick<Paper, 'summary'>): RichText | undefined {
  return summary && [`Summary (Hugging Face AI): ${latexToText(summary.text)}`]
}

/** "Abstract: …", or "Description (Paperboy): …" for the library that comes with Paperboy; undefined when unknown. */
function paperAbstract({ abstract, origin }: Pick<Paper, 'abstract' | 'origin'>): RichText | undefined {
  if (abstract === '') return undefined
  return [`${origin === 'starter' ? 'Description (Paperboy)' : 'Abstract'}: ${latexToText(abstract)}`]
}

/** Hugging Face · arXiv · PDF · project · code · 3 models · 1 dataset. */
function paperLinkFacts(paper: Paper): RichText[] {
  const { huggingface, arxiv, pdf } = paperLinks(paper)
  const facts: RichText[] = [
    linked('Hugging Face', huggingface),
    linked('arXiv', arxiv),
    linked('PDF', pdf),
    linked('project', projectPageOf(paper)),
    codeOf(paper, linked('code', paper.code?.url)),
    known(paper.models, 'model'),
    known(paper.datasets, 'dataset'),
  ]
  return facts.filter(fact => fact.length > 0)
}

/** A passage with the words of the query marked; neighbours with nothing but white space between them as one. */
export function passageText(passage: readonly { text: string; matched: boolean }[]): RichText {
  return passage.reduce<RichText>((shown, { text, matched }) => {
    if (!matched) return [...shown, text]
    const [before, space] = shown.slice(-2)
    if (typeof before === 'object' && 'mark' in before && typeof space === 'string' && space.trim() === '')
      return [...shown.slice(0, -2), { mark: before.mark + space + text }]
    return [...shown, { mark: text }]
  }, [])
}

const linked = (text: string, link: string | undefined): RichText => (link ? [{ link, text }] : [])

/** "3 models"; nothing for none, and nothing for what isn't known. */
const known = (count: number | undefined, noun: string): RichText => (count ? [counted(count, noun)] : [])

/** Real titles have at most 250 characters. */
const mostTitleGraphemes = 300

const titleOf = ({ title }: Paper): string => cutGraphemes(latexToText(title), mostTitleGraphemes)

/** Real names have at most 90 characters; what is longer is no name. */
const mostNameGraphemes = 90

const organizationOf = ({ organization }: Paper): RichText | undefined =>
  organization && [cutGraphemes(organization.name, mostNameGraphemes)]

const authorsOf = ({ authors, authorCount }: Paper): RichText =>
  known(authors.length || authorCount, 'author')

/** The first by their names, and how many others there are. */
function authorNames(paper: Paper, most: number): RichText {
  const { authors, authorCount = authors.length } = paper
  if (authors.length === 0) return authorsOf(paper)
  const others = Math.max(authors.length, authorCount) - most
  return [`${authors.slice(0, most).map(latexToText).join(', ')}${others > 0 ? ` and ${others} more` : ''}`]
}

/** With its year: messages stay. */
const dateOf = ({ published, listDate }: Paper): RichText => {
  const date = published ?? listDate
  return date ? [formatDate(date)] : []
}

const reactionsTo = ({ upvotes, comments }: Paper): RichText[] => [
  upvotes ? [{ count: upvotes, of: 'upvotes' }] : [],
  known(comments, 'comment'),
]

const codeOf = ({ code }: Paper, name: RichText): RichText => {
  if (!code) return []
  return code.stars ? [...name, ' ', { count: code.stars, of: 'stars' }] : name
}
