/** The lists of a fortnight, made up, as they are on each day: papers join late, upvotes grow, one day has no list. */
import { Temporal } from '@js-temporal/polyfill'
import { listDaysBetween } from '../../src/papers/calendar.ts'
import { entry } from '../fakes/hugging-face.ts'

/** A fortnight in the middle of which the clocks of Europe change. */
const listDays = listDaysBetween('2025-03-21', '2025-04-04')
const holiday = '2025-03-26'
/** A second version of this day's first paper is on the next list again. */
const revised = '2025-03-31'

/** Nobody is called by it, and nothing is too long. */
const hostile = `@everyone <!channel> <@U12345> \`*_~ ${'very '.repeat(600)}long`

/** The lists as they are in the afternoon (UTC) of a date. */
export function listsOn(today: string): Map<string, unknown[]> {
  const days = listDays.filter(day => day <= today && day !== holiday)
  return new Map(days.map(day => [day, papersOf(day, today)]))
}

function papersOf(day: string, today: string): unknown[] {
  const age = Temporal.PlainDate.from(day).until(today).days
  const name = day.slice(5)
  const paper = (number: number, title: string, upvotes: number) =>
    entry(idOf(day, number), { title, upvotes, summary: 'An abstract.', ai_keywords: [] })
  return [
    paper(1, `Caching ${name}`, 8),
    paper(2, `A survey of caching ${name}`, 9),
    paper(3, `Agents ${name} early`, 4),
    ...(age > 0 ? [paper(4, `Agents ${name} late`, 5)] : []),
    paper(5, `Routing ${name}`, 3 + 9 * age),
    paper(6, `Routing nowhere ${name}`, 2),
    paper(7, `Filler ${name} one${name === '03-24' ? ` ${hostile}` : ''}`, 40),
    paper(8, `Filler ${name} two`, 30),
    ...(day > revised && age >= 0 && listDays.indexOf(day) === listDays.indexOf(revised) + 1
      ? [entry(`${idOf(revised, 1)}v2`, { title: `Caching ${revised.slice(5)}`, upvotes: 8 })]
      : []),
  ]
}

const idOf = (day: string, number: number): string =>
  `${day.slice(2, 4)}${day.slice(5, 7)}.${day.slice(8)}00${number}`

/** Titles of papers in a message, each once, in their order. */
export const titlesIn = (text: string): string[] => [
  ...new Set(
    text.match(/(?:Caching|Agents|Routing|Filler)(?: nowhere)? \d\d-\d\d(?: (?:early|late|one|two))?/g),
  ),
]
