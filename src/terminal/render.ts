/** Replies as text for a terminal: ANSI with colours and links, or plain text when it is piped. */
import { styleText } from 'node:util'
import wrapAnsi from 'wrap-ansi'
import { clean, webAddress } from '../chat/clean.ts'
import { oneLine } from '../papers/text.ts'
import type { Block, Button, PaperItem, Reply, SelectOption } from '../chat/reply.ts'
import { type Inline, plainText, type RichText, symbolized } from '../chat/rich-text.ts'
import { formHint } from './form.ts'
import { limits } from './limits.ts'
import { hintOf, pressablesOf } from './pressables.ts'

export interface View {
  /** ANSI colours; without them no escape sequence is written at all. */
  readonly color: boolean
  /** Columns to wrap at; undefined for a pipe, where nothing is wrapped. */
  readonly width: number | undefined
  /** IANA zone in which moments are shown. */
  readonly zone: string
}

type Style = Parameters<typeof styleText>[0]
type Numbers = ReadonlyMap<PaperItem | Button | SelectOption, number>

/** The whole reply, without a line break at its end; the numbers and words in it are those of `pressablesOf`. */
export function render(reply: Reply, view: View): string {
  return parts(reply, view).join('\n')
}

/** Of a better version of a reply, only what the first one didn't show; empty when nothing was added. */
export function renderAdded(before: Reply, after: Reply, view: View): string {
  const shown = new Set(parts(before, view))
  return parts(after, view)
    .filter(part => !shown.has(part))
    .join('\n')
}

/** The text in one style, for labels and hints that aren't replies. */
export function style(text: string, format: Style | undefined, { color }: Pick<View, 'color'>): string {
  return color && format && text ? styleText(format, text, { validateStream: false }) : text
}

/** One part for each block, each paper and the hint, none empty. */
function parts(reply: Reply, view: View): string[] {
  const pressables = pressablesOf(reply)
  const numbers: Numbers = new Map(
    pressables.filter(({ role }) => role !== 'action').map(({ source, number }) => [source, number]),
  )
  const hint = hintOf(pressables)
  return [
    ...reply.blocks.flatMap(block => renderBlock(block, numbers, view)),
    ...(hint ? [paragraph(style(hint, 'dim', view), view)] : []),
  ].filter(part => part !== '')
}

function renderBlock(block: Block, numbers: Numbers, view: View): string[] {
  switch (block.kind) {
    case 'heading':
      return [paragraph(rich(block.text, view, headingStyle(block.text)), view)]
    case 'text':
      return [paragraph(rich(block.text, view, block.small && 'dim'), view)]
    case 'facts':
      return [paragraph(facts(block.facts, view, block.small && 'dim'), view)]
    case 'notice':
      return [paragraph(rich(block.text, view, block.tone === 'warning' ? 'yellow' : undefined), view)]
    case 'papers':
      return block.items.map(item => paper(item, numbers, view))
    case 'buttons':
      return [paragraph(buttons(block.buttons, numbers, view), view)]
    case 'pager':
      return [paragraph(buttons(pagerButtons(block), numbers, view), view)]
    case 'select':
      return [select(block, numbers, view)]
    case 'form':
      return [`${style(oneLine(block.title), 'bold', view)}\n${style(formHint, 'dim', view)}`]
    case 'file':
      return [`${style(oneLine(block.name), 'bold', view)}\n${clean(block.content).trimEnd()}`]
    case 'divider':
      break
  }
  return [style('─'.repeat(Math.min(limits.dividerColumns, columns(view))), 'dim', view)]
}

/** Where a heading says itself what is bold, the rest of it isn't. */
const headingStyle = (text: RichText): Style | undefined =>
  text.some(run => typeof run === 'object' && 'bold' in run) ? undefined : 'bold'

const pagerButtons = ({ previous, next, buttons: others }: Extract<Block, { kind: 'pager' }>): Button[] =>
  [previous, next, ...others].filter(button => button !== undefined)

