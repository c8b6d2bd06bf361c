/** The blocks of a reply as Block Kit's, each as a part that can be cut or left out. */
import type { types } from '@slack/bolt'
import { clean } from '../chat/clean.ts'
import { writeWithin } from '../chat/fit.ts'
import type { Block, Button, PaperItem, Picture } from '../chat/reply.ts'
import { joinRich, plainText, type RichText, rich } from '../chat/rich-text.ts'
import { type Controls, plain } from './controls.ts'
import { charactersOf, type Part } from './layout.ts'
import { limits } from './limits.ts'
import { cutText, linkAddress, richElements, writeMrkdwn } from './text.ts'

/** Where nothing is to be shown (a picture without an address, an empty row) there is no part. Forms are a line: see `view.ts`. */
export function partsOf(block: Block, controls: Controls): Part[] {
  switch (block.kind) {
    case 'heading':
      return heading(block.text, block.picture)
    case 'text':
      return block.small ? small(block.text) : richText(block.text)
    case 'facts': {
      const facts = joinRich(block.facts, ' · ')
      return block.small ? small(facts) : richText(facts)
    }
    case 'notice':
      return richText(block.text)
    case 'papers':
      return block.items.map(item => paper(item, controls))
    case 'buttons':
      return rows(block.buttons, controls)
    case 'pager':
      return rows(
        [block.previous, block.next, ...block.buttons].filter(button => button !== undefined),
        controls,
      )
    case 'select':
      return block.choices.length > 0 ? [choices(controls.select(block))] : []
    case 'form':
      return richText(rich`${{ bold: block.title }} is a form: it opens from a button or from /papers.`)
    case 'divider':
      return [{ role: 'text', characters: 0, blocks: () => [{ type: 'divider' }] }]
    case 'file':
      break
  }
  return preformatted(block.content)
}

function heading(text: RichText, picture: Picture | undefined): Part[] {
  const address = picture && linkAddress(picture.url)
  if (address === undefined) return richText(text)
  const accessory = {
    type: 'image',
    image_url: address,
    alt_text: plain(picture!.alt, limits.imageAlt).text,
  } as const
  return written(text, words => [{ ...section(words), accessory }])
}

/** `1. *<url|title>*` with its lines below; what can be done with it stands beside it, more than that below. */
function paper({ number, title, url, lines, buttons }: PaperItem, controls: Controls): Part {
  const text = joinRich([rich`${number}. ${{ link: url, text: title, bold: true }}`, ...lines], '\n')
  const beside = buttons.slice(0, limits.overflowOptions)
  const accessory = beside.length > 1 ? controls.overflow(beside) : beside[0] && controls.button(beside[0])
  const below = rows(buttons.slice(limits.overflowOptions), controls)
  const [part] = written(text, words => [
    { ...section(words), ...(accessory && { accessory }) },
    ...below.flatMap(it => it.blocks(0)),
  ])
  return { ...part!, role: 'paper' }
}

const section = (words: string): types.SectionBlock => ({ type: 'section', text: mrkdwn(words) })

const mrkdwn = (text: string): types.MrkdwnElement => ({ type: 'mrkdwn', text, verbatim: true })

const small = (text: RichText): Part[] =>
  written(text, words => [{ type: 'context', elements: [mrkdwn(words)] }])

/** A text as `mrkdwn`, which one block holds. */
function written(text: RichText, blocks: (words: string) => types.KnownBlock[]): Part[] {
  const within = (max: number): string =>
    writeWithin(text, max, writeMrkdwn) || writeWithin([plainText(text)], max, writeMrkdwn)
  const whole = within(limits.sectionText)
  if (whole.trim() === '') return []
  return [textPart(whole, max => blocks(whole.length <= max ? whole : within(max) || '…'))]
}

/** A text as rich text, measured and cut as the JSON of its elements. */
function richText(text: RichText): Part[] {
  const whole = writeWithin(text, limits.messageCharacters, json)
  if (clean(plainText(text)).trim() === '') return []
  return [
    textPart(whole, max => {
      const cut = whole.length <= max ? whole : writeWithin(text, max, json)
      const elements: types.RichTextElement[] = JSON.parse(cut || '[{"type":"text","text":"…"}]')
      return [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
    }),
  ]
}

/** Text as it is, to be copied. */
function preformatted(content: string): Part[] {
  const whole = clean(content).trimEnd()
  return whole === '' ? [] : [textPart(whole, max => [codeBlock(cutText(whole, max) || '…')])]
}

const codeBlock = (text: string): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }],
})

const json = (text: RichText): string => JSON.stringify(richElements(text))

const textPart = (whole: string, blocks: Part['blocks']): Part => ({
  role: 'text',
  characters: whole.length,
  blocks,
})

function rows(buttons: readonly Button[], controls: Controls): Part[] {
  const elements = buttons.map(button => controls.button(button)).filter(button => button !== undefined)
  const starts = elements.flatMap((_, at) => (at % limits.buttonsPerRow === 0 ? [at] : []))
  return starts.map(at => row(elements.slice(at, at + limits.buttonsPerRow)))
}

/** The first choice, and as many more as there is room for. */
function choices(select: types.StaticSelect): Part {
  const [first, ...more] = select.options ?? []
  const lengths = more.map(charactersOf)
  const within = (max: number): types.PlainTextOption[] => {
    let left = max
    return more.filter((_, at) => (left -= lengths[at]!) >= 0)
  }
  return {
    role: 'controls',
    characters: lengths.reduce((sum, length) => sum + length, 0),
    blocks: max => [{ type: 'actions', elements: [{ ...select, options: [first!, ...within(max)] }] }],
  }
}

const row = (elements: types.ActionsBlockElement[]): Part => ({
  role: 'controls',
  characters: 0,
  blocks: () => [{ type: 'actions', elements }],
})
