/** Dates that are asked for in words: `since March 2025`, `papers of 2024`, `last month`. */
import { Temporal } from '@js-temporal/polyfill'

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const monthName =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|' +
  'nov(?:ember)?|dec(?:ember)?)'
const date = `(?:19|20)\\d\\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\\d|3[01]))?)?|${monthName} (?:19|20)\\d\\d`
const phrase = '["“„«][^"“”„«»]*["”“»]'
const spoken = new RegExp(
  `${phrase}|(?<![^\\s])(?:(?<bound>after|since|before|until) (?<from>${date})|(?:from|in|of|during) (?<span>${date})|` +
    `(?:(?:from|in|of|during) )?(?:the )?(?:last|past) (?<unit>week|month|year))[?.,!]*(?!\\S)`,
  'gi',
)

/** `after:2025 before:2026` for 2025, the same of a month; undefined for all else. */
export function spanOf(text: string): string | undefined {
  const [, year, month] = /^((?:19|20)\d\d)(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? []
  if (year === undefined) return undefined
  if (month === undefined) return `after:${year} before:${Number(year) + 1}`
  return `after:${text} before:${Temporal.PlainYearMonth.from(text).add({ months: 1 }).toString()}`
}

/** A typed query with its dates in words as `read` makes them conditions; what it makes nothing of stays. */
export function withDates(
  text: string,
  today: string,
  read: (typed: string, condition: string) => string | undefined,
): string {
  return text.replace(spoken, (found: string, ...parts: unknown[]) => {
    const { bound, from, span, unit } = parts.at(-1) as Readonly<Record<string, string | undefined>>
    const condition =
      (bound && `${/^(?:after|since)$/i.test(bound) ? 'after' : 'before'}:${numbered(from!)}`) ??
      (span && (spanOf(numbered(span)) ?? `after:${span}`)) ??
      (unit &&
        `after:${Temporal.PlainDate.from(today)
          .subtract({ [`${unit.toLowerCase()}s`]: 1 })
          .toString()}`)
    return (condition && read(found.replace(/[?.,!]+$/, ''), condition)) ?? found
  })
}

/** `2025-03` for March 2025. */
function numbered(text: string): string {
  const [name, year] = text.split(' ')
  if (year === undefined) return text
  const month = months.indexOf(name!.slice(0, 3).toLowerCase()) + 1
  return `${year}-${String(month).padStart(2, '0')}`
}