/** " 1. Title", then its lines below the title; without hyperlinks the address ends the first of them. */
function paper(item: PaperItem, numbers: Numbers, view: View): string {
  const title = address(item.url, style(oneLine(item.title), 'bold', view), view)
  const lines = item.lines.map(line => rich(line, view, 'dim'))
  const url = hyperlinks(view) ? undefined : webAddress(item.url)
  const [first, ...others] = lines
  const below = url ? [[first, url].filter(part => part).join(' · '), ...others] : lines
  const marker = `${numbers.get(item) ?? item.number}.`.padStart(3)
  return [
    `${style(marker, 'dim', view)} ${hang(title, view)}`,
    ...below.map(line => `    ${hang(line, view)}`),
  ].join('\n')
}

function buttons(row: readonly Button[], numbers: Numbers, view: View): string {
  return row.map(button => renderButton(button, numbers.get(button), view)).join('  ')
}

function renderButton(button: Button, number: number | undefined, view: View): string {
  const label = `${number} ${oneLine(button.label)}`
  if (!('url' in button)) return style(`[${label}]`, 'dim', view)
  const url = hyperlinks(view) ? undefined : webAddress(button.url)
  return address(button.url, style(url ? `[${label}: ${url}]` : `[${label}]`, 'dim', view), view)
}

function select(block: Extract<Block, { kind: 'select' }>, numbers: Numbers, view: View): string {
  const choices = block.choices.map(choice => {
    const marker = style(`${numbers.get(choice)}.`.padStart(3), 'dim', view)
    return `${marker} ${hang(oneLine(choice.label), view)}`
  })
  return [paragraph(oneLine(block.placeholder), view), ...choices].join('\n')
}

const facts = (all: readonly RichText[], view: View, base: Style | undefined): string =>
  all.map(fact => rich(fact, view, base)).join(style(' · ', base, view))

const rich = (text: RichText, view: View, base: Style | undefined): string =>
  text.map(run => renderRun(run, view, base)).join('')

/** Each run carries its whole style: closing bold would close dim too. */
function renderRun(run: Inline, view: View, base: Style | undefined): string {
  if (typeof run === 'string') return style(clean(run), base, view)
  if ('link' in run) return link(run, view, base)
  if ('bold' in run) return style(clean(run.bold), 'bold', view)
  if ('code' in run) return style(clean(run.code), 'cyan', view)
  if ('mark' in run) return style(clean(run.mark), ['bold', 'yellow'], view)
  if ('count' in run && view.color) return style(symbolized(run), base, view)
  return style(clean(plainText([run], view)), base, view)
}

function link(run: Extract<Inline, { link: string }>, view: View, base: Style | undefined): string {
  const text = oneLine(run.text)
  if (hyperlinks(view))
    return address(run.link, style(text, run.bold ? 'bold' : (base ?? 'underline'), view), view)
  const url = webAddress(run.link)
  return style(url && url !== text ? `${text} (${url})` : text, run.bold ? 'bold' : base, view)
}

/** The text as a hyperlink (OSC 8) where the terminal takes them. */
function address(url: string, text: string, view: View): string {
  const target = webAddress(url)
  return target && hyperlinks(view) ? `\u001B]8;;${target}\u0007${text}\u001B]8;;\u0007` : text
}

const hyperlinks = ({ color, width }: View): boolean => color && width !== undefined

const columns = ({ width }: View): number => Math.max(limits.minColumns, width ?? Number.POSITIVE_INFINITY)

/** An address isn't broken where it is shown: terminals find it only whole. */
function paragraph(text: string, view: View, indent = 0): string {
  if (view.width === undefined) return text
  return wrapAnsi(text, columns(view) - indent, { hard: hyperlinks(view) })
}

/** Wrapped behind a number, so that all its lines begin at the same column. */
const hang = (text: string, view: View): string => paragraph(text, view, 4).replaceAll('\n', '\n    ')
