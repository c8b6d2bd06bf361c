/** A title, or the name that it gives a system, comes first however it is typed and whatever stands beside it. */
import { describe, expect, test } from 'vitest'
import type { Match } from '../../src/search/result.ts'
import { parseQuery, plainQuery } from '../../src/search/query/parse-query.ts'
import { engineOf, find, paper, today } from './papers.ts'

const often = (name: string): string => Array.from({ length: 30 }, () => name).join(' and ')
const other = 'A long abstract of other things. '.repeat(20)

test('a title comes first, then a title that begins with the name, whatever else is said of it elsewhere', () => {
  const about = engineOf(
    paper('often', `${often('Mamba two')} often`, often('Mamba two')),
    paper('name', 'Mamba two: a long title of many other words that come behind the name', 'Nothing.'),
    paper('begins', 'Mamba two learns', 'Nothing.'),
    paper('title', 'Mamba Two', other),
  )
  expect(find(about, 'mamba two').slice(0, 2)).toEqual(['title', 'name'])
  const [, second] = about.search(plainQuery('mamba two')).matches
  expect(second!.reasons[0]!.text).toBe('the title begins with this name')
})

describe('beside other conditions', () => {
  const rest = {
    published: '2025-03-01',
    authors: ['Ann Lee'],
    upvotes: 5,
    code: { url: 'https://github.com/a/b' },
  }
  const engine = engineOf(
    paper('2401.00001', 'UI-Genie: games', often('Genie for games'), rest),
    paper('name', 'Genie: generative environments', other, rest),
    paper('title', 'Genie for games', other, rest),
  )

  const matchesOf = (typed: string): readonly Match[] => engine.search(parseQuery(typed, today).query).matches

  test.each([
    ['Genie', 'name', 'the title begins with this name'],
    ['Genie after:2024', 'name', 'the title begins with this name'],
    ['-survey Genie', 'name', 'the title begins with this name'],
    ['after:2024 "Genie" author:lee', 'name', 'the title begins with this name'],
    ['Genie for games has:code -"no games"', 'title', 'the title is what was typed'],
    ['Genie author:lee for upvotes:2.. games', 'title', 'the title is what was typed'],
    ['genie "for games" before:2026', 'title', 'the title is what was typed'],
    ['Genie for gamse after:2024', 'title', 'the title is what was typed'],
    ['gneie after:2024 for games', 'title', 'the title is what was typed'],
  ])('%s', (typed, id, reason) => {
    const [first] = matchesOf(typed)
    expect(first!.id).toBe(id)
    expect(first!.reasons[0]!.text).toBe(reason)
  })

  test('who looks for papers like one looks for none by its title', () => {
    const titles = matchesOf('like:2401.00001 genie').flatMap(({ reasons }) =>
      reasons.map(({ text }) => text),
    )
    expect(titles.filter(text => /title (is|begins)/.test(text))).toEqual([])
  })
})

describe('letter for letter', () => {
  const engine = engineOf(
    paper('agents', 'Hyperagents'),
    paper('agent', 'HyperAgent: agents that write', other),
    paper('vita', 'VITA: an assistant', often('Vita')),
    paper('vita-e', 'VITA-E: an assistant', other),
    paper('tower', 'Tower: translation', other),
    paper('tower+', 'Tower+: translation', other),
    paper('mixture', 'Mixture-of-Depths: compute', other),
    paper('depths', 'Mixture-of-Depths Attention', often('mixture-of-depths')),
    paper('colour', 'Colour normalisation', other),
    paper('slamming', 'Slamming: speech', often('Slam')),
    paper('slam', 'A robust SLAM', often('SLAM')),
    paper('color', 'On color normalization', often('color normalization')),
  )

  test.each([
    ['hyperagent', 'agent'],
    ['hyperagents', 'agents'],
    ['vitae', 'vita-e'],
    ['vita', 'vita'],
    ['vita e', 'vita-e'],
    ['Tower', 'tower'],
    ['Tower+', 'tower+'],
    ['mixtureofdepths', 'mixture'],
    ['mixture of depths', 'mixture'],
    ['color normalization', 'colour'],
    ['SLAM', 'slam'],
  ])('%s', (typed, id) => expect(find(engine, typed)[0]).toBe(id))
})

test('a common word is no name that a title divides', () => {
  const named = paper('named', 'Agent S: a framework', other)
  const common = Array.from({ length: 9 }, (_, at) => paper(`${at}`, 'Many agents', 'Agents and agents.'))
  expect(find(engineOf(named, ...common.slice(0, 2)), 'agents')[0]).toBe('named')
  expect(find(engineOf(named, ...common), 'agents')[0]).not.toBe('named')
  expect(find(engineOf(named, ...common), 'agents', { exact: true })[0]).not.toBe('named')
  expect(find(engineOf(named, ...common), 'agent s')[0]).toBe('named')
})
