/**
 * Text to words, the same way for papers, queries and passages: compatibility forms and accents folded, hyphens
 * split and joined, English words stemmed (Porter2, https://snowballstem.org/algorithms/english/stemmer.html).
 */
import { stem } from 'porter2'

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
  ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i', ς: 'σ',
}
const greekNames: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta',
  ι: 'iota', κ: 'kappa', λ: 'lambda', μ: 'mu', ν: 'nu', ξ: 'xi', ο: 'omicron', π: 'pi',
  ρ: 'rho', σ: 'sigma', τ: 'tau', υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega',
}

const compoundPattern =
  /(?<![\p{L}\p{N}])\p{L}(?:\+\+|#)(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:[-‐‑'’]|(?<=\p{N})\.(?=\p{N}))[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu
const hyphen = /[-‐‑]/u
/** Written without spaces, so each character is a word and a longer one is their sequence. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u
const unspacedRuns = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]|[^\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]+/gu

/** Lower case without accents and compatibility forms: `Müller` and `muller`, `ﬁne` and `fine` are one. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[øłđðþßæœıς]/g, letter => plainLetters[letter]!)
    .normalize('NFKC')
}

/** The form a word is compared by: English words lose their endings, anything else stays. */
export function stemOf(word: string): string {
  return /^[a-z]{3,}$/.test(word) ? stem(word) : word
}

/** A piece of text without white space as one word; empty when nothing of it can be searched. */
function wordOf(raw: string): string {
  if (/^[a-z0-9]+$/.test(raw)) return raw
  const bare = fold(raw)
    .replace(/['’]s$/, '')
    .replace(/[^\p{L}\p{M}\p{N}.+#]/gu, '')
  return greekNames[bare] ?? bare
}

function splitUnspaced(raw: string, start: number): Word[] {
  return [...raw.matchAll(unspacedRuns)].map(({ 0: run, index }) => ({
    text: wordOf(run),
    start: start + index,
    end: start + index + run.length,
  }))
}

function splitHyphens(raw: string, start: number): Word[] {
  const words: Word[] = []
  let from = start
  for (const part of raw.split(hyphen)) {
    words.push({ text: wordOf(part), start: from, end: from + part.length })
    from += part.length + 1
  }
  return words
}

/** The words of a text in order, stop words included. Linear in its length; never throws. */
export function analyze(text: string): Compound[] {
  const compounds: Compound[] = []
  for (const { 0: raw, index } of text.matchAll(compoundPattern)) {
    if (unspaced.test(raw)) {
      compounds.push({ words: splitUnspaced(raw, index).filter(word => word.text) })
      continue
    }
    const words = splitHyphens(raw, index).filter(word => word.text)
    if (words.length > 1) compounds.push({ words, joined: words.map(word => word.text).join('') })
    else if (words.length === 1) compounds.push({ words })
  }
  return compounds
}
