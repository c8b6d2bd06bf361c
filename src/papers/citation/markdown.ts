/** Papers as Markdown. */
import { paperLinks } from '../ids.ts'
import { latexToText } from '../latex.ts'
import type { Paper } from '../paper.ts'
import { counted, listed } from '../text.ts'

/** Authors that are named; the others are counted. */
const namedAuthors = 5

/** A list with a line for each paper: its linked title, authors, date and upvotes, as far as they are known. */
export function toMarkdown(papers: readonly Paper[]): string {
  return papers.map(paper => `- ${lineOf(paper)}\n`).join('')
}

function lineOf(paper: Paper): string {
  const { arxiv, huggingface } = paperLinks(paper)
  const { published, listDate, upvotes } = paper
  // A bracket would end the address.
  const address = (arxiv ?? huggingface).replaceAll('(', '%28').replaceAll(')', '%29')
  const facts = [
    `[${escaped(latexToText(paper.title).trim() || paper.title)}](${address})`,
    authorsOf(paper),
    published ?? listDate,
    upvotes ? counted(upvotes, 'upvote') : undefined,
  ]
  return facts.filter(fact => fact).join(' · ')
}

function authorsOf({ authors, authorCount }: Paper): string {
  const named = authors.slice(0, namedAuthors).map(name => escaped(latexToText(name)))
  const others = Math.max(authors.length, authorCount ?? 0) - named.length
  if (named.length === 0) return others > 0 ? counted(others, 'author') : ''
  return listed(others > 0 ? [...named, counted(others, 'other')] : named)
}

/** Any punctuation may stand behind a backslash (https://spec.commonmark.org/0.31.2/#backslash-escapes). */
const escaped = (text: string): string => text.replace(/[\\`*_{}[\]<>#|~&$!]/g, '\\$&')
