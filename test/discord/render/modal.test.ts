import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeButton } from '../../../src/chat/button-codec.ts'
import { notice } from '../../../src/chat/replies.ts'
import type { Block, FormField, Reply } from '../../../src/chat/reply.ts'
import { renderModal } from '../../../src/discord/render/modal.ts'
import { complaintsAboutModal } from './valid.ts'

type Form = Extract<Block, { kind: 'form' }>

const replyWith = (form: Partial<Form>): Reply => ({
  summary: 'Daily papers for #lab',
  visibility: 'private',
  blocks: [
    {
      kind: 'form',
      title: 'Daily papers',
      command: 'subscribe',
      options: {},
      fields: [],
      submit: 'Preview',
      ...form,
    },
  ],
})

test('the form of a subscription', () => {
  const { modal, kept } = renderModal(
    replyWith({
      title: 'Daily papers for #lab',
      options: { step: 'preview' },
      fields: [
        {
          kind: 'text',
          name: 'topics',
          label: 'Topics',
          value: 'KV cache, "speculative decoding"',
          hint: "empty = the whole list's best",
          maxLength: 500,
          multiline: true,
        },
        {
          kind: 'choice',
          name: 'list',
          label: 'Which list',
          required: true,
          value: 'complete',
          choices: [
            { value: 'complete', label: 'Complete list, next morning' },
            { value: 'today', label: 'Today so far' },
          ],
        },
        { kind: 'text', name: 'time', label: 'Time', required: true },
      ],
    }),
  )
  expect(complaintsAboutModal(modal)).toEqual([])
  expect(kept).toEqual([])
  expect(modal).toEqual({
    custom_id: 'subscribe?step=preview',
    title: 'Daily papers for #lab',
    components: [
      {
        type: 18,
        label: 'Topics',
        description: "empty = the whole list's best",
        component: {
          type: 4,
          custom_id: 'topics',
          style: 2,
          required: false,
          max_length: 500,
          value: 'KV cache, "speculative decoding"',
        },
      },
      {
        type: 18,
        label: 'Which list',
        component: {
          type: 3,
          custom_id: 'list',
          required: true,
          min_values: 1,
          options: [
            { label: 'Complete list, next morning', value: 'complete', default: true },
            { label: 'Today so far', value: 'today' },
          ],
        },
      },
      {
        type: 18,
        label: 'Time',
        component: { type: 4, custom_id: 'time', style: 1, required: true, max_length: 4000 },
      },
    ],
  })
})

test('the sixth field is not shown and keeps its value', async () => {
  const fields = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(
    (name): FormField => ({
      kind: 'text',
      name,
      label: name,
      ...(name === 'g' ? {} : { value: `was ${name}` }),
    }),
  )
  const { modal } = renderModal(replyWith({ fields }))
  expect(modal.components).toHaveLength(5)
  expect(await decodeButton(modal.custom_id, new Map())).toEqual({
    command: 'subscribe',
    options: { f: 'was f' },
  })
})

test('a reply without a form is a fault', () => {
  expect(() => renderModal(notice('No'))).toThrow(expect.objectContaining({ code: 'discord.form' }))
  expect(() => renderModal(replyWith({}))).toThrow(expect.objectContaining({ code: 'discord.form' }))
})

test('whatever a form holds, Discord takes the modal', () => {
  const text = fc.string({ unit: 'binary', maxLength: 200 })
  const long = fc.oneof(
    text,
    text.map(part => part.repeat(40)),
  )
  const choice = fc.record({ label: text, value: text })
  const field = fc.oneof(
    fc.record({
      kind: fc.constant('text' as const),
      label: text,
      hint: text,
      value: long,
      maxLength: fc.integer({ min: 1, max: 9000 }),
      multiline: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('choice' as const),
      label: text,
      hint: text,
      value: text,
      choices: fc.array(choice, { maxLength: 30 }),
    }),
  )
  const options = fc.dictionary(fc.constantFrom('a', 'b'), text)
  fc.assert(
    fc.property(text, options, fc.array(field, { maxLength: 8 }), (title, filled, fields) => {
      const named = fields.map((one, at): FormField => ({ ...one, name: `field${at}` }))
      const always: FormField = { kind: 'text', name: 'last', label: 'Last' }
      const { modal } = renderModal(replyWith({ title, options: filled, fields: [...named, always] }))
      expect(complaintsAboutModal(modal)).toEqual([])
    }),
    { numRuns: 300 },
  )
})
