import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ActionButton, Block, Reply } from '../../src/chat/reply.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { renderHome, renderView } from '../../src/slack/view.ts'
import { arbitraryReply } from '../chat/arbitrary-reply.ts'
import { checkMessage, checkView } from '../fakes/slack/blocks.ts'
import { walk } from '../fakes/slack/walk.ts'

const manyTimes = { numRuns: 200 }

test('any reply is a message that Slack takes', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      const { text, blocks } = renderMessage(reply)
      expect(checkMessage({ text, blocks })).toEqual([])
      expect(charactersOf(blocks)).toBeLessThan(12_200)
    }),
    manyTimes,
  )
})

test('any reply is a modal and a Home that Slack takes', () => {
  fc.assert(
    fc.property(arbitraryReply, reply => {
      expect(checkView({ ...renderView(reply, { privateMetadata: '{}' }).view })).toEqual([])
      expect(checkView({ ...renderHome({ ...reply, blocks: withoutForms(reply) }).view })).toEqual([])
    }),
    manyTimes,
  )
})

test('much of everything fits too, and no button is lost that has room', () => {
  const big = fc.record({
    papers: fc.integer({ min: 0, max: 70 }),
    texts: fc.integer({ min: 0, max: 60 }),
    choices: fc.integer({ min: 0, max: 120 }),
    lineLength: fc.integer({ min: 0, max: 1500 }),
    buttonsEach: fc.integer({ min: 0, max: 7 }),
  })
  fc.assert(
    fc.property(big, size => {
      const reply = bigReply(size)
      const { text, blocks } = renderMessage(reply)
      expect(checkMessage({ text, blocks })).toEqual([])
      expect(charactersOf(blocks)).toBeLessThan(12_200)
      expect(pressable(blocks)).toEqual(expect.arrayContaining(['search?query=a', 'search?query=z']))
      const shown = blocks.filter(block => block.type === 'section').length
      const says = /more papers? (is|are) not shown|The rest does not fit/.test(JSON.stringify(blocks))
      expect(says || shown === size.papers).toBe(true)
    }),
    { numRuns: 20 },
  )
})

test('any number of controls of any length fits', () => {
  const controls = fc.array(
    fc.record({
      buttons: fc.integer({ min: 0, max: 100 }),
      links: fc.integer({ min: 0, max: 10 }),
      linkLength: fc.integer({ min: 0, max: 2900 }),
      choices: fc.integer({ min: 0, max: 120 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(controls, sizes => {
      const { text, blocks } = renderMessage({
        summary: 'Many',
        visibility: 'public',
        blocks: sizes.flatMap(controlsOf),
      })
      expect(checkMessage({ text, blocks })).toEqual([])
      expect(charactersOf(blocks)).toBeLessThan(12_200)
    }),
    manyTimes,
  )
})

const charactersOf = (blocks: unknown): number =>
  [...walk(blocks)].reduce((sum, { value }) => sum + (typeof value === 'string' ? value.length : 0), 0)

const withoutForms = ({ blocks }: Reply): Block[] => blocks.filter(({ kind }) => kind !== 'form')

const pressable = (blocks: unknown): unknown[] =>
  [...walk(blocks)].filter(({ key }) => key === 'value').map(({ value }) => value)

const choosing = (choices: number): Block => ({
  kind: 'select',
  placeholder: 'Open a paper…',
  command: 'paper',
  option: 'paper',
  options: {},
  choices: Array.from({ length: choices }, (_, at) => ({
    label: `${at}. ${'An Efficient Closed-Loop Embodied Harness '.repeat(2)}`,
    value: `2608.${10_000 + at}`,
  })),
})

const controlsOf = (size: {
  buttons: number
  links: number
  linkLength: number
  choices: number
}): Block[] => [
  { kind: 'buttons', buttons: Array.from({ length: size.buttons }, (_, at) => button(`${at}`)) },
  {
    kind: 'buttons',
    buttons: Array.from({ length: size.links }, (_, at) => ({
      label: `Link ${at}`,
      url: `https://a.example/${'x'.repeat(size.linkLength)}`,
    })),
  },
  choosing(size.choices),
]

const button = (query: string): ActionButton => ({ label: query, command: 'search', options: { query } })

function bigReply(size: {
  papers: number
  texts: number
  choices: number
  lineLength: number
  buttonsEach: number
}): Reply {
  const line = 'é"\n*'.repeat(size.lineLength / 4)
  return {
    summary: 'Many',
    visibility: 'public',
    blocks: [
      { kind: 'buttons', buttons: [button('a')] },
      {
        kind: 'papers',
        items: Array.from({ length: size.papers }, (_, at) => ({
          number: at + 1,
          title: `Paper ${at}`,
          url: `https://huggingface.co/papers/2608.${at}`,
          lines: [[line]],
          buttons: Array.from({ length: size.buttonsEach }, (__, i) => button(`${at} ${i}`)),
        })),
      },
      choosing(size.choices),
      ...Array.from({ length: size.texts }, (): Block => ({ kind: 'text', text: [line] })),
      { kind: 'buttons', buttons: [button('z')] },
    ],
  }
}
