/** How people read a message or a view: what a Slack client makes of blocks and mark-up. */
import type { FakeMessage, FakeView } from './types.ts'
import { isJson, type Json, objectsIn, stringOf } from './walk.ts'

const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Without the invisible characters that keep mark-up from being seen as such; joiners of emoji stay. */
const visible = (text: string): string =>
  text.replaceAll(/[\u200B\u2060\uFEFF]|\u200D(?!\p{Extended_Pictographic})/gu, '')

/** `<…>` of mrkdwn: https://docs.slack.dev/messaging/formatting-message-text */
function angled(inside: string): string {
  const [target = '', label] = inside.split(/\|(.*)/s)
  if (target.startsWith('!date^')) return label ?? target
  if (target.startsWith('!')) return `@${label ?? target.slice(1)}`
  return label ?? target
}

const styled = /(?<![\p{L}\p{N}])([*_~`])(?=\S)([^\n]*?\S)\1(?![\p{L}\p{N}])/gu

/** A text in mrkdwn as it is read. */
export function fromMrkdwn(text: string): string {
  const unstyled = (words: string): string => {
    const inner = words.replaceAll(styled, '$2')
    return inner === words ? words : unstyled(inner)
  }
  const parts = text.split(/<([^<>]*)>/)
  return visible(parts.map((part, at) => decode(at % 2 ? angled(part) : unstyled(part))).join(''))
}

function wordsOf(object: unknown): string {
  if (!isJson(object)) return ''
  const text = stringOf(object.text)
  return object.type === 'mrkdwn' ? fromMrkdwn(text) : visible(text)
}

function richWord(element: Json): string {
  if (element.type === 'link') return String(element.text ?? element.url)
  if (element.type === 'date') return String(element.fallback ?? element.format)
  if (element.type === 'emoji') return `:${String(element.name)}:`
  if (element.type === 'text') return String(element.text)
  return `@${String(element.range ?? element.user_id ?? element.usergroup_id ?? element.channel_id)}`
}

function richPart(part: Json): string {
  const elements = part.elements as Json[]
  if (part.type !== 'rich_text_list') return visible(elements.map(richWord).join(''))
  const marker = (at: number): string => (part.style === 'ordered' ? `${at + 1}.` : '•')
  return elements.map((item, at) => `${marker(at)} ${richPart(item)}`).join('\n')
}

function elementText(element: Json): string {
  const { type } = element
  if (type === 'button') return `[${wordsOf(element.text)}]`
  if (type === 'overflow')
    return `[⋯ ${(element.options as Json[]).map(({ text }) => wordsOf(text)).join(' | ')}]`
  if (type === 'image') return String(element.alt_text)
  if (type === 'mrkdwn' || type === 'plain_text') return wordsOf(element)
  const chosen = element.initial_option ?? element.placeholder
  return `[${wordsOf(isJson(chosen) && isJson(chosen.text) ? chosen.text : chosen) || String(type)}]`
}

const row = (elements: unknown): string => (elements as Json[]).map(elementText).join(' ')

const cellText = (cell: Json): string => (cell.type === 'rich_text' ? blockText(cell) : String(cell.text))

function sectionText({ text, fields = [], accessory }: Json): string {
  const parts = [wordsOf(text), ...(fields as Json[]).map(wordsOf)]
  return [...parts, isJson(accessory) ? elementText(accessory) : ''].filter(Boolean).join('\n')
}

function blockText(block: Json): string {
  if (block.type === 'divider') return ''
  if (block.type === 'header') return wordsOf(block.text)
  if (block.type === 'section') return sectionText(block)
  if (block.type === 'context' || block.type === 'actions') return row(block.elements)
  if (block.type === 'rich_text') return (block.elements as Json[]).map(richPart).join('\n')
  if (block.type === 'input') return `${wordsOf(block.label)}: ${elementText(block.element as Json)}`
  if (block.type === 'table')
    return (block.rows as Json[][]).map(cells => cells.map(cellText).join(' | ')).join('\n')
  return stringOf(block.text, stringOf(block.alt_text))
}

const blocksText = (blocks: readonly Json[]): string => blocks.map(blockText).filter(Boolean).join('\n')

/** As people read it; a view begins with its title and ends with its buttons. */
export function textOf(shown: FakeMessage | FakeView): string {
  if (shown.kind === 'message') return blocksText(shown.blocks) || fromMrkdwn(shown.text)
  const { title, submit, close, blocks } = shown.content
  const buttons = [submit, close].filter(isJson).map(button => `[${wordsOf(button)}]`)
  return [wordsOf(title), blocksText(blocks as Json[]), buttons.join(' ')].filter(Boolean).join('\n')
}

const blocksOf = (on: FakeMessage | FakeView): Json[] =>
  on.kind === 'message' ? on.blocks : (on.content.blocks as Json[])

const controls = new Set([
  'button',
  'overflow',
  'static_select',
  'multi_static_select',
  'datepicker',
  'timepicker',
  'checkboxes',
  'radio_buttons',
  'conversations_select',
  'channels_select',
  'plain_text_input',
  'number_input',
  'email_text_input',
  'url_text_input',
])

/** A control with the block that holds it and that block's place. */
export interface Control {
  readonly element: Json
  readonly block: Json
  readonly blockId: string
}

/** Slack makes up a `block_id` where none was sent; this one is the block's place. */
export const controlsOf = (on: FakeMessage | FakeView): Control[] =>
  blocksOf(on).flatMap((block, at) =>
    [...objectsIn(block)]
      .filter(({ type }) => controls.has(String(type)))
      .map(element => ({ element, block, blockId: stringOf(block.block_id, `block-${at}`) })),
  )

const namesOf = ({ element, block }: Control): string[] => [
  stringOf(element.action_id),
  element.type === 'button' ? wordsOf(element.text) : wordsOf(element.placeholder),
  wordsOf(block.label),
]

/** The control with this `action_id`, label or placeholder. Throws when there is none, with all that there are. */
export function findControl(on: FakeMessage | FakeView, idOrLabel: string): Control {
  const all = controlsOf(on)
  const found = all.find(control => namesOf(control).includes(idOrLabel))
  if (found) return found
  const names = all.map(control => namesOf(control).filter(Boolean).join(' / '))
  throw new Error(`There is no control "${idOrLabel}", only: ${names.join('; ') || 'none'}`)
}

const optionsOf = (element: Json): Json[] =>
  [...objectsIn([element.options, element.option_groups])].filter(
    ({ value, text }) => typeof value === 'string' && isJson(text),
  )

/** The option of a menu by its value or label. */
export function findOption(element: Json, option: string): Json | undefined {
  return optionsOf(element).find(({ value, text }) => value === option || wordsOf(text) === option)
}
