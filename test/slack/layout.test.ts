/** Messages that are too much for Slack's limits. */
import { describe, expect, test } from 'vitest'
import type { Block, PaperItem, Reply } from '../../src/chat/reply.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { act } from './replies.ts'

const render = (...blocks: Block[]) => {
  const reply: Reply = { summary: 'Summary', visibility: 'private', blocks }
  const message = renderMessage(reply)
  expect(checkMessage({ text: message.text, blocks: message.blocks })).toEqual([])
  return message
}
const paper = (number: number, more: Partial<PaperItem> = {}): PaperItem => ({
  number,
  title: `Paper ${number}`,
  url: `https://huggingface.co/papers/2608.${number}`,
  lines: [],
  buttons: [],
  ...more,
})

describe('what does not fit', () => {
  const line = 'All language models are equal, but some are more equal than others. '

  test('long texts are cut evenly, short ones not at all', () => {
    const long: Block = { kind: 'text', text: [line.repeat(150)] }
    const { blocks } = render({ kind: 'text', text: ['Short.'] }, long, long)
    const [short, ...others] = blocks.map(block => JSON.stringify(block))
    expect(short).toContain('Short.')
    expect(Math.abs(others[0]!.length - others[1]!.length)).toBeLessThan(5)
    expect(others[0]!.length).toBeGreaterThan(5800)
    expect(others[0]).toContain('…"')
  })

  test('a section is cut at 3,000 characters', () => {
    const [block] = render({ kind: 'papers', items: [paper(1, { lines: [[line.repeat(100)]] })] }).blocks
    expect(block).toMatchObject({ text: { text: expect.stringMatching(/^1\. \*<https.{2900,2990}…$/s) } })
  })

  test('papers are left out from the last on, and counted', () => {
    const items = Array.from({ length: 55 }, (_, at) => paper(at + 1))
    const { blocks } = render({ kind: 'papers', items }, { kind: 'buttons', buttons: [act('All', 'daily')] })
    expect(blocks).toHaveLength(50)
    expect(JSON.stringify(blocks.slice(-3))).toMatch(/48\. .*7 more papers are not shown\..*"All"/)
  })

  test('a select of many titles leaves room for the list', () => {
    const title = 'x'.repeat(80)
    const items = Array.from({ length: 20 }, (_, at) => paper(at + 1, { title }))
    const choices = items.map(item => ({ label: item.title, value: item.url }))
    const select = {
      kind: 'select',
      placeholder: 'Open',
      command: 'paper',
      option: 'paper',
      options: {},
      choices,
    } as const
    expect(render({ kind: 'papers', items }, select).blocks).toHaveLength(21)
  })

  test('choices are left out before papers are', () => {
    const items = Array.from({ length: 5 }, (_, at) => paper(at + 1, { lines: [[line.repeat(15)]] }))
    const choices = Array.from({ length: 100 }, (_, at) => ({
      label: `${at} ${'An Efficient Closed-Loop Harness '.repeat(3)}`,
      value: `2608.${at}`,
    }))
    const select = { kind: 'select', placeholder: 'Open', command: 'paper', option: 'paper' } as const
    const { blocks } = render({ kind: 'papers', items }, { ...select, options: {}, choices })
    expect(blocks.map(({ type }) => type)).toEqual([...Array.from({ length: 5 }, () => 'section'), 'actions'])
    const values = [...JSON.stringify(blocks).matchAll(/"value":"[^"]+"/g)]
    expect(values.length).toBeGreaterThan(35)
    expect(values.length).toBeLessThan(100)
  })

  test('rows of buttons are left out from the last on, after all else', () => {
    const buttons = Array.from({ length: 300 }, (_, at) => act(`${at}`, 'paper', { paper: `${at}` }))
    const { blocks } = render({ kind: 'papers', items: [paper(1)] }, { kind: 'buttons', buttons })
    expect(blocks).toHaveLength(50)
    expect(JSON.stringify(blocks)).toMatch(/^.{0,99}does not fit here\..*"paper\?paper=0"/s)
    expect(JSON.stringify(blocks)).not.toContain('"paper?paper=245"')
  })

  test('the text beside blocks has at most 4,000 characters, escaped', () => {
    const { text } = render({ kind: 'text', text: ['<!channel> & '.repeat(500)] })
    expect(text).toHaveLength(4000)
    expect(text).toMatch(/^Summary\n&lt;!channel&gt; &amp; .*…$/s)
  })
})
