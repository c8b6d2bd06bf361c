import { expect, test } from 'vitest'
import type { MessageRef, Outcome } from '../../src/chat/platform.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { homePlace, readPlace } from '../../src/terminal/places.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { startTerminal } from './harness.ts'
import { searchReply } from './replies.ts'

const said = (text: string): Reply => ({
  summary: `${text} in short`,
  visibility: 'public',
  blocks: [
    { kind: 'text', text: [`${text} at length`] },
    { kind: 'buttons', buttons: [{ label: 'Save', command: 'save', options: { paper: text } }] },
  ],
})
const sent = (outcome: Outcome): MessageRef => {
  if (outcome.kind !== 'sent') throw new Error(JSON.stringify(outcome))
  return outcome.message
}

test('posts, edits and threads are shown with their place, and their buttons can be pressed', async () => {
  const terminal = await startTerminal()
  const message = sent(await terminal.terminal.post(homePlace, said('one'), 'k1'))
  await terminal.terminal.edit(message, said('two'), 'k1')
  const opening = { title: 'Looped \u001B[2JModels', tags: [], reply: said('three') }
  await terminal.terminal.openThread(message, opening, 'k2')
  await terminal.terminal.edit(message, said('four'), 'k1')
  terminal.type('save\n')
  terminal.end()
  await terminal.ended
  expect(terminal.output()).toBe(`#papers
one at length
[1 Save]

#papers · (edited)
two at length

#papers/t2 · Looped [2JModels
three at length
[1 Save]

#papers · (edited)
four in short

#papers › save
save {"paper":"three"}

`)
})

test('entering a place shows what was said there, the last message in full and pressable', async () => {
  const folder = temporaryFolder()
  const before = await startTerminal({ folder })
  for (const text of ['one', 'two', 'three', 'four', 'five', 'six'])
    await before.terminal.post(homePlace, said(text), text)
  const thread = await before.terminal.openThread(
    homePlace,
    { title: 'Looped', tags: [], reply: said('opening') },
    'k',
  )
  await before.terminal.stop()

  const terminal = await startTerminal({ folder })
  terminal.type(
    'go #papers\nsave\nplaces\ngo #papers/t7\nkv cache\ngo #papers/t9\ngo @me\nkv cache\ngo #lab\ngo\n',
  )
  terminal.end()
  await terminal.ended
  expect(terminal.output()).toBe(`#papers › go #papers
two in short
three in short
four in short
five in short
six at length
[1 Save]

#papers › save
save {"paper":"six"}

#papers › places
go #papers
go @me
go #papers/t7 · Looped

#papers › go #papers/t7
opening at length
[1 Save]

#papers/t7 › kv cache
search {"query":"kv cache"}

#papers/t7 › go #papers/t9
There is no thread #papers/t9. To see them all: places

#papers/t7 › go @me
Nothing was posted in @me yet.

@me › kv cache
search {"query":"kv cache"}

@me › go #lab
Nothing was posted in #lab yet.

#lab › go
go #papers
go @me
go #lab
go #papers/t7 · Looped

`)
  expect(terminal.requests.at(-2)!.place).toEqual(sent(thread).thread)
  expect(terminal.requests.at(-1)!.scope).toEqual({ kind: 'private', place: readPlace('@me') })
})

test('a public answer is a message of the place, and so is its better version', async () => {
  const folder = temporaryFolder()
  const reply: Reply = { ...searchReply, visibility: 'public' }
  const better: Reply = {
    ...reply,
    blocks: [...reply.blocks, { kind: 'text', text: ['also at Hugging Face'] }],
  }
  const terminal = await startTerminal({ folder, answer: () => ({ reply, later: Promise.resolve(better) }) })
  terminal.type('share\ngo #papers\n')
  terminal.end()
  await terminal.ended
  const [, answer, entered] = terminal.output().split(/#papers › .*\n/)
  expect(answer).toMatch(/^#papers\nkv cache[^]*\n\n#papers · \(edited\)\nalso at Hugging Face\n\n$/)
  expect(entered).toContain('kv cache')
  expect(entered).toContain('also at Hugging Face')
})

test('the message that is entered last can be removed, once', async () => {
  const folder = temporaryFolder()
  const before = await startTerminal({ folder })
  for (const text of ['one', 'two']) await before.terminal.post(homePlace, said(text), text)
  await before.terminal.stop()
  const removes: Reply = { ...said('Removed'), visibility: 'private', removes: true }
  const terminal = await startTerminal({ folder, answer: () => ({ reply: removes }) })
  terminal.type('go #papers\nsave\nsave\ngo #papers\nkv cache\ngo #papers\n')
  terminal.end()
  await terminal.ended
  const [, , first, second, entered, typed, again] = terminal.output().split(/#papers › .*\n/)
  expect(first).toContain('Removed at length')
  expect(second).toBe('There is no message here to remove.\n\n')
  expect(entered).toBe('one at length\n[1 Save]\n\n')
  expect([typed, again]).toEqual([second, entered])
})

test('what was posted is found by its key after a restart; a thread that is not there takes nothing', async () => {
  const folder = temporaryFolder()
  const before = await startTerminal({ folder })
  const message = sent(await before.terminal.post(homePlace, said('one'), 'k1'))
  await before.terminal.stop()
  const { terminal } = await startTerminal({ folder })
  expect(await terminal.find(homePlace, 'k1', '2026-08-21T11:00:00+02:00')).toEqual(message)
  expect(await terminal.find(homePlace, 'k1', '2026-08-21T09:00:01Z')).toBe('none')
  const nowhere = readPlace('#papers/t9')
  expect(await terminal.find(nowhere, 'k1', '2026-08-21T09:00:00Z')).toBe('cannot look')
  expect(await terminal.inspect(nowhere)).toMatchObject({ kind: 'thread', state: 'gone' })
  expect(await terminal.post(nowhere, said('lost'), 'k2')).toMatchObject({ kind: 'refused' })
  await terminal.stop()
})
