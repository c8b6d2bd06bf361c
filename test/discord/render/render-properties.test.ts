import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Block, Reply } from '../../../src/chat/reply.ts'
import { buttonMark } from '../../../src/chat/button-codec.ts'
import { renderMessage } from '../../../src/discord/render/render.ts'
import { arbitraryReply } from '../../chat/arbitrary-reply.ts'
import { complaintsAboutMessage } from './valid.ts'

/** As many blocks as no command would make. */
const crowdedReply = fc
  .tuple(fc.array(arbitraryReply, { minLength: 2, maxLength: 20 }), fc.nat(60))
  .map(([replies, copies]): Reply => {
    const blocks = replies.flatMap(reply => reply.blocks)
    const repeated = Array.from({ length: copies }, (): Block[] => blocks.slice(0, 3)).flat()
    return { ...replies[0]!, blocks: [...blocks, ...repeated] }
  })

function complaints(reply: Reply): string[] {
  const { message, files, kept } = renderMessage(reply, { mark: 'kAbC_-9' })
  const names = files.map(({ name }) => name)
  const unkept = [...JSON.stringify(message).matchAll(/"custom_id":"[a-z0-9-]+~([\w-]{22})/g)]
    .map(([, name]) => name)
    .filter(name => kept.every(one => one.name !== name))
  return [...complaintsAboutMessage(message, names), ...unkept.map(name => `${name} is not kept`)]
}

test('whatever a reply holds, Discord takes the message', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      expect(complaints(reply)).toEqual([])
    }),
    { numRuns: 400 },
  )
})

test('also where a reply holds far too much', () => {
  fc.assert(
    fc.property(crowdedReply, reply => {
      expect(complaints(reply)).toEqual([])
    }),
    { numRuns: 100 },
  )
})

test('the first id, and no other, has the mark', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      const { message } = renderMessage(reply, { mark: 'kAbC_-9' })
      const ids = [...JSON.stringify(message).matchAll(/"custom_id":("(?:\\.|[^"])*")/g)]
      const marks = ids.map(([, id]) => buttonMark(JSON.parse(id!) as string))
      expect(marks.map(mark => mark === 'kAbC_-9')).toEqual(marks.map((_, at) => at === 0))
    }),
    { numRuns: 200 },
  )
})

const text = (length: number): Block => ({ kind: 'text', text: ['x'.repeat(length)] })
const item = (number: number) => ({
  number,
  title: 'T'.repeat(300),
  url: 'https://huggingface.co/papers/2306.00978',
  lines: [['y'.repeat(1000)]],
  buttons: [{ label: `Open ${number}`, command: 'paper', options: { paper: String(number) } }],
})

test('a thousand long texts share the room evenly', () => {
  const reply: Reply = {
    summary: 'Long',
    visibility: 'public',
    blocks: [text(10), { kind: 'papers', items: [1, 2, 3, 4, 5].map(item) }, text(5000)],
  }
  expect(complaints(reply)).toEqual([])
  const texts = [...JSON.stringify(renderMessage(reply).message).matchAll(/"content":"((?:[^"\\]|\\.)*)"/g)]
  const sizes = texts.flatMap(([, content]) => content!.split('\\n').map(line => line.length))
  const long = sizes.filter(size => size > 60)
  expect(long.length).toBeGreaterThan(5)
  expect(Math.max(...long) - Math.min(...long)).toBeLessThan(60)
  const flood = { ...reply, blocks: Array.from({ length: 1000 }, () => text(100)) }
  expect(complaints(flood)).toEqual([])
})

test('one file shown twice has two names', () => {
  const file = { kind: 'file', name: 'a.bib', mediaType: 'text/plain', content: 'x'.repeat(1500) } as const
  const { files } = renderMessage({ summary: 'Twice', visibility: 'private', blocks: [file, file] })
  expect(files.map(({ name }) => name)).toEqual(['a.bib', '2-a.bib'])
})
