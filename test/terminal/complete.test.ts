import { expect, test } from 'vitest'
import { completeLine } from '../../src/terminal/complete.ts'
import { homePlace } from '../../src/terminal/places.ts'
import { pressablesOf } from '../../src/terminal/pressables.ts'
import { commands, searchReply } from './replies.ts'

const titles = [
  { label: 'OScaR: The\u001B[2J Razor', value: '2605.19660' },
  { label: 'OSWorld', value: '2404.07972' },
]
const context = {
  commands,
  pressables: pressablesOf(searchReply),
  place: homePlace,
  complete: ({ typed }: { typed: string }) =>
    titles.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase())),
}
const offered = (line: string) => completeLine(line, context)

test('the first word: commands, what can be pressed, and the words of the terminal', () => {
  expect(offered('s')[0]).toEqual([
    'search',
    'save',
    'subscribe',
    'save 1',
    'similar 1',
    'save 2',
    'similar 2',
    'share',
    'search exactly',
  ])
  expect(offered('/papers he')).toEqual([['help'], 'he'])
  expect(offered('pl')).toEqual([['places'], 'pl'])
})

test('options and their choices, also in a search without its word', () => {
  expect(offered('search kv so')).toEqual([['sort:'], 'so'])
  expect(offered('kv cache so')).toEqual([['sort:'], 'so'])
  expect(offered('search kv sort:')).toEqual([['sort:relevance', 'sort:newest', 'sort:upvotes'], 'sort:'])
  expect(offered('/papers search kv sort:N')).toEqual([['sort:newest'], 'sort:N'])
  expect(offered('search kv other:')[0]).toEqual([])
})

test('values from the core: titles while there are several, then the value', () => {
  expect(offered('paper os')).toEqual([['OScaR: The[2J Razor', 'OSWorld'], 'os'])
  expect(offered('paper osc')).toEqual([['2605.19660'], 'osc'])
})

test('values that do not begin with what was typed are listed, and replace nothing', () => {
  const values = ['OScaR', 'Looped OS']
  const listing = { ...context, complete: () => values.map(value => ({ label: value, value })) }
  expect(completeLine('paper os', listing)).toEqual([values, 'OScaR'])
  const named = ['paper:OScaR', 'paper:"Looped OS"']
  expect(completeLine('paper paper:os', listing)).toEqual([named, 'paper:OScaR'])
})
