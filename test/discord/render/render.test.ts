import { expect, test } from 'vitest'
import { decodeButton } from '../../../src/chat/button-codec.ts'
import type { ActionButton, Block, Reply } from '../../../src/chat/reply.ts'
import { choiceOf } from '../../../src/discord/render/components.ts'
import { renderMessage } from '../../../src/discord/render/render.ts'
import { complaintsAboutMessage } from './valid.ts'

interface Part {
  readonly type: number
  readonly content?: string
  readonly custom_id?: string
  readonly label?: string
  readonly components?: readonly Part[]
  readonly options?: readonly { value: string }[]
}

const reply = (...blocks: Block[]): Reply => ({ summary: 'The summary', visibility: 'public', blocks })

function partsOf(shown: Reply): readonly Part[] {
  const { message, files } = renderMessage(shown)
  expect(
    complaintsAboutMessage(
      message,
      files.map(({ name }) => name),
    ),
  ).toEqual([])
  return (message.components as Part[])[0]!.components!
}

const press = (label: string, options: Record<string, string> = {}): ActionButton => ({
  label,
  command: 'paper',
  options,
})
const papers = (count: number, buttons: ActionButton[] = [press('Open')]): Block => ({
  kind: 'papers',
  items: Array.from({ length: count }, (_, at) => ({
    number: at + 1,
    title: `Paper ${at + 1}`,
    url: 'https://arxiv.org/abs/2306.00978',
    lines: [],
    buttons,
  })),
})

const long = (name: string): Block => ({ ...file(name), content: 'x'.repeat(1500) }) as Block
const file = (name: string): Block => ({ kind: 'file', name, mediaType: 'text/plain', content: name })

test('ten papers, a select and three buttons fit', () => {
  const choices = Array.from({ length: 10 }, (_, at) => ({ label: `${at}`, value: `${at}` }))
  const parts = partsOf(
    reply(
      { kind: 'heading', text: ['Thursday'] },
      papers(10),
      { kind: 'text', small: true, text: ['Topics: none'] },
      { kind: 'select', placeholder: 'Open', command: 'paper', option: 'paper', options: {}, choices },
      { kind: 'buttons', buttons: [press('A'), press('B'), press('C')] },
    ),
  )
  expect(parts.filter(({ type }) => type === 9)).toHaveLength(10)
})

test('papers that do not fit are left out, which is said; no button is', () => {
  const parts = partsOf(
    reply(papers(15), { kind: 'buttons', buttons: Array.from({ length: 7 }, (_, at) => press(`${at}`)) }),
  )
  expect(parts.map(({ type }) => type)).toEqual([...Array(9).fill(9), 10, 1, 1])
  expect(parts[9]!.content).toBe('-# 6 more papers are not shown.')
  expect(parts.slice(10).map(({ components }) => components!.length)).toEqual([5, 2])
})

test('one paper that does not fit is one paper', () => {
  const parts = partsOf(reply({ kind: 'text', text: ['a'] }, papers(13), { kind: 'text', text: ['b'] }))
  expect(parts.at(-1)!.content).toBe('-# 1 more paper is not shown.\nb')
})

test('where even the buttons are too many, what still fits is kept, whatever did not fit before it', () => {
  const picture = { url: 'https://a.org/a.png', alt: 'A' }
  const many = Array.from({ length: 31 }, (_, at) => press(`${at}`))
  const parts = partsOf(
    reply(
      { kind: 'heading', text: ['Title'], picture },
      { kind: 'text', text: ['Last words'] },
      { kind: 'buttons', buttons: many },
    ),
  )
  expect(parts.map(({ type }) => type)).toEqual([10, ...Array(7).fill(1)])
  expect(parts[0]!.content).toBe('Last words')
})

test('papers without a button are text, and texts in a row are one', () => {
  const parts = partsOf(reply({ kind: 'heading', text: ['Ada’s ', 'papers'] }, papers(2, [])))
  const lines = ['1', '2'].map(n => `${n}\\. [**Paper ${n}**](https://arxiv.org/abs/2306.00978)`)
  expect(parts).toEqual([{ type: 10, content: ['**Ada’s papers**', ...lines].join('\n') }])
})

test('equal buttons of a message have ids of their own and do the same', async () => {
  const same = press('Again', { paper: '2306.00978' })
  const [row] = partsOf(reply({ kind: 'buttons', buttons: [same, same, same] }))
  const ids = row!.components!.map(({ custom_id: id }) => id!)
  expect(new Set(ids).size).toBe(3)
  for (const id of ids) {
    expect(await decodeButton(id, new Map())).toEqual({ command: 'paper', options: { paper: '2306.00978' } })
  }
})

