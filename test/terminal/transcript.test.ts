import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { arbitraryReply } from '../chat/arbitrary-reply.ts'
import { searchReply } from './replies.ts'

const post = (id: string) => ({
  kind: 'post' as const,
  id,
  place: 'terminal:local:papers',
  key: `key-${id}`,
  at: '2026-08-21T09:00:00Z',
  reply: searchReply,
})
const newFile = () => join(temporaryFolder(), 'data', 'transcript.jsonl')
const idsOf = (file: string) =>
  openTranscript(file)
    .messages()
    .map(({ id }) => id)

test('what was appended is there after a restart, with its edits', () => {
  const file = newFile()
  const transcript = openTranscript(file)
  transcript.append(post('m1'))
  transcript.append(post('m2'))
  transcript.append({
    kind: 'edit',
    id: 'm1',
    at: '2026-08-21T10:00:00Z',
    reply: { ...searchReply, summary: 'changed' },
  })
  transcript.close()
  const again = openTranscript(file).messages()
  expect(again).toEqual(transcript.messages())
  expect(again.map(({ id, edited, reply }) => [id, edited, reply.summary])).toEqual([
    ['m1', true, 'changed'],
    ['m2', false, searchReply.summary],
  ])
})

test('what was removed is gone, also after a restart, and is still counted', () => {
  const file = newFile()
  const transcript = openTranscript(file)
  for (const id of ['m1', 'm2', 'm3']) transcript.append(post(id))
  transcript.append({ kind: 'remove', id: 'm2', at: '2026-08-21T10:00:00Z' })
  transcript.append({ kind: 'remove', id: 'm9', at: '2026-08-21T10:00:00Z' })
  transcript.append({ kind: 'edit', id: 'm2', at: '2026-08-21T10:00:00Z', reply: searchReply })
  transcript.close()
  for (const one of [transcript, openTranscript(file)]) {
    expect(one.messages().map(({ id }) => id)).toEqual(['m1', 'm3'])
    expect(one.posted()).toBe(3)
  }
})

test('a file cut anywhere has the lines before the cut, and takes new ones', () => {
  const file = newFile()
  const whole = openTranscript(file)
  for (const id of ['m1', 'm2', 'm3']) whole.append(post(id))
  const bytes = readFileSync(file)
  const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([index]) => index + 1)
  fc.assert(
    fc.property(fc.nat(bytes.length), cut => {
      writeFileSync(file, bytes.subarray(0, cut))
      const kept = ends.filter(end => end <= cut).map((_, index) => `m${index + 1}`)
      const opened = openTranscript(file)
      expect(opened.messages().map(({ id }) => id)).toEqual(kept)
      opened.append(post('new'))
      opened.close()
      expect(idsOf(file)).toEqual([...kept, 'new'])
    }),
  )
})

test('any reply comes back as it went', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      const file = newFile()
      openTranscript(file).append({ ...post('m1'), reply })
      expect(openTranscript(file).messages()[0]!.reply).toEqual(reply)
    }),
    { numRuns: 30 },
  )
})

test('damage before the last line is a fault that names the line', () => {
  const file = newFile()
  openTranscript(file).append(post('m1'))
  appendFileSync(file, '{"kind":"post"}\n')
  expect(() => openTranscript(file)).toThrow(`${file}:2`)
})
