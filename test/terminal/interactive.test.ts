/** The terminal with a person: what they type stays, whatever comes in between. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { homePlace } from '../../src/terminal/places.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { startTerminal } from './harness.ts'
import { formReply, searchReply } from './replies.ts'
import { screenOf } from './screen.ts'

const better = (text: string): Reply => ({
  ...searchReply,
  blocks: [...searchReply.blocks, { kind: 'text', text: [text] }],
})

test('a post appears above what is being typed, and leaves it as it is', async () => {
  const terminal = await startTerminal({ interactive: true })
  const typed = terminal.until('kv ca')
  terminal.type('kv ca')
  await typed
  const posted = terminal.until('#papers › ')
  await terminal.terminal.post(homePlace, searchReply, 'k1')
  await posted
  const shown = stripVTControlCharacters(terminal.output())
  expect(shown).toMatch(/#papers › kv ca#papers\nkv cache quantization · 38 papers[^]*#papers › kv ca$/)
  const answered = terminal.until('search {"query":"kv cache"}')
  terminal.type('che\n')
  await answered
  await terminal.terminal.stop()
})

test('a line of several rows is moved down whole', async () => {
  const terminal = await startTerminal({ interactive: true, columns: 30 })
  const typed = terminal.until('inference')
  for (const character of 'quantization of the kv cache for long inference') terminal.type(character)
  await typed
  const answer = { kind: 'text' as const, text: ['The first post'] }
  await terminal.terminal.post(homePlace, { ...searchReply, blocks: [answer] }, 'k1')
  await terminal.terminal.post(homePlace, { ...searchReply, blocks: [answer] }, 'k2')
  const { rows, cursor } = screenOf(terminal.output(), 30)
  expect(rows).toEqual([
    '#papers',
    'The first post',
    '',
    '#papers',
    'The first post',
    '',
    '#papers › quantization of the',
    'kv cache for long inference',
  ])
  expect(cursor).toEqual([7, 27])
  await terminal.terminal.stop()
})

test('what is posted while a line is typed does not take the numbers over', async () => {
  const terminal = await startTerminal({ interactive: true })
  terminal.type('1')
  await terminal.terminal.post(homePlace, searchReply, 'k1')
  const answered = terminal.until('has nothing with the number 1')
  terminal.type('\n')
  await answered
  expect(terminal.requests).toEqual([])
  await terminal.terminal.stop()
})

test('a better version comes above the prompt, unless something was entered since', async () => {
  const { promise, resolve } = Promise.withResolvers<Reply>()
  const laters = [promise, Promise.resolve(better('also at Hugging Face'))]
  const terminal = await startTerminal({
    interactive: true,
    answer: () => ({ reply: searchReply, later: laters.shift()! }),
  })
  const first = terminal.until('[5 Search exactly]')
  terminal.type('kv cache\n')
  await first
  const second = terminal.until('also at Hugging Face')
  terminal.type('looped\n')
  await second
  resolve(better('too late'))
  await promise
  await terminal.terminal.stop()
  expect(terminal.output()).not.toContain('too late')
})

test('tab completes through the core, Ctrl-C leaves a form, and the up arrow survives a restart', async () => {
  const folder = temporaryFolder()
  const terminal = await startTerminal({
    interactive: true,
    folder,
    complete: typed => (typed === 'osc' ? [{ label: 'OScaR', value: '2605.19660' }] : []),
    answer: () => ({ reply: formReply }),
  })
  const completed = terminal.until('2605.19660')
  terminal.type('paper osc\t')
  await completed
  const asked = terminal.until('Topics')
  terminal.type('\n')
  await asked
  expect(terminal.requests[0]!.options).toEqual({ paper: '2605.19660' })
  const left = terminal.until('#papers › ')
  terminal.type('\u0003')
  await left
  terminal.type('\u0003')
  await terminal.ended
  expect(readFileSync(join(folder, 'history'), 'utf8')).toBe('paper 2605.19660')

  const again = await startTerminal({ interactive: true, folder })
  const answered = again.until('paper {"paper":"2605.19660"}')
  again.type('\u001B[A\n')
  await answered
  await again.terminal.stop()
})

test('tab leaves what was typed as it is where several titles hold it elsewhere', async () => {
  const titles = ['Octopus v2', 'Octo-planner', 'On the octopus']
  const terminal = await startTerminal({
    interactive: true,
    complete: () => titles.map(label => ({ label, value: label })),
  })
  const listed = terminal.until('On the octopus')
  terminal.type('paper octopus\t\t')
  await listed
  const answered = terminal.until('paper {')
  terminal.type('\n')
  await answered
  expect(terminal.requests[0]!.options).toEqual({ paper: 'octopus' })
  await terminal.terminal.stop()
})

test('Ctrl-C empties a line that was begun', async () => {
  const terminal = await startTerminal({ interactive: true })
  const answered = terminal.until('search {"query":"looped"}')
  terminal.type('kv cache')
  terminal.type('\u0003')
  terminal.type('looped\n')
  await answered
  expect(terminal.requests).toHaveLength(1)
  await terminal.terminal.stop()
})
