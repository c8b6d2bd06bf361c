/**
 * Rich text as Discord's Markdown. Plain text is escaped until nothing in it formats, links, mentions or reorders; people
 * read the same characters (https://support.discord.com/hc/en-us/articles/210298617).
 */
import { Temporal } from '@js-temporal/polyfill'
import { clean, webAddress } from '../../chat/clean.ts'
import { oneLine } from '../../papers/text.ts'
import { writeWithin } from '../../chat/fit.ts'
import { type Inline, plainText, type RichText, symbolized } from '../../chat/rich-text.ts'
import { limits } from '../limits.ts'

/** Markdown of the text, its line breaks kept. Empty where there is nothing but white space to show. */
export function writeText(text: RichText): string {
  const runs = merged(text.map(toRun)).map(codeOrPlain)
  return merged(runs).map(writeRun).join('').trim()
}

/** `writeText` as small lines. */
export function writeSmall(text: RichText): string {
  const written = writeText(text)
  return written && `-# ${written.replace(/\s*\n\s*/g, '\n-# ')}`
}

/** Text as it is, to be copied; undefined where there is none, or it would end the block. */
export function codeBlock(text: string): string | undefined {
  const content = clean(text).trimEnd()
  return content === '' || content.includes('```') ? undefined : `\`\`\`\n${content}\n\`\`\``
}

/** A text that is shown without Markdown (labels, names): one line of at most `max` UTF-16 units, `…` where it is empty. */
export function writeLabel(text: string, max: number): string {
  return writeWithin([oneLine(text)], max, plainText) || '…'
}

interface Run {
  /** What is `written` is Markdown already. */
  readonly style: 'plain' | 'bold' | 'code' | 'written'
  readonly text: string
}

function toRun(inline: Inline): Run {
  if (typeof inline === 'string') return { style: 'plain', text: clean(inline) }
  if ('link' in inline) return linkRun(inline)
  if ('bold' in inline) return { style: 'bold', text: clean(inline.bold) }
  if ('mark' in inline) return { style: 'bold', text: clean(inline.mark) }
  if ('code' in inline) return { style: 'code', text: clean(inline.code) }
  if ('count' in inline) return { style: 'plain', text: symbolized(inline) }
  return { style: 'written', text: `<t:${secondsOf(inline.moment)}:${momentStyles[inline.show]}>` }
}

/** Neighbours in one style are one run: `**a****b**` and `@` + `everyone` would be read otherwise. */
function merged(runs: readonly Run[]): Run[] {
  const all: Run[] = []
  for (const run of runs) {
    const last = all.at(-1)
    if (run.text === '') continue
    if (last?.style === run.style) all[all.length - 1] = { ...run, text: last.text + run.text }
    else all.push(run)
  }
  return all
}

function writeRun({ style, text }: Run): string {
  if (style === 'written') return text
  if (style === 'plain') return escaped(text)
  return text.replace(/\n/g, ' ').replace(/^(\s*)(.*?)(\s*)$/su, (_all, before, words, after) => {
    if (words === '') return before + after
    return `${before}${style === 'code' ? `\`${words}\`` : `**${escaped(words)}**`}${after}`
  })
}

/** A code span has no escapes: what would end it, or a link before it, is plain text. */
const codeOrPlain = (run: Run): Run =>
  run.style === 'code' && /`|\]\(/.test(run.text) ? { style: 'plain', text: run.text } : run

/** Other brackets would end the link, escaped or not. */
const bracketsInPairs = /^(?:[^[\]]|\[[^[\]]*\])*$/

function linkRun({ link, text, bold }: Extract<Inline, { link: string }>): Run {
  const words = oneLine(text)
  const address = webAddress(link, limits.linkUrl)
  if (address === undefined || words === '' || !bracketsInPairs.test(words)) {
    return { style: bold ? 'bold' : 'plain', text: words }
  }
  const target = address.replace(
    /[()*\\`|[\]]/g,
    found => `%${found.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  const shown = escaped(words).replaceAll(']', '\\]')
  return { style: 'written', text: `[${bold ? `**${shown}**` : shown}](${target})` }
}

const momentStyles = { date: 'D', time: 't', 'date and time': 'f', relative: 'R' } as const

const secondsOf = (instant: string): number =>
  Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 1000)

/** What formats, mentions or links anywhere; a colon only before an address, a parenthesis only where a link's would be. */
const special = /[\\*_~|`<[]|:(?=\/\/)|(?<=\])\(/g
/** What makes a heading, a quote or a list at the beginning of a line; a run may always be at one. */
const lineStart = /^(\s*)(#|>|-(?=[\s#]|$))/gmu
const listNumber = /^(\s*\d*)\.(?=\s|$)/gmu
/** A backslash does not keep these from being mentions: a zero-width space does. */
const mentionsAll = /@(?=everyone|here)/giu

function escaped(text: string): string {
  return text
    .replace(special, '\\$&')
    .replace(lineStart, '$1\\$2')
    .replace(listNumber, '$1\\.')
    .replace(mentionsAll, '@\u200B')
}
