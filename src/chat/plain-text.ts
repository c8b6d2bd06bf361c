/** Replies as plain text: for notifications, screen readers and the terminal when it is piped. */
import wrapAnsi from 'wrap-ansi'
import type { Block, Button, FormField, PaperItem, Reply } from './reply.ts'
import { joinRich, type PlainTextOptions, plainText } from './rich-text.ts'

/**
 * The whole reply in words: numbered papers, buttons as `[Label]`, pictures by their alternative text, forms as their
 * fields. `width` wraps lines at so many columns between words; without it they run on. Control characters are left
 * out: nothing here steers a terminal.
 */
export function flatten(reply: Reply, options: PlainTextOptions & { width?: number } = {}): string {
  const { width, ...shown } = options
  const text = reply.blocks
    .map(block => inLines(block, { addresses: true, ...shown }).join('\n'))
    .filter(lines => lines !== '')
    .join('\n')
    .replace(controls, '')
  return width === undefined ? text : text.split('\n').map(wrapped(width)).join('\n')
}

/** All but tab and line feed. */
const controls = /(?![\t\n])\p{Cc}/gu

function inLines(block: Block, options: PlainTextOptions): string[] {
  switch (block.kind) {
    case 'heading':
      return [plainText(block.text, options), ...(block.picture ? [block.picture.alt] : [])]
    case 'text':
    case 'notice':
      return [plainText(block.text, options)]
    case 'facts':
      return [plainText(joinRich(block.facts, ' · '), options)]
    case 'papers':
      return block.items.flatMap(item => paperLines(item, options))
    case 'buttons':
      return [labels(block.buttons)]
    case 'pager':
      return [labels([block.previous, block.next, ...block.buttons].filter(button => button !== undefined))]
    case 'select':
      return [`${block.placeholder}: ${block.choices.map(choice => choice.label).join(', ')}`]
    case 'form':
      return [block.title, ...block.fields.map(fieldLine), `[${block.submit}]`]
    case 'file':
      return [`File: ${block.name}`, block.content.trimEnd()]
    case 'divider':
      break
  }
  return []
}

/** Lines below a paper's title are indented, so that the numbers stand out. */
function paperLines(item: PaperItem, options: PlainTextOptions): string[] {
  const below = [...item.lines.map(line => plainText(line, options)), item.url, labels(item.buttons)]
  return [`${item.number}. ${item.title}`, ...below.filter(line => line !== '').map(line => `   ${line}`)]
}

const labels = (buttons: readonly Button[]): string =>
  buttons.map(button => ('url' in button ? `[${button.label}] ${button.url}` : `[${button.label}]`)).join(' ')

function fieldLine(field: FormField): string {
  const label = field.required ? `${field.label} (required)` : field.label
  const hint = field.hint ? ` – ${field.hint}` : ''
  if (field.kind === 'text') return `${label}: ${field.value ?? ''}${hint}`.trimEnd()
  const choices = field.choices.map(choice =>
    choice.value === field.value ? `(${choice.label})` : choice.label,
  )
  return `${label}: ${choices.join(', ')}${hint}`
}

/** Wraps a line at word boundaries, its continuation indented as the line is. */
const wrapped =
  (width: number) =>
  (line: string): string => {
    const indent = /^ */.exec(line)![0]
    const room = Math.max(1, width - indent.length)
    return wrapAnsi(line.slice(indent.length), room)
      .split('\n')
      .map(part => indent + part)
      .join('\n')
  }
