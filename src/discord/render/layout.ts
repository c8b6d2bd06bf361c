/** What of a reply stands where in a Discord message, before anything is written, and what is left out so that it fits. Pure. */
import { webAddress } from '../../chat/clean.ts'
import { flatten } from '../../chat/plain-text.ts'
import type { ActionButton, Block, Button, PaperItem, Picture, Reply } from '../../chat/reply.ts'
import { type Inline, joinRich, type RichText } from '../../chat/rich-text.ts'
import { canShow, writeChoices } from './components.ts'
import { limits } from '../limits.ts'
import { codeBlock } from './text.ts'

export interface Line {
  readonly text: RichText
  readonly small?: boolean
}

/** Lines of one text display; with something beside them they are a section. */
export interface TextNode {
  readonly kind: 'text'
  readonly lines: readonly Line[]
  readonly beside?: ActionButton | Picture
  readonly paper?: true
}

export type Select = Extract<Block, { kind: 'select' }>
type File = Extract<Block, { kind: 'file' }>

export type Node =
  | TextNode
  | { readonly kind: 'row'; readonly buttons: readonly Button[] }
  | { readonly kind: 'select'; readonly select: Select }
  | { readonly kind: 'file'; readonly file: File }
  /** A text display with a block of code. */
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'divider' }

/**
 * The nodes of a message, in their order. Where Discord's limit of components is too low for all, the last papers are
 * left out and a small line says so; after them what cannot be pressed; buttons last of all.
 */
export function layOut(reply: Reply): Node[] {
  const nodes = withShortFilesShown(reply.blocks.flatMap(nodesOf))
  const papers = nodes.filter(isPaper).length
  for (let shown = papers; shown >= 0; shown--) {
    const fitting = joined(withPapers(nodes, shown, papers))
    if (costOf(fitting) <= room) return fitting
  }
  return mostUseful(joined(withPapers(nodes, 0, papers)))
}

/** All components but the container. */
const room = limits.componentsPerMessage - 1

function costOf(nodes: readonly Node[]): number {
  return nodes.map(cost).reduce((sum, one) => sum + one, 0)
}

/** Components that a node becomes. */
function cost(node: Node): number {
  if (node.kind === 'text') return node.beside ? 3 : 1
  if (node.kind === 'row') return 1 + node.buttons.length
  return node.kind === 'select' ? 2 : 1
}

const isPaper = (node: Node): boolean => node.kind === 'text' && node.paper === true

/** The first papers only, and how many are missing where the next one would stand. */
function withPapers(nodes: readonly Node[], shown: number, all: number): Node[] {
  let seen = 0
  return nodes.flatMap(node => {
    if (!isPaper(node)) return [node]
    seen++
    if (seen === shown + 1) return [textNode({ text: [notShown(all - shown)], small: true })]
    return seen <= shown ? [node] : []
  })
}

const notShown = (papers: number): string =>
  papers === 1 ? '1 more paper is not shown.' : `${papers} more papers are not shown.`

/** Short files are shown as text, which is copied more easily than a file is opened. */
function withShortFilesShown(nodes: readonly Node[]): Node[] {
  let left: number = limits.shownFiles
  return nodes.map(node => {
    if (node.kind !== 'file') return node
    const code = codeBlock(node.file.content)
    if (code === undefined || code.length > left) return node
    left -= code.length
    return { kind: 'code', code }
  })
}

/** Texts that follow each other are one. */
function joined(nodes: readonly Node[]): Node[] {
  const all: Node[] = []
  for (const node of nodes) {
    const last = all.at(-1)
    if (node.kind !== 'text' || last?.kind !== 'text' || node.beside || last.beside) all.push(node)
    else all[all.length - 1] = { kind: 'text', lines: [...last.lines, ...node.lines] }
  }
  return all
}

function mostUseful(nodes: readonly Node[]): Node[] {
  const canBePressed = (node: Node): boolean => node.kind === 'row' || node.kind === 'select'
  const ranked = [...nodes.filter(canBePressed), ...nodes.filter(node => !canBePressed(node))]
  let left = room
  const fitting = new Set(
    ranked.filter(node => {
      const fits = cost(node) <= left
      if (fits) left -= cost(node)
      return fits
    }),
  )
  return nodes.filter(node => fitting.has(node))
}

function nodesOf(block: Block): Node[] {
  switch (block.kind) {
    case 'heading':
      return [heading(block)]
    case 'text':
      return [textNode(...linesOf(block.text).map(text => ({ text, small: block.small === true })))]
    case 'facts':
      return [textNode({ text: joinRich(block.facts, ' · '), small: block.small === true })]
    case 'notice':
      return [textNode({ text: block.text })]
    case 'papers':
      return block.items.map(paper)
    case 'buttons':
      return rows(block.buttons)
    case 'pager':
      return rows(pagerButtons(block))
    case 'select':
      return writeChoices(block.choices).length > 0 ? [{ kind: 'select', select: block }] : []
    case 'form':
      return [textNode(...formLines(block))]
    case 'file':
      return [{ kind: 'file', file: block }]
    case 'divider':
      break
  }
  return [{ kind: 'divider' }]
}

const textNode = (...lines: readonly Line[]): TextNode => ({ kind: 'text', lines })

/** Line by line: where there is too little room each is cut, and none is left out. */
function linesOf(text: RichText): RichText[] {
  const lines: Inline[][] = [[]]
  for (const run of text) {
    const [first, ...others] = typeof run === 'string' ? run.split('\n') : [run]
    lines.at(-1)!.push(first)
    for (const other of others) lines.push([other])
  }
  return lines
}

/** Where a heading says itself what is bold, the rest of it isn't. */
function heading({ text, picture }: Extract<Block, { kind: 'heading' }>): Node {
  const plain = text.every(run => typeof run === 'string')
  const node = textNode({ text: plain ? text.map(bold => ({ bold })) : text })
  const canBeShown = picture && webAddress(picture.url, limits.mediaUrl)
  return canBeShown ? { ...node, beside: picture } : node
}

/** Of a paper's buttons the first is shown; the others are on its card. */
function paper({ number, title, url, lines, buttons }: PaperItem): Node {
  const node = textNode(
    { text: [`${number}. `, { link: url, text: title, bold: true }] },
    ...lines.map(text => ({ text, small: true })),
  )
  const [beside] = buttons
  return beside ? { ...node, beside, paper: true } : { ...node, paper: true }
}

function rows(buttons: readonly Button[]): Node[] {
  const shown = buttons.filter(canShow)
  const starts = shown.map((_, at) => at).filter(at => at % limits.buttonsPerRow === 0)
  return starts.map(start => ({ kind: 'row', buttons: shown.slice(start, start + limits.buttonsPerRow) }))
}

function pagerButtons({ previous, next, buttons }: Extract<Block, { kind: 'pager' }>): Button[] {
  return [
    ...(previous ? [{ ...previous, label: '‹' }] : []),
    ...(next ? [{ ...next, label: 'Next ›' }] : []),
    ...buttons,
  ]
}

/** A form that came where no modal can be opened, in words. */
function formLines(form: Extract<Block, { kind: 'form' }>): Line[] {
  const words = flatten({ summary: form.title, visibility: 'private', blocks: [form] })
  return words.split('\n').map(line => ({ text: [line] }))
}
