/** A channel with the team's week, and what people do there with papers. */
import type { Place } from '../../src/chat/place.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { paper } from '../library/fixture.ts'
import { type BotOptions, inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import type { Person } from './person.ts'

export const inLab = (channel: string): Place => ({ platform: 'memory', workspace: 'lab', channel })
export const hidden = inLab('private')
export const other = inLab('other')

/** Friday, 16:00 in Berlin. */
export const friday = '2026-08-21T14:00:00Z'
export const nextFriday = '2026-08-28T14:00:00Z'

export const trees = [1, 2, 3, 4, 5, 6, 7, 8].map(at =>
  paper(`2608.1000${at}`, { title: `Trees ${at}`, upvotes: 100 - at, organization: { name: 'Kew' } }),
)
export const [one, two, three, four, five] = trees as [Paper, Paper, Paper, Paper, Paper]
export const eight = trees[7]!

/** The lists that a Friday's post looks at: Thursday's has these papers, and each one that few care for. */
export async function closeWeek(
  { close }: Lab,
  thursday: string,
  papers: readonly Paper[] = [],
): Promise<void> {
  for (const days of [-6, -3, -2, -1, 0]) {
    const date = new Date(Date.parse(thursday) + days * 86_400_000).toISOString().slice(0, 10)
    const dust = paper(`2607.0${date.slice(5).replace('-', '')}`, { title: 'Dust', upvotes: 9 })
    await close(date, dust, ...(days === 0 ? papers : []))
  }
}

/** On Monday; the team's week is set up. */
export async function openWithWeek(
  options: Record<string, string> = {},
  { wait }: Pick<BotOptions, 'wait'> = {},
): Promise<Lab> {
  const lab = await openLab({
    at: '2026-08-17T08:00:00Z',
    fill: library => library.put(trees),
    ...(wait && { wait }),
  })
  await lab.ada.run(saving({ kind: 'team', ...options }), 'button')
  await lab.news()
  return lab
}

export const judge = (person: Person, { id }: Paper, verdict: string, line?: string): Promise<unknown> =>
  person.run({ command: 'verdict', options: { paper: id, verdict, ...(line && { line }) } }, 'form')
export const vote = (person: Person, { id }: Paper): Promise<unknown> =>
  person.run({ command: 'vote', options: { paper: id } }, 'button')
export const save = (person: Person, { id }: Paper): Promise<unknown> => person.ask(`save ${id}`)

export const lines = async ({ news }: Lab, where?: Place): Promise<string[]> =>
  (await news(where)).map(inWords)
export const posted = async (lab: Lab, where?: Place): Promise<string[]> =>
  (await lines(lab, where)).filter(text => text.startsWith('The team’s week to'))
