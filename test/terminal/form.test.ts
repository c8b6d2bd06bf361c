import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { type Filling, fillField, questionOf, startForm } from '../../src/terminal/form.ts'
import { formReply, searchReply } from './replies.ts'

const first = startForm(formReply)!
const fillAll = (...lines: string[]) =>
  lines.reduce<ReturnType<typeof fillField>>((filling, line) => fillField(filling as Filling, line), first)

test('each field is asked with its value in brackets', () => {
  const second = fillField(first, '') as Filling
  const third = fillField(second, '') as Filling
  expect([first, second, third].map(questionOf)).toEqual([
    "Topics (empty = the whole list's best) [KV cache]: ",
    'Which list, 1 complete list, next morning · 2 today so far [1]: ',
    'Time zone: ',
  ])
})

test('choices that are their own numbers are not numbered again', () => {
  const [form] = formReply.blocks
  const choices = ['1 paper', '2 papers'].map((label, at) => ({ label, value: String(at + 1) }))
  const fields = [{ kind: 'choice', name: 'max', label: 'At most', value: '2', choices }]
  const counting = startForm({ ...formReply, blocks: [{ ...form, fields }] } as unknown as Reply)!
  expect(questionOf(counting)).toBe('At most, 1 paper · 2 papers [2]: ')
  expect(() => fillField(counting, '3')).toThrow('At most has no choice "3".')
})

const submitted = (options: object) => ({ kind: 'command', command: 'subscribe', options })

test('Return keeps, - empties, a number or a beginning chooses', () => {
  expect(fillAll('', '', 'Europe/Berlin')).toEqual(
    submitted({ step: 'preview', topics: 'KV cache', list: 'closed', zone: 'Europe/Berlin' }),
  )
  expect(fillAll('-', '2', 'UTC')).toEqual(submitted({ step: 'preview', list: 'today', zone: 'UTC' }))
  expect(fillAll('agents', 'Today', 'UTC')).toMatchObject({ options: { topics: 'agents', list: 'today' } })
})

test.each(['Cancel', 'quit', 'exit'])('%s leaves', word => expect(fillAll('', word)).toBeUndefined())

test('what a field does not take is said', () => {
  expect(() => fillAll('', '3')).toThrow('Which list has no choice "3".')
  expect(() => fillAll('', '0')).toThrow('Which list has no choice "0".')
  expect(() => fillAll('', '', '')).toThrow('Time zone is needed.')
  expect(() => fillAll('', '', 'x'.repeat(41))).toThrow('at most 40')
})

test('a form without fields asks for Return only, and other replies have no form', () => {
  const [form] = formReply.blocks
  const bare = { ...formReply, blocks: [{ ...form, fields: [] }] } as unknown as Reply
  expect(questionOf(startForm(bare)!)).toBe('Return for "Preview": ')
  expect(fillField(startForm(bare)!, '')).toMatchObject({
    command: 'subscribe',
    options: { step: 'preview' },
  })
  expect(startForm(searchReply)).toBeUndefined()
})