test('what is too long for an id is kept', async () => {
  const { message, kept } = renderMessage(
    reply({ kind: 'buttons', buttons: [press('A', { paper: 'x'.repeat(150) })] }),
  )
  const id = /"custom_id":"([^"]+)"/.exec(JSON.stringify(message))![1]!
  const store = new Map(kept.map(({ name, content }) => [name, content]))
  expect(await decodeButton(id, store)).toEqual({ command: 'paper', options: { paper: 'x'.repeat(150) } })
})

test('what is chosen in a select is filled in', async () => {
  const [row] = partsOf(
    reply({
      kind: 'select',
      placeholder: 'Open a paper…',
      command: 'paper',
      option: 'paper',
      options: { show: 'abstract' },
      choices: [{ label: 'AWQ', value: '2306.00978' }],
    }),
  )
  const invocation = await decodeButton(row!.components![0]!.custom_id!, new Map())
  expect('command' in invocation && choiceOf(invocation, '2306.00978')).toEqual({
    command: 'paper',
    options: { paper: '2306.00978', show: 'abstract' },
  })
})

test('a select offers what Discord takes, each value once', () => {
  const values = ['a', 'a', '', 'x'.repeat(101), ...Array.from({ length: 30 }, (_, at) => `${at}`)]
  const [row] = partsOf(
    reply({
      kind: 'select',
      placeholder: '',
      command: 'paper',
      option: 'paper',
      options: {},
      choices: values.map(value => ({ label: value, value })),
    }),
  )
  const offered = row!.components![0]!.options!.map(({ value }) => value)
  expect(offered).toEqual(['a', ...Array.from({ length: 24 }, (_, at) => `${at}`)])
})

test('links that Discord does not take are no buttons, pictures no thumbnails', () => {
  const parts = partsOf(
    reply(
      { kind: 'heading', text: ['Title'], picture: { url: 'file:///a.png', alt: 'A' } },
      {
        kind: 'buttons',
        buttons: [
          { label: 'No', url: 'javascript:alert(1)' },
          { label: 'Long', url: `https://a.org/${'x'.repeat(600)}` },
          { label: 'Yes', url: 'https://a.org' },
        ],
      },
    ),
  )
  expect(parts).toEqual([
    { type: 10, content: '**Title**' },
    { type: 1, components: [{ type: 2, style: 5, label: 'Yes', url: 'https://a.org/' }] },
  ])
})

test('a picture without words stays', () => {
  const picture = { url: 'https://a.org/a.png', alt: '' }
  const [section] = partsOf(reply({ kind: 'heading', text: [' '], picture }))
  expect(section).toMatchObject({ type: 9, components: [{ type: 10, content: '…' }] })
})

test('long files are sent beside the message under names that Discord keeps', () => {
  const { message, files } = renderMessage(reply(long('../reading list.bib'), long('a.csv'), long('a.csv')))
  expect(files.map(({ name, content }) => [name, content.length])).toEqual([
    ['reading_list.bib', 1500],
    ['a.csv', 1500],
    ['3-a.csv', 1500],
  ])
  expect(message.attachments).toEqual([
    { id: '0', filename: 'reading_list.bib' },
    { id: '1', filename: 'a.csv' },
    { id: '2', filename: '3-a.csv' },
  ])
  expect(JSON.stringify(message.components)).toContain('{"type":13,"file":{"url":"attachment://3-a.csv"}}')
})

test('a short file is shown as it is, one that would end the block of code is sent', () => {
  const { message, files } = renderMessage(reply(file('@misc{a_b,\n  *x*\n}'), file('a\n```\n@everyone')))
  expect(partsOf(reply(file('@misc{a_b,\n  *x*\n}')))).toEqual([
    { type: 10, content: '```\n@misc{a_b,\n  *x*\n}\n```' },
  ])
  expect(files.map(({ content }) => content)).toEqual(['a\n```\n@everyone'])
  expect(JSON.stringify(message.components)).not.toContain('@everyone')
})

test('a divider is a separator, an empty reply its summary, a form its fields', () => {
  expect(partsOf(reply({ kind: 'text', text: ['a'] }, { kind: 'divider' }))[1]).toEqual({ type: 14 })
  expect(partsOf(reply({ kind: 'text', text: [''] }))).toEqual([{ type: 10, content: 'The summary' }])
  const form: Block = {
    kind: 'form',
    title: 'Filter',
    command: 'search',
    options: {},
    submit: 'Search',
    fields: [{ kind: 'text', name: 'query', label: 'Query', value: 'a_b' }],
  }
  expect(partsOf(reply(form))).toEqual([{ type: 10, content: 'Filter\nQuery: a\\_b\n\\[Search]' }])
})
