/** The terminal with a pipe: every line is answered, in order, to the end. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { homePlace } from '../../src/terminal/places.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { startTerminal } from './harness.ts'
import { formReply, searchReply } from './replies.ts'

test('lines are answered in order, echoed, and the end of the input ends the session', async () => {
  const terminal = await startTerminal({ greeting: 'Paperboy' })
  terminal.type('search kv cache\n/papers save 2605.19660\nlooped transformers')
  terminal.end()
  await terminal.ended
  expect(terminal.output()).toBe(`Paperboy
#papers › search kv cache
search {"query":"kv cache"}

#papers › /papers save 2605.19660
save {"paper":"2605.19660"}

#papers › looped transformers
search {"query":"looped transformers"}

`)
  expect(new Set(terminal.requests.map(({ id }) => id)).size).toBe(3)
  expect(terminal.requests[0]).toMatchObject({
    actor: { id: 'me', zone: 'Europe/Berlin', manages: true },
    place: homePlace,
    scope: { kind: 'public', platform: 'terminal', workspace: 'local' },
    surface: 'typed',
  })
})

test('numbers, words and paper actions press what was shown last', async () => {
  const terminal = await startTerminal({ answer: () => ({ reply: searchReply }) })
  terminal.type('kv cache\n1\nsimilar 2\nnext\n9\n')
  terminal.end()
  await terminal.ended
  expect(
    terminal.requests.slice(1).map(({ command, options, surface }) => [command, options, surface]),
  ).toEqual([
    ['paper', { paper: '2605.19660' }, 'button'],
    ['similar', { paper: '2602.02958' }, 'button'],
    ['search', { query: 'kv cache quantization', page: '2' }, 'button'],
  ])
  expect(terminal.output()).toContain('The last answer has no number 9. It has 1 to 5.')
})

test('a better version of an answer is waited for, and only what it added is printed', async () => {
  const papers = searchReply.blocks.flatMap(block => (block.kind === 'papers' ? block.items : []))
  const live = {
    ...papers[0]!,
    number: 3,
    title: 'Found live',
    url: 'https://huggingface.co/papers/2608.00001',
  }
  const withLive: Reply = {
    ...searchReply,
    blocks: [...searchReply.blocks, { kind: 'papers', items: [live] }],
  }
  const terminal = await startTerminal({
    answer: () => ({ reply: searchReply, later: Promise.resolve(withLive) }),
  })
  terminal.type('kv cache\n3\n')
  terminal.end()
  await terminal.ended
  const [, first] = terminal.output().split('#papers › ')
  expect(first!.split('OScaR')).toHaveLength(2)
  expect(first).toContain('\n 3. Found live\n')
  expect(first).toContain('[4 Next ›]')
  expect(terminal.requests[1]).toMatchObject({ command: 'paper', options: { paper: '2605.19660' } })
})

test('the next line waits for the better version', async () => {
  const { promise, resolve } = Promise.withResolvers<Reply>()
  const later = [promise, Promise.resolve(undefined)]
  const terminal = await startTerminal({ answer: () => ({ reply: searchReply, later: later.shift()! }) })
  const answered = terminal.until('[5 Search exactly]')
  terminal.type('kv cache\nlooped\n')
  terminal.end()
  await answered
  await new Promise(setImmediate)
  expect(terminal.requests).toHaveLength(1)
  resolve({
    ...searchReply,
    blocks: [...searchReply.blocks, { kind: 'text', text: ['also at Hugging Face'] }],
  })
  await terminal.ended
  expect(terminal.output()).toMatch(/also at Hugging Face\n\n#papers › looped/)
})

test('the lines after a form fill it', async () => {
  const terminal = await startTerminal({ answer: () => ({ reply: formReply }) })
  terminal.type('subscribe\n"speculative decoding"\n3\n2\n-\nEurope/Berlin\n')
  terminal.end()
  await terminal.ended
  expect(terminal.requests[1]).toMatchObject({
    command: 'subscribe',
    options: { step: 'preview', topics: '"speculative decoding"', list: 'today', zone: 'Europe/Berlin' },
    surface: 'form',
  })
  expect(terminal.output()).toContain(
    'Topics (empty = the whole list\'s best) [KV cache]: "speculative decoding"\n',
  )
  expect(terminal.output()).toContain('Which list has no choice "3".')
  expect(terminal.output()).toContain('Time zone is needed.')
})

test('what fails is one sentence, and the next line is answered', async () => {
  const terminal = await startTerminal({
    answer({ command }) {
      if (command === 'save') throw new Error('The disk is full.\u001B[2J')
      return { reply: searchReply, later: Promise.reject(new Error('Hugging Face is not answering.')) }
    },
  })
  terminal.type('save x\nkv cache\nquit\nkv cache\n')
  await terminal.ended
  expect(terminal.output()).toContain('The disk is full.[2J\n')
  expect(terminal.output()).toContain('Hugging Face is not answering.\n')
  expect(terminal.requests).toHaveLength(2)
})

test('stop finishes the line being answered, and does not end the session', async () => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  const terminal = await startTerminal({ answer: () => ({ reply: searchReply, later: promise }) })
  let ended = false
  void terminal.ended.then(() => (ended = true))
  const answered = terminal.until('[5 Search exactly]')
  terminal.type('kv cache\n')
  await answered
  const stopped = terminal.terminal.stop()
  resolve(undefined)
  await stopped
  expect(ended).toBe(false)
})

test('a pipe leaves no history', async () => {
  const folder = temporaryFolder()
  const terminal = await startTerminal({ folder })
  terminal.type('kv cache\n')
  terminal.end()
  await terminal.ended
  expect(existsSync(join(folder, 'history'))).toBe(false)
})
