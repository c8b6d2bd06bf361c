import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { homePlace } from '../../src/terminal/places.ts'
import { newFolder, startTerminal } from './harness.ts'
import { formReply, searchReply } from './replies.ts'

const better = (text: string): Reply => ({
  ...searchReply,
  blocks: [...searchReply.blocks, { kind: 'text', text: [text] }],
})

describe('piped', () => {
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
      actor: { id: 'me', zone: 'Europe/Berlin' },
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
})

describe('interactive', () => {
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
    const folder = newFolder()
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

  test('a pipe leaves no history', async () => {
    const folder = newFolder()
    const terminal = await startTerminal({ folder })
    terminal.type('kv cache\n')
    terminal.end()
    await terminal.ended
    expect(existsSync(join(folder, 'history'))).toBe(false)
  })
})
