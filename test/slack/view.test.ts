import { expect, test } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import type { FormField, Reply } from '../../src/chat/reply.ts'
import { loadingView, renderHome, renderView } from '../../src/slack/view.ts'
import { checkView } from '../fakes/slack/blocks.ts'
import { act, subscribeForm } from './replies.ts'

const label = (text: string) => ({ type: 'plain_text', text, emoji: false })
const privateMetadata = '{"way":"home"}'

const formOf = (...fields: FormField[]): Reply => ({
  ...subscribeForm,
  blocks: [{ kind: 'form', title: 'Form', command: 'search', options: {}, submit: 'Search', fields }],
})
const inputsOf = (...fields: FormField[]) => renderView(formOf(...fields), { privateMetadata }).view.blocks

test('a form is a modal whose inputs are named as its fields are', () => {
  const { view, kept } = renderView(subscribeForm, { privateMetadata })
  expect(checkView({ ...view })).toEqual([])
  expect(kept).toEqual([])
  expect(view).toEqual({
    type: 'modal',
    title: label('Set up daily papers here'),
    submit: label('Preview'),
    close: label('Cancel'),
    private_metadata: privateMetadata,
    blocks: [
      {
        type: 'input',
        block_id: 'topics',
        label: label('Topics'),
        hint: label("empty = the whole list's best"),
        optional: true,
        element: {
          type: 'plain_text_input',
          action_id: 'topics',
          max_length: 500,
          initial_value: 'KV cache',
        },
      },
      {
        type: 'input',
        block_id: 'list',
        label: label('Which list'),
        optional: false,
        element: {
          type: 'static_select',
          action_id: 'list',
          options: [
            { text: label('Complete list'), value: 'complete' },
            { text: label('Today so far'), value: 'today' },
          ],
          initial_option: {
            text: label('Complete list'),
            value: 'complete',
          },
        },
      },
      {
        type: 'input',
        block_id: 'note',
        label: label('Note'),
        optional: true,
        element: { type: 'plain_text_input', action_id: 'note', max_length: 3000, multiline: true },
      },
    ],
  })
})

test('what is there already is cut to what the field takes', () => {
  const [input] = inputsOf({ kind: 'text', name: 'a', label: 'A', value: 'kv cache', maxLength: 5 })
  expect(input).toMatchObject({ element: { max_length: 5, initial_value: 'kv c…' } })
  const [long] = inputsOf({ kind: 'text', name: 'a', label: 'A', value: 'x'.repeat(4000), maxLength: 9000 })
  expect(long).toMatchObject({ element: { max_length: 3000, initial_value: `${'x'.repeat(2999)}…` } })
})

test('choices that Slack cannot carry are not offered', () => {
  const choices = [
    { label: 'any', value: '' },
    { label: 'long', value: 'x'.repeat(151) },
  ]
  expect(inputsOf({ kind: 'choice', name: 'a', label: 'A', choices, value: '' })).toEqual([])
  const many = Array.from({ length: 120 }, (_, at) => ({ label: `${at}`, value: `${at}` }))
  const [input] = inputsOf({ kind: 'choice', name: 'a', label: 'A', choices: many, value: '119' })
  expect(input).toMatchObject({ element: { options: expect.objectContaining({ length: 100 }) } })
  expect(input).not.toMatchObject({ element: { initial_option: expect.anything() } })
})

test('what is said instead of a form stands in the modal, with nothing to submit', () => {
  const reply = notice('I don\'t know the time zone "CET+1".', { buttons: [act('Change', 'subscribe')] })
  const { view } = renderView(reply, { privateMetadata })
  expect(checkView({ ...view })).toEqual([])
  expect(view.submit).toBeUndefined()
  expect(view).toMatchObject({ title: label('Paperboy'), close: label('Close') })
  expect(view.blocks).toEqual([
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_section',
          elements: [{ type: 'text', text: 'I don\'t know the time zone "CET+1".' }],
        },
      ],
    },
    {
      type: 'actions',
      elements: [{ type: 'button', text: label('Change'), action_id: 'press:0', value: 'subscribe?' }],
    },
  ])
})

test('a modal that waits', () => {
  const view = loadingView('Filter the search of all papers')
  expect(checkView({ ...view })).toEqual([])
  expect(view.title).toEqual(label('Filter the search of al…'))
  expect(view.submit).toBeUndefined()
})

test('Home holds up to 100 blocks, of any length', () => {
  const text = { kind: 'text', text: ['x'.repeat(2000)] } as const
  const reply: Reply = {
    summary: 'Home',
    visibility: 'private',
    blocks: [
      ...Array.from({ length: 120 }, () => text),
      { kind: 'buttons', buttons: [act('Search', 'search')] },
    ],
  }
  const { view } = renderHome(reply)
  expect(checkView({ ...view })).toEqual([])
  expect(view.type).toBe('home')
  expect(view.blocks).toHaveLength(100)
  expect(JSON.stringify(view.blocks.slice(-2))).toMatch(/The rest does not fit here\..*"Search"/)
})
