/**
 * Text from elsewhere: cleaning it, cutting it by what a reader sees as one character, comparing titles. And words and
 * numbers as people read them.
 */
import { latexToText } from './latex.ts'

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

// Bidirectional embeddings, overrides and isolates can reorder the text around them; the byte order mark is no text.
const directionControls = /[\u202A-\u202E\u2066-\u2069\uFEFF]/g
const controlCharacters = /(?!\s)\p{Cc}/gu
// Nearly every title and abstract: there is nothing to clean, which is seen faster than it is done.
const printableAscii = /^[\x20-\x7E]*$/
const plainAscii = /^[\t\n\x20-\x7E]*$/

/**
 * Text from elsewhere as one clean line: Unicode NFC, without control characters and direction overrides, lone
 * surrogates as U+FFFD, every run of white space as one space. Letters, marks, emoji and mark-up stay.
 */
export function oneLine(text: string): string {
  if (printableAscii.test(text) && !text.includes('  ')) return text.trim()
  return text
    .toWellFormed()
    .replace(/\u0085/g, ' ')
    .replace(directionControls, '')
    .replace(controlCharacters, '')
    .normalize('NFC')
    .replace(/\s{2,}|[^\S ]/g, ' ')
    .trim()
}

/** At most `max` graphemes of a text, the last of them `…` when something was cut. No grapheme is ever split. */
export function cutGraphemes(text: string, max: number): string {
  if (text.length <= max) return text
  if (max < 1) return ''
  if (plainAscii.test(text.slice(0, max + 1))) return withEllipsis(text, max - 1)
  let count = 0
  let end = 0
  for (const { index } of graphemes.segment(text)) {
    if (count === max - 1) end = index
    if (count === max) return withEllipsis(text, end)
    count++
  }
  return text
}

/** `cutGraphemes` at the end of a word, where one ends in the second half. */
export function cutWords(text: string, max: number): string {
  const cut = cutGraphemes(text, max)
  const end = cut.lastIndexOf(' ')
  const isWhole = cut === text || text[cut.length - 1] === ' '
  return isWhole || end < cut.length / 2 ? cut : `${cut.slice(0, end)}…`
}

/**
 * The key under which the same title typed on two sites is equal: LaTeX read, compatibility forms, case and accents
 * folded, only letters, digits, `+` and `#` kept (so that "YOLO" and "YOLO++" stay two). Empty when nothing is left.
 */
export function normalizeTitle(title: string): string {
  return latexToText(title)
    .toWellFormed()
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[^\p{L}\p{M}\p{N}+#]/gu, '')
}

function withEllipsis(text: string, end: number): string {
  return `${text.slice(0, end).trimEnd()}…`
}

/** With its first letter as a capital: `daily` is `Daily`. */
export const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

/** `13,197`. */
export function grouped(count: number): string {
  return count.toLocaleString('en')
}

/** `1 paper`, `13,197 papers`. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : more}`
}

const conjunction = new Intl.ListFormat('en-GB')
const disjunction = new Intl.ListFormat('en-GB', { type: 'disjunction' })

/** `one, two and three` */
export const listed = (words: readonly string[]): string => conjunction.format(words)

/** `one, two or three` */
export const either = (words: readonly string[]): string => disjunction.format(words)
