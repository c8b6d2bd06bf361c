/** A random month of a channel: what `why` says of every paper of every list is what people saw, and why. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import {
  closesAt,
  formatDate,
  formatListDate,
  listDaysBetween,
  nextListDay,
} from '../../src/papers/calendar.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { paper } from '../library/fixture.ts'
import { type Lab, openLab, saving } from './lab.ts'

const words = ['agents', 'diffusion', 'robots', 'speech', 'proteins', 'kernels']
const dates = listDaysBetween('2026-08-24', '2026-09-18')
/** The last list is still to be posted. */
const end = '2026-09-19T12:00:00Z'

interface Month {
  readonly lists: ReadonlyMap<string, readonly Paper[]>
  readonly topics: readonly string[]
  readonly most: number
  readonly least: number
}

const anyWord = fc.constantFrom(...words)
const anyPapers = fc.array(fc.tuple(anyWord, anyWord, fc.nat(30)), { minLength: 1, maxLength: 8 })
const anyMonth: fc.Arbitrary<Month> = fc.record({
  lists: fc
    .tuple(...dates.map(date => anyPapers.map(drawn => [date, listOf(date, drawn)] as const)))
    .map(lists => new Map(lists)),
  topics: fc.subarray(words, { maxLength: 3 }),
  most: fc.integer({ min: 1, max: 4 }),
  least: fc.constantFrom(0, 0, 10, 20),
})

function listOf(date: string, drawn: readonly (readonly [string, string, number])[]): Paper[] {
  const [, month = '', day = ''] = date.split('-')
  return drawn.map(([one, other, upvotes], at) =>
    paper(`26${month}.${day}${String(at).padStart(3, '0')}`, {
      title: `${one} and ${other}, part ${day}-${at}`,
      abstract: '',
      upvotes,
    }),
  )
}

async function played({ lists, topics, most, least }: Month): Promise<Lab> {
  const lab = await openLab({ at: '2026-08-24T12:00:00Z', fill: async () => undefined })
  const wish = { topics: topics.join(', '), max: String(most), upvotes: String(least) }
  await lab.ada.run(saving(wish), 'button')
  await lab.news()
  for (const [date, papers] of lists) {
    await lab.until(closesAt(date))
    await lab.close(date, ...papers)
    await lab.until(date === dates.at(-1) ? end : `${nextListDay(date)}T07:00:00Z`)
  }
  return lab
}

/** The numbers that papers had in the posts that people saw, with the posts' dates, by id. */
function shownBy(posts: readonly Reply[]): Map<string, string> {
  const shown = posts.flatMap(({ blocks }) => {
    const heading = blocks.find(({ kind }) => kind === 'heading')
    const select = blocks.find(block => block.kind === 'select')
    const list = dates.find(date => JSON.stringify(heading).includes(`"${formatListDate(date)}"`))!
    const on = nextListDay(list)
    const day = `${formatListDate(on).slice(0, 3)} ${formatDate(on, on)}`
    return select!.choices.map(({ value }, at) => [value, `Posted on ${day}, number ${at + 1} of `] as const)
  })
  expect(new Set(shown.map(([id]) => id)).size).toBe(shown.length)
  return new Map(shown)
}

/** What must be said of a paper that nobody saw, found without the bot. */
function reasonFor({ title, upvotes = 0 }: Paper, list: string, { topics, least }: Month): RegExp {
  if (list === dates.at(-1)) return /^Its list, Fri 18 Sep, is posted Mon 21 Sept? 09:00\./
  if (topics.length > 0 && !topics.some(topic => title.includes(topic)))
    return /^On no topic here\. The nearest is /
  if (upvotes < least) return /^(?:Waiting|Given up): from the list of .*, it has \d+ upvotes? of \d+/
  return /^It matches, but is number \d+ of those that do, and at most \d are posted\.$/
}

test('what is said of each paper is what was seen', async () => {
  await fc.assert(
    fc.asyncProperty(anyMonth, async month => {
      const lab = await played(month)
      const shown = shownBy(await lab.news())
      for (const [date, papers] of month.lists)
        for (const one of papers) {
          const said = (await lab.grace.say(`why ${one.id}`)).split('\n').slice(1).join('\n')
          const seen = shown.get(one.id)
          expect(said).toMatch(seen === undefined ? reasonFor(one, date, month) : new RegExp(`^${seen}`))
        }
      expect(lab.faults).toEqual([])
    }),
    { numRuns: 4, endOnFailure: true },
  )
}, 60_000)
