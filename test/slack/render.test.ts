import { describe, expect, test } from 'vitest'
import { decodeButton } from '../../src/chat/button-codec.ts'
import { notice } from '../../src/chat/replies.ts'
import type { Block, Button, PaperItem, Reply } from '../../src/chat/reply.ts'
import { renderMessage } from '../../src/slack/render.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { act } from './replies.ts'

const reply = (...blocks: Block[]): Reply => ({ summary: 'Summary', visibility: 'private', blocks })
const render = (...blocks: Block[]) => {
  const message = renderMessage(reply(...blocks))
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
const accessoryOf = (item: PaperItem) =>
  render({ kind: 'papers', items: [item] }).blocks.map(block =>
    block.type === 'section' ? block.accessory : block,
  )

test('first contact: one sentence as it is, and what can be done', () => {
  const { text, blocks } = renderMessage(
    notice('Nothing is posted here until someone subscribes.', {
      buttons: [act('Set up daily papers', 'subscribe'), act('Try a search', 'search')],
    }),
  )
  expect(text).toBe('Nothing is posted here until someone subscribes.\n[Set up daily papers] [Try a search]')
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'actions'])
})

describe('what is beside a paper', () => {
  test('nothing, a button, a menu of two to five', () => {
    expect(accessoryOf(paper(1))).toEqual([undefined])
    expect(
      accessoryOf(paper(1, { buttons: [{ ...act('Open 1', 'paper'), accessibleLabel: 'Open Paper 1' }] })),
    ).toEqual([
      expect.objectContaining({ type: 'button', value: 'paper?', accessibility_label: 'Open Paper 1' }),
    ])
    expect(accessoryOf(paper(1, { buttons: [act('Open', 'paper'), act('Save', 'save')] }))).toEqual([
      expect.objectContaining({ type: 'overflow' }),
    ])
  })

  test('more than five stand below', () => {
    const buttons = Array.from({ length: 7 }, (_, at) => act(`${at}`, 'paper', { paper: `${at}` }))
    const [menu, row] = accessoryOf(paper(1, { buttons }))
    expect(menu).toMatchObject({ options: expect.objectContaining({ length: 5 }) })
    expect(row).toMatchObject({
      type: 'actions',
      elements: [{ value: 'paper?paper=5' }, { value: 'paper?paper=6' }],
    })
  })
})

test('a heading with a picture is a section beside it, without one rich text', () => {
  const text = [{ bold: '*Title*' }]
  const url = 'https://a.example/p.png'
  const [beside] = render({ kind: 'heading', text, picture: { url, alt: 'Figure preview of T' } }).blocks
  expect(beside).toMatchObject({
    text: { text: '*∗Title∗*' },
    accessory: { image_url: url, alt_text: 'Figure preview of T' },
  })
  const [alone] = render({
    kind: 'heading',
    text,
    picture: { url: 'data:image/png;base64,AA', alt: 'x' },
  }).blocks
  expect(alone).toMatchObject({
    elements: [{ elements: [{ type: 'text', text: '*Title*', style: { bold: true } }] }],
  })
})

const rowsOf = (...buttons: Button[]) => render({ kind: 'buttons', buttons }).blocks

describe('buttons', () => {
  test('five in a row, styled as asked, each found by an id of its own', () => {
    const rows = rowsOf(
      { ...act('Delete', 'a'), style: 'danger' },
      ...Array.from({ length: 6 }, () => act('B', 'b')),
    )
    expect(rows).toMatchObject([
      {
        elements: [
          { style: 'danger', action_id: 'press:0' },
          ...Array.from({ length: 4 }, () => ({ value: 'b?' })),
        ],
      },
      { elements: [{ action_id: 'press:5' }, { action_id: 'press:6' }] },
    ])
  })

  test('a label is cut at 75 characters, and never empty', () => {
    const [row] = rowsOf(act('x'.repeat(80), 'a'), act(' \n', 'b'))
    expect(row).toMatchObject({
      elements: [{ text: { text: `${'x'.repeat(74)}…` } }, { text: { text: '…' } }],
    })
  })

  test('links open without a command; what is no web address is left out', () => {
    const [row] = rowsOf(
      { label: 'arXiv', url: 'https://arxiv.org' },
      { label: 'Evil', url: 'javascript:alert(1)' },
    )
    expect(row).toMatchObject({
      elements: [{ action_id: 'open:0', url: 'https://arxiv.org/', text: { text: 'arXiv' } }],
    })
    expect(rowsOf({ label: 'Evil', url: 'javascript:alert(1)' })).toEqual([])
  })

  test('the content of a long one is kept, and found again by what is pressed', async () => {
    const query = 'kv cache quantization '.repeat(20)
    const { blocks, kept } = render({ kind: 'buttons', buttons: [act('Next', 'search', { query })] })
    const value = JSON.stringify(blocks).match(/"value":"([^"]+)"/)![1]!
    const store = new Map(kept.map(({ name, content }) => [name, content]))
    expect(kept).toEqual([expect.objectContaining({ ttlMs: 180 * 24 * 3600 * 1000 })])
    expect(await decodeButton(value, store)).toEqual({ command: 'search', options: { query } })
  })
})

test('a chosen option carries the whole button', async () => {
  const { blocks } = render({
    kind: 'select',
    placeholder: 'Open a paper…',
    command: 'paper',
    option: 'paper',
    options: { show: 'abstract' },
    choices: Array.from({ length: 120 }, (_, at) => ({ label: `${at}`, value: `2608.${at}` })),
  })
  const values = [...JSON.stringify(blocks).matchAll(/"value":"([^"]+)"/g)].map(found => found[1]!)
  expect(values).toHaveLength(100)
  expect(await decodeButton(values[7]!, new Map())).toEqual({
    command: 'paper',
    options: { paper: '2608.7', show: 'abstract' },
  })
})

test('a file is shown, a form is named', () => {
  const file = {
    kind: 'file',
    name: 'papers.bib',
    mediaType: 'application/x-bibtex',
    content: '@article{…}',
  } as const
  const form = {
    kind: 'form',
    title: 'Filter',
    command: 'search',
    options: {},
    fields: [],
    submit: 'Search',
  } as const
  const { blocks } = render(file, form, { kind: 'divider' })
  expect(blocks[0]).toEqual({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: '@article{…}' }] }],
  })
  expect(JSON.stringify(blocks)).toContain('is a form: it opens from a button or from /papers.')
  expect(blocks.map(({ type }) => type)).toEqual(['rich_text', 'rich_text', 'divider'])
})
