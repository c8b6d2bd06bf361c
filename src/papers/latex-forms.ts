/** How single constructs of LaTeX read as plain Unicode text. */
import { scriptForms } from './latex-tables.ts'

/** The place of each opening brace to that of its partner; escaped braces and those without a partner are absent. */
export function matchBraces(source: string): ReadonlyMap<number, number> {
  const closing = new Map<number, number>()
  const open: number[] = []
  for (const { 0: mark, index } of source.matchAll(/\\.|[{}]/gs)) {
    if (mark === '{') open.push(index)
    else if (mark === '}' && open.length > 0) closing.set(open.pop()!, index)
  }
  return closing
}

/** Whether what stands between two dollar signs is a formula, or they are two prices. `next` follows the second. */
export function isMath(inner: string, next = ''): boolean {
  if (inner.trim() === '' || inner.includes('`') || price.test(inner)) return false
  const isTight = inner === inner.trim()
  const isSpaced = /^\s.*\s$/s.test(inner) && !/[a-z]{2}/i.test(inner)
  const isRelation = /^[<>=~+/\-≤≥≈∼×±]+$/.test(inner)
  return isRelation || isSpaced || (isTight && !/\d/.test(next)) || /\\[a-z]|[_^]/i.test(inner)
}

/** A number and then words, or more numbers without any sign of arithmetic. */
const price = /^\d\S*\s(?:.*[^\\{a-z])?[a-z]{2,}|^\d[^\\^_=<>+*/()|\-−α-ω]*\s[^\\^_=<>+*/()|\-−α-ω]*$/is

/** `10⁻³` where Unicode has every character; words of three letters and more stay words: `x_max`, `e^(i t)`. */
export function script(mark: '_' | '^', content: string): string {
  const body = content.trim()
  if (mark === '^' && /^[∘°]$/.test(body)) return '°'
  if (mark === '^' && /^[*′†‡⋆]+$/.test(body)) return body
  const forms = Array.from(body.replaceAll(' ', ''), letter => scriptForms[mark].get(letter))
  if (!/^[a-z]{3,}$/i.test(body) && forms.every(form => form !== undefined)) return forms.join('')
  return /^(?:[\p{L}\p{N}.]+|.)$/u.test(body) ? mark + body : `${mark}(${body})`
}

/** `a/b`, with brackets around whatever is more than one word; without a denominator the numerator. */
export function fraction(above: string, below: string): string {
  return below === '' ? above : `${bracketed(above)}/${bracketed(below)}`
}

/** `√2`, `√(x+1)`, `ⁿ√x`. */
export function root(degree: string, content: string): string {
  return `${degree && script('^', degree)}√${bracketed(content)}`
}

/** A link as text: its label and its address, or the address alone where the label says nothing more. */
export function linked(url: string, label: string): string {
  const says = withoutScheme(label)
  return says === '' || says === withoutScheme(url) || says === 'this https url' ? url : `${label} (${url})`
}

/** A letter with a combining mark, or undefined for anything that no single letter is. */
export function withAccent(letter: string, mark: string): string | undefined {
  const base = letter.replace(/^\\([ij])$/, '$1').trim()
  return /^\p{L}\p{M}*$/u.test(base) ? (base + mark).normalize('NFC') : undefined
}

function withoutScheme(url: string): string {
  return url
    .trim()
    .replace(/^https?:\/\//, '')
    .replace(/[./]+$/, '')
    .toLowerCase()
}

function bracketed(text: string): string {
  return /^(?:[^\s+\-−±×⋅*/,]+|\(.*\))$/.test(text) ? text : `(${text})`
}
