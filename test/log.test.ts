import { expect, test } from 'vitest'
import { createLog } from '../src/log.ts'

const capture = (secrets: string[]) => {
  const lines: string[] = []
  return { lines, log: createLog('debug', secrets, { write: line => void lines.push(line) }) }
}

test('a secret is hidden wherever it stands: fields, messages, causes', () => {
  const { lines, log } = capture(['hf_abc123'])
  log.info({ url: 'https://example.org/?t=hf_abc123' }, 'called with hf_abc123')
  log.error(new Error('refused hf_abc123', { cause: new Error('inner hf_abc123') }), 'failed')
  expect(lines).toHaveLength(2)
  expect(lines.join('')).not.toContain('hf_abc123')
  expect(lines.join('')).toContain('[secret]')
})

test('fields with the name of a secret are hidden, whatever their value', () => {
  const { lines, log } = capture([])
  log.info(
    { token: 'one', headers: { authorization: 'two' }, slack: { app: { signingSecret: 'three' } } },
    'start',
  )
  expect(lines[0]).not.toMatch(/one|two|three/)
})
