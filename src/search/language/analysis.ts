/**
 * Text to words, the same way for papers, queries and passages: compatibility forms and accents folded, hyphens
 * split and joined, a name and its number or a Greek letter and its rest too, English words stemmed (Porter2, https://snowballstem.org/algorithms/english/stemmer.html).
 */
import { stem } from 'porter2'
import { commonForm, sharedRoot } from './word-forms.ts'

/** One word as it is compared, and where it stands in the text (UTF-16 offsets). */
export interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** What was written without a space: `per-channel` is the words per and channel, and `perchannel` in one. */
export interface Compound {
  readonly words: readonly Word[]
  readonly joined?: string
}

/** Letters that Unicode does not decompose and people type without their stroke or as two. */
const plainLetters: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ς: 'σ',
}
const greekNames =
  'alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon phi chi psi omega'
const greekWords = new Map(greekNames.split(' ').map((name, at) => ['αβγδεζηθικλμνξοπρστυφχψω'[at]!, name]))
const greekLetters = new Set(greekWords.values())

/** `beta`, in lower case: a word that stands for a letter. */
export function isGreekLetter(word: string): boolean {
  return greekLetters.has(word)
}

// Runs of letters and digits with what may join them. Nearly all text is plain and takes the quick one: ASCII, and
// dashes, quotes and signs that only stand between words.
const plain = /^[\0-\x7f–—“”×→≈∼]*$/
const plainRun = /[a-z0-9]+(?:[-'.][a-z0-9]+)*(?:\+\+|#)?/y
/** What each byte of a plain text is: a small letter, what a run may have beside these, or neither. */
const plainLetter = 1
const plainOther = 2
const kindOf = Uint8Array.from({ length: 256 }, (_, code) => {
  const character = String.fromCharCode(code)
  return /[a-z]/.test(character) ? plainLetter : /[-0-9'.+#]/.test(character) ? plainOther : 0
})
const anyRun = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-‐‑'’.][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*(?:\+\+|#)?/gu
const plainWord = /^[a-z0-9]+$/
/** `qwen2.5`, `gpt4o`: people write the number behind a name in one, open or with a hyphen. */
const numberedName = /^(\p{Ll}{2,})(\p{Nd}+(?:\.\p{Nd}+)*\p{Ll}{0,2})$/u
/** `π0.5`, `μTransfer`: a letter that is a name of its own. */
const greekPrefix = /^([α-ω])([a-z0-9].*)$/
/** Full stops divide words, except in a number such as 3.1. */
const fullStop = /(?<!\p{N})\.|\.(?!\p{N})/u
const hyphen = /[-‐‑]/
/** `c++`, `f#`: the signs belong to the name of a language only after a single letter. */
const signs = /(?<=.[^-‐‑.])(?:\+\+|#)$/u
/** Written without spaces, so each character is a word and a longer one is their sequence. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u
const unspacedRuns =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu

/** Lower case without accents and compatibility forms: `Müller` and `muller`, `ﬁne` and `fine` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øłđðþßæœıς]/g, letter => plainLetters[letter]!)
    .normalize('NFKC')
}

/** A name as the words of `analyze` are found in it: `O’Brien` is one word. */
export function foldName(name: string): string {
  return fold(name).replace(/['’]/g, '')
}

/** The form a word is compared by: English words lose their endings and national spelling, anything else stays. */
export function stemOf(word: string): string {
  return /^[a-z]{3,}$/.test(word) ? stem(commonForm(word)) : word
}

/** How every word with this stem begins: Porter2 only ends words anew in e, i, y and bl, and `dying` in ie. */
export function rootOf(term: string): string {
  if (!/^[a-z]{3,}$/.test(term)) return term
  return sharedRoot(term) ?? term.replace(/^(.)ie$|[eiy]$|(?<=b)l$/, '$1')
}

/** Whether the words of a text are spelt in it as they are compared, upper case and what joins them aside. */
export function isPlain(text: string): boolean {
  return plain.test(text)
}

/** The letters of a word as a set of 32 bits. */
export function letterSet(word: string): number {
  let set = 0
  for (let at = 0; at < word.length; at++) set |= 1 << (word.charCodeAt(at) & 31)
  return set
}

/** Takes the words of a text as they are read. */
export interface WordReader {
  /** A word of nothing but plain letters: `bytes`, to be read at once, have it where the text does, in lower case. */
  word(bytes: Uint8Array, start: number, end: number): void
  compound(compound: Compound): void
}

/** Reads the words of a text in order, stop words included. Linear in its length; never throws. */
export function readWords(text: string, reader: WordReader): void {
  if (isPlain(text)) return readPlain(text.toLowerCase(), reader)
  for (const { 0: run, index } of text.matchAll(anyRun))
    if (/^[a-z]+$/.test(run))
      reader.compound({ words: [{ text: run, start: index, end: index + run.length }] })
    else readRun(run, index, reader)
}

/** The words of a text in order, stop words included. Linear in its length; never throws. */
export function analyze(text: string): Compound[] {
  const compounds: Compound[] = []
  const lower = text.toLowerCase()
  readWords(text, {
    word: (_, start, end) => compounds.push({ words: [{ text: lower.slice(start, end), start, end }] }),
    compound: compound => compounds.push(compound),
  })
  return compounds
}

let plainBytes = Buffer.alloc(8_192)

/** Most of a text are words of letters, for which nothing is made. */
function readPlain(text: string, reader: WordReader): void {
  if (text.length > plainBytes.length) plainBytes = Buffer.alloc(2 * text.length)
  const bytes = plainBytes
  // Of what isn't ASCII this leaves the lower byte, which is no small letter or digit.
  const { length } = text
  bytes.write(text, 'latin1')
  for (let at = 0; at < length; at++) {
    const start = at
    while (at < length && kindOf[bytes[at]!] === plainLetter) at++
    if (at < length && kindOf[bytes[at]!] === plainOther) {
      plainRun.lastIndex = start
      const run = plainRun.exec(text)?.[0] ?? ''
      if (run.length > at - start) {
        at = start + run.length - 1
        readRun(run, start, reader)
        continue
      }
    }
    if (at > start) reader.word(bytes, start, at)
  }
}

function readRun(run: string, start: number, reader: WordReader): void {
  for (const part of split(run.replace(signs, ''), fullStop, start))
    readCompound(part.text, part.start, reader)
}

/** The words of a text as what they are compared by, in order. */
export function stemsOf(text: string): string[] {
  return analyze(text).flatMap(({ words }) => words.map(word => stemOf(word.text)))
}

function readCompound(text: string, start: number, reader: WordReader): void {
  const isUnspaced = unspaced.test(text)
  const parts = isUnspaced ? characters(text, start) : split(text, hyphen, start)
  const words = parts
    .map(part => ({ ...part, text: wordOf(part.text) }))
    .filter(word => word.text !== '')
    .flatMap(nameAndNumber)
  if (words.length > 1 && !isUnspaced)
    reader.compound({ words, joined: words.map(word => word.text).join('') })
  else if (words.length > 0) reader.compound({ words })
}

function nameAndNumber(word: Word): Word[] {
  const [, name, rest] = numberedName.exec(word.text) ?? greekPrefix.exec(word.text) ?? []
  // Folding may have changed the length, and then it isn't known where the rest begins.
  if (name === undefined || word.end - word.start !== word.text.length) return [word]
  const middle = word.start + name.length
  return [
    { text: greekWords.get(name) ?? name, start: word.start, end: middle },
    { text: rest!, start: middle, end: word.end },
  ]
}

/** The pieces between separators of one character. */
function split(text: string, separator: RegExp, start: number): Word[] {
  let end = start - 1
  return text.split(separator).map(piece => {
    const from = end + 1
    end = from + piece.length
    return { text: piece, start: from, end }
  })
}

function characters(text: string, start: number): Word[] {
  return Array.from(text.matchAll(unspacedRuns), ({ 0: run, index }) => ({
    text: run,
    start: start + index,
    end: start + index + run.length,
  }))
}

/** A piece of text without white space as one word; empty when nothing of it can be searched. */
function wordOf(piece: string): string {
  if (plainWord.test(piece)) return piece
  const bare = fold(piece)
    .replace(/['’]s$/, '')
    .replace(/[^\p{L}\p{M}\p{N}.+#]/gu, '')
  return greekWords.get(bare) ?? bare
}
