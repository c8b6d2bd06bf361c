/** Text as data, never mark-up: each platform escapes and decorates it in its own way. */
import { Temporal } from '@js-temporal/polyfill'
import { counted, cutGraphemes, grouped } from '../papers/text.ts'

/** What is counted beside a symbol (▲ 32, 💬 14, ★ 5) and said in words where symbols are not read. */
export type Countable = 'upvotes' | 'replies' | 'stars'

/**
 * One run of text. A bare string is plain. `mark` is a word that matched the query. `moment` is an ISO instant, shown
 * in the reader's own zone where the platform can.
 */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly mark: string }
  | { readonly link: string; readonly text: string; readonly bold?: true }
  | { readonly count: number; readonly of: Countable }
  | { readonly moment: string; readonly show: 'date' | 'time' | 'date and time' | 'relative' }

export type RichText = readonly Inline[]

export interface PlainTextOptions {
  /** IANA zone that moments are shown in; without it they are shown in UTC, and say so. */
  readonly zone?: string
  /** BCP 47, for dates; default `en-GB`. */
  readonly locale?: string
  /** Whether a link's address follows its text in parentheses; default no. */
  readonly addresses?: boolean
}

/** The symbol of each countable; a platform shows it before the number. */
const countSymbols: Readonly<Record<Countable, string>> = { upvotes: '▲', replies: '💬', stars: '★' }

/** A count where symbols are read: `★ 1,221`. */
export const symbolized = ({ count, of }: Extract<Inline, { count: number }>): string =>
  `${countSymbols[of]} ${grouped(count)}`

/** Writes rich text with a template: rich`No paper matches ${{ bold: query }}.` Strings, numbers and rich text fit in. */
export function rich(
  words: TemplateStringsArray,
  ...parts: readonly (Inline | RichText | number)[]
): RichText {
  const all = words.flatMap((word, at): RichText => [word, ...inlines(parts[at] ?? '')])
  return all.filter(inline => inline !== '')
}

/** Several rich texts as one, `separator` between them; empty ones are left out. */
export function joinRich(parts: readonly RichText[], separator: string): RichText {
  return parts.filter(part => part.length > 0).flatMap((part, at) => (at === 0 ? part : [separator, ...part]))
}

/** Rich text in words: "32 upvotes", a link by its text, a moment in the given zone. */
export function plainText(text: RichText, options: PlainTextOptions = {}): string {
  return text.map(inline => inWords(inline, options)).join('')
}

/** The rich text as it is where it has at most `max` graphemes in words, otherwise cut at a grapheme and ended with `…`. */
export function cutRichText(text: RichText, max: number): RichText {
  const whole = plainText(text)
  const cut = cutGraphemes(whole, max)
  if (cut === whole) return text
  if (cut === '') return []
  const kept: Inline[] = []
  let room = cut.length - 1
  for (const inline of text) {
    const said = plainText([inline])
    if (said.length > room) return [...kept, ...shortened(inline, said.slice(0, room)), '…']
    kept.push(inline)
    room -= said.length
  }
  return kept
}

const words: Readonly<Record<Countable, readonly [one: string, more: string]>> = {
  upvotes: ['upvote', 'upvotes'],
  replies: ['reply', 'replies'],
  stars: ['star', 'stars'],
}

function inWords(inline: Inline, { addresses, ...options }: PlainTextOptions): string {
  if (typeof inline === 'string') return inline
  if ('link' in inline) {
    return addresses && inline.text !== inline.link ? `${inline.text} (${inline.link})` : inline.text
  }
  if ('bold' in inline) return inline.bold
  if ('code' in inline) return inline.code
  if ('mark' in inline) return inline.mark
  if ('moment' in inline) return momentInWords(inline.moment, inline.show, options)
  return counted(inline.count, ...words[inline.of])
}

/** Plain text stands still, so a relative moment is written out. */
function momentInWords(
  instant: string,
  show: 'date' | 'time' | 'date and time' | 'relative',
  { zone, locale = 'en-GB' }: PlainTextOptions,
): string {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone ?? 'UTC')
  const date = local.toPlainDate().toLocaleString(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const clock = local.toPlainTime().toString({ smallestUnit: 'minute' })
  const time = zone === undefined ? `${clock} UTC` : clock
  if (show === 'date') return date
  return show === 'time' ? time : `${date}, ${time}`
}

/** The inline with other words; what stands for a value (a count, a moment) cannot be cut and is left out. */
function shortened(inline: Inline, text: string): Inline[] {
  if (text === '') return []
  if (typeof inline === 'string') return [text]
  if ('link' in inline) return [{ ...inline, text }]
  if ('bold' in inline) return [{ bold: text }]
  if ('code' in inline) return [{ code: text }]
  if ('mark' in inline) return [{ mark: text }]
  return []
}

const inlines = (part: Inline | RichText | number): RichText => {
  if (typeof part === 'number') return [grouped(part)]
  return isRichText(part) ? part : [part]
}

const isRichText = (part: Inline | RichText): part is RichText => Array.isArray(part)
