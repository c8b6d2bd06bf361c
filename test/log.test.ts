import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLog, logFile, logSentences } from '../src/log.ts'
import { temporaryFolder } from './storage/folder.ts'

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

test('a log file grows by a line at a time', () => {
  const path = join(temporaryFolder(), 'paperboy.log')
  for (const at of [1, 2]) createLog('info', [], logFile(path)).info({ at }, 'told')
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  expect(lines.map(line => JSON.parse(line) as unknown)).toMatchObject([{ at: 1 }, { at: 2, msg: 'told' }])
})

test.skipIf(!existsSync('/dev/full'))(
  'a line that cannot be written is lost, and nothing else happens',
  () => {
    for (const path of ['/dev/full', join(temporaryFolder(), 'absent', 'paperboy.log')]) {
      const log = createLog('info', [], logFile(path))
      expect(() => log.error(new Error('told'), 'told')).not.toThrow()
      expect(() => log.error('told again')).not.toThrow()
    }
  },
)

test('for a person each message is said once, without fields and stacks', () => {
  const said: string[] = []
  const log = createLog(
    'warn',
    [],
    logSentences(sentence => said.push(sentence)),
  )
  log.info('nothing')
  log.warn({ err: new Error('inside') }, 'It is damaged.')
  log.warn({ file: 'x' }, 'It is damaged.')
  expect(said).toEqual(['It is damaged.'])
})
