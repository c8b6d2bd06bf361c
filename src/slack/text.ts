/**
 * Text as Slack shows it: `mrkdwn` where something stands beside it, the elements of rich text elsewhere. Nothing in a
 * text from outside mentions, links, quotes or formats. https://docs.slack.dev/messaging/formatting-message-text
 */
import { Temporal } from '@js-temporal/polyfill'
import type { types } from '@slack/bolt'
import { clean, webAddress } from '../chat/clean.ts'
import { oneLine } from '../papers/text.ts'
import { writeWithin } from '../chat/fit.ts'
import { type Inline, plainText, type RichText, symbolized } from '../chat/rich-text.ts'
import { limits } from './limits.ts'

type Moment = Extract<Inline, { moment: string }>

/** At most `max` UTF-16 units of a text, cut at a grapheme and ended with `…`. */
export function cutText(text: string, max: number): string {
  return writeWithin([text], max, plainText)
}

/** The address if it is a web address that Slack takes; anything else (`javascript:`, `slack:`) is undefined. */
export function linkAddress(url: string): string | undefined {
  const address = webAddress(url)?.replaceAll('|', '%7C')
  return address && address.length <= limits.url ? address : undefined
}

/** The only three characters that Slack reads as its own; without them nothing mentions and nothing links. */
export function escapeEntities(text: string): string {
  return clean(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/**
 * Rich text as `mrkdwn`, for objects with `verbatim: true` (without it Slack links addresses and channel names by
 * itself). The same characters are read, but for delimiters at the edge of a word: they cannot be escaped, and a
 * zero-width character beside them does not stop them, so a look-alike stands for them.
 */
export function writeMrkdwn(text: RichText): string {
  let written = ''
  for (const [at, run] of text.entries()) {
    const next = text[at + 1]
    const words = mrkdwnOf(run)
    written += isDecorated(run) ? apart(words, written, next) : words
  }
  return written.replace(lineStartQuote, '\u00AD$&')
}

/** Rich text as the elements of a `rich_text` block, where every text is literal. */
export function richElements(text: RichText): types.RichTextElement[] {
  const elements: types.RichTextElement[] = []
  for (const element of text.map(richElement)) {
    const last = elements.at(-1)
    if (isUnstyled(last) && isUnstyled(element)) last.text += element.text
    else if (element.type !== 'text' || element.text !== '') elements.push(element)
  }
  return elements
}

const isUnstyled = (element: types.RichTextElement | undefined): element is types.RichTextText =>
  element?.type === 'text' && element.style === undefined

const formats: Readonly<Record<Moment['show'], string>> = {
  date: '{date_short_pretty}',
  time: '{time}',
  'date and time': '{date_short_pretty} {time}',
  relative: '{ago}',
}

/**
 * Stand-ins of the delimiters, those of jsx-slack, full-width forms too
 * (https://github.com/yhatt/jsx-slack/blob/main/docs/about-escape-and-exact-mode.md). The same page shows that Slack
 * formats between zero-width spaces, and not within a word.
 */
const lookAlikes: Readonly<Record<string, string>> = {
  '*': '\u2217',
  '＊': '\uFE61',
  _: '\u02CD',
  '＿': '\u2E0F',
  '~': '\u223C',
  '`': '\u02CB',
  '｀': '\u02CB',
}
const delimiter = /(?<![A-Za-z0-9])[*_~]|[*_~](?![A-Za-z0-9])|[`｀＊＿]/g
const emojiName = /:(?=[\p{L}\p{N}_+'-]+:)/gu
/** A soft hyphen before it keeps it from quoting (jsx-slack). */
const lineStartQuote = /^[^\S\n]*(?:&gt;|＞)/gm

const literal = (text: string): string =>
  escapeEntities(text)
    .replace(delimiter, found => lookAlikes[found]!)
    .replace(emojiName, ':\u2060')

const isDecorated = (run: Inline): boolean =>
  typeof run === 'object' && ('bold' in run || 'mark' in run || 'code' in run)

function mrkdwnOf(run: Inline): string {
  if (typeof run === 'string') return literal(run)
  if ('link' in run) return mrkdwnLink(run)
  if ('bold' in run) return between('*', literal(run.bold))
  if ('mark' in run) return between('*', literal(run.mark))
  if ('code' in run) return between('`', escapeEntities(run.code).replace(/[`｀]/g, '\u02CB'))
  if ('moment' in run) return mrkdwnMoment(run)
  return symbolized(run)
}

/** Decoration spans no line and hugs no space. */
function between(mark: string, text: string): string {
  const words = text.replace(/\s+/g, ' ')
  const inside = words.trim()
  return inside === '' ? words : words.replace(inside, () => `${mark}${inside}${mark}`)
}

/** Slack decorates whole words only; a zero-width space makes a word of what stands beside others. */
function apart(words: string, before: string, next: Inline | undefined): string {
  const start = before === '' || /\s$/.test(before) ? '' : '\u200B'
  const after = next === undefined ? '' : plainText([next])
  return `${start}${words}${after === '' || /^\s/.test(after) ? '' : '\u200B'}`
}

function mrkdwnLink(run: Extract<Inline, { link: string }>): string {
  const url = linkAddress(run.link)
  const label = literal(oneLine(run.text))
  const linked = url ? `<${url.replaceAll('&', '&amp;')}|${label || literal(url)}>` : label
  return run.bold && linked !== '' ? `*${linked}*` : linked
}

function mrkdwnMoment(run: Moment): string {
  const { timestamp, format, fallback } = dateOf(run)
  return timestamp > 0 ? `<!date^${timestamp}^${format}|${fallback}>` : fallback
}

function richElement(run: Inline): types.RichTextElement {
  if (typeof run === 'string') return { type: 'text', text: clean(run) }
  if ('link' in run) return richLink(run)
  if ('bold' in run) return { type: 'text', text: clean(run.bold), style: { bold: true } }
  if ('mark' in run) return { type: 'text', text: clean(run.mark), style: { bold: true } }
  if ('code' in run) return { type: 'text', text: clean(run.code), style: { code: true } }
  if ('moment' in run) return richMoment(run)
  return { type: 'text', text: symbolized(run) }
}

function richLink(run: Extract<Inline, { link: string }>): types.RichTextElement {
  const url = linkAddress(run.link)
  const style = run.bold ? { style: { bold: true } } : {}
  const text = oneLine(run.text)
  return url ? { type: 'link', url, text: text || url, ...style } : { type: 'text', text, ...style }
}

function richMoment(run: Moment): types.RichTextElement {
  const date = dateOf(run)
  return date.timestamp > 0 ? { type: 'date', ...date } : { type: 'text', text: date.fallback }
}

/** Seconds; Slack has no dates before 1970. */
const dateOf = (run: Moment): { timestamp: number; format: string; fallback: string } => ({
  timestamp: Math.floor(Temporal.Instant.from(run.moment).epochMilliseconds / 1000),
  format: formats[run.show],
  fallback: plainText([run]),
})
