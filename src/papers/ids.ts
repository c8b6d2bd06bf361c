/** Paper ids: reading them from what people paste, making them from titles, and the links that follow from them. */
import { createHash } from 'node:crypto'
import type { Paper } from './paper.ts'
import { normalizeTitle } from './text.ts'

/** A paper's id (without its version) and the version that was named, if one was. */
export interface PaperReference {
  id: string
  version?: number
}

export interface PaperLinks {
  huggingface: string
  arxiv?: string
  pdf?: string
  alphaxiv?: string
}

// The forms of ids: https://info.arxiv.org/help/arxiv_identifier.html. YYMM.NNNN from April 2007 to 2014,
// YYMM.NNNNN since; before, archive/YYMMNNN with an optional subject class that is no part of the identity.
const month = '(?:0[1-9]|1[0-2])'
const modern = `(?:(?:0[7-9]|1[0-4])${month}\\.\\d{4}|(?:1[5-9]|[2-4]\\d)${month}\\.\\d{5})`
const archives =
  'acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|cond-mat|cs|dg-ga|' +
  'funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin|nucl-ex|nucl-th|patt-sol|physics|' +
  'plasm-ph|q-alg|q-bio|quant-ph|solv-int|supr-con'
const old = `(?:${archives})(?:\\.[a-z]{2})?/(?:9[1-9]|0[0-7])${month}\\d{3}`
const version = '(?:v(?<version>[1-9]\\d{0,2}))?'
const identifier = `(?:(?<id>${modern}|${old})${version}|(?<titleId>title:[0-9a-f]{16}))`

const site =
  '(?:arxiv\\.org/(?:abs|pdf|html|format|ps|src)|(?:huggingface|hf)\\.co/papers|alphaxiv\\.org/(?:abs|overview|pdf)|' +
  'ar5iv(?:\\.labs\\.arxiv)?\\.org/(?:abs|html))/|doi\\.org/10\\.48550/arxiv\\.'
const link = `(?:https?://)?(?:www\\.|export\\.)?(?:${site})${identifier}(?![\\w%])[^\\s<>|]*`
const wholeLink = new RegExp(`^${link}$`, 'i')
const wholeId = new RegExp(`^(?:arxiv\\s*[:.]?\\s*)?${identifier}(?:\\.pdf)?(?:\\s*\\[[\\w.-]+\\]?)?$`, 'i')

// In prose an id must not be a piece of a longer word, number, price or percentage.
const before = '(?:(?<=arxiv\\.)|(?<![\\w.,$€£¥+]|(?<![a-z])[-−]))'
const after = '(?![\\w%]|[.,]\\d)'
const inProse = new RegExp(`${before}${identifier}${after}`, 'gi')

/** Characters; what is longer is no single link. */
const longestReference = 2000

const wrapping = /^[\s<([{"'`“”‘’«*_]+|[\s>)\]}"'`“”‘’»*_.,;:!?…]+$/g
const markdownLink = /^\[[^\]]*\]\((.+)\)$/s
const slackLabel = /\|[^|>]*$/

/**
 * Reads the one id that a text consists of: bare, with `arXiv:`, or as a link of arXiv, Hugging Face, alphaXiv, ar5iv
 * or doi.org; in brackets, quotes, `<…>` and Slack's `<url|label>` too. Old ids lose their subject class
 * (`math.GT/0309136` is `math/0309136`). Text that says more than an id is not one: see `findPaperIds`.
 */
export function parsePaperId(text: string): PaperReference | undefined {
  if (text.length > longestReference) return undefined
  const target = text.trim().replace(markdownLink, '$1').replace(wrapping, '').replace(slackLabel, '')
  const bare = target.replace(wrapping, '')
  const found = wholeId.exec(bare) ?? wholeLink.exec(bare)
  return found ? reference(found) : undefined
}

/** Every id in a text, in the order of first mention, each paper once. */
export function findPaperIds(text: string): PaperReference[] {
  const found = new Map<string, PaperReference>()
  for (const match of text.matchAll(inProse)) {
    const paper = reference(match)
    if (!found.has(paper.id)) found.set(paper.id, paper)
  }
  return [...found.values()]
}

/** The id of a paper that came without one: `title:` and 16 hexadecimal digits, equal for equal normalised titles. */
export function titleId(title: string): string {
  const key = normalizeTitle(title) || title.trim()
  return `title:${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
}

/** Whether an id stands for a title because the arXiv id is unknown. */
export function isTitleId(id: string): boolean {
  return id.startsWith('title:')
}

/** Where a paper can be read. Without an arXiv id only a search for its title is left. */
export function paperLinks({ id, title }: Pick<Paper, 'id' | 'title'>): PaperLinks {
  if (isTitleId(id)) {
    return { huggingface: `https://huggingface.co/papers?q=${encodeURIComponent(title.toWellFormed())}` }
  }
  return {
    huggingface: `https://huggingface.co/papers/${id}`,
    arxiv: `https://arxiv.org/abs/${id}`,
    pdf: `https://arxiv.org/pdf/${id}`,
    alphaxiv: `https://www.alphaxiv.org/abs/${id}`,
  }
}

/** Its project page: not the paper itself, nor the repository of its code, which some name as one. */
export function projectPageOf({
  id,
  projectPage,
  code,
}: Pick<Paper, 'id' | 'projectPage' | 'code'>): string | undefined {
  const isOther =
    projectPage !== undefined &&
    parsePaperId(projectPage)?.id !== id &&
    !isSameAddress(projectPage, code?.url)
  return isOther ? projectPage : undefined
}

const isSameAddress = (one: string, other = ''): boolean => comparable(one) === comparable(other)

// Slashes are looked at from the first on only: from each anew, many of them take minutes.
const comparable = (address: string): string =>
  address
    .toLowerCase()
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/(?:\.git)?(?<!\/)\/*$/, '')

function reference(match: RegExpMatchArray): PaperReference {
  const { id, titleId: fromTitle, version: named } = match.groups!
  if (!id) return { id: fromTitle!.toLowerCase() }
  const canonical = id.toLowerCase().replace(/\.[a-z]{2}\//, '/')
  return named ? { id: canonical, version: Number(named) } : { id: canonical }
}
