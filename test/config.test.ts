import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig, secretsOf, variables } from '../src/config.ts'
import { UserError } from '../src/errors.ts'

const problemsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as Error).message
  }
}

test('nothing is needed: every default stands', () => {
  expect(readConfig({})).toEqual({
    PAPERBOY_DATA: 'data',
    DISCORD_API_URL: 'https://discord.com/api',
    SLACK_API_URL: 'https://slack.com/api/',
    PORT: 3000,
    HOST: '127.0.0.1',
    HF_URL: 'https://huggingface.co',
    ARXIV_URL: 'https://export.arxiv.org',
    LIVE_SEARCH: 'on',
    LOG_LEVEL: 'info',
  })
})

test.each(['abc', '-1', '3000.5', '65536'])('PORT=%s is no port', PORT => {
  expect(problemsOf({ PORT })).toContain(`PORT: "${PORT}" is not accepted; it takes a port, from 0 to 65535.`)
})

test('what a shell would have read otherwise, or was only shown as an example, is not taken', () => {
  expect(problemsOf({ PAPERBOY_DATA: '~/papers' })).toContain(
    'PAPERBOY_DATA: "~/papers" is not accepted; it takes a folder written without "~", such as /home/ada/papers.',
  )
  expect(problemsOf({ DISCORD_TOKEN: '…' })).toContain('DISCORD_TOKEN: what is set is not accepted; it takes')
})

test('an empty variable counts as not set', () => {
  expect(readConfig({ HF_URL: '', HF_TOKEN: '  ' })).toEqual(readConfig({}))
})

test('every problem is reported at once, with the name, the value and what is accepted', () => {
  const message = problemsOf({
    LIVE_SEARCH: 'perhaps',
    HF_URL: 'huggingface',
    PAPERBOY_NOW: 'monday',
    SLACK_BOT_TOKEN: 'xoxb-1',
  })
  expect(message).toContain('LIVE_SEARCH: "perhaps" is not accepted; it takes "on" or "off".')
  expect(message).toContain(
    'HF_URL: "huggingface" is not accepted; it takes an address such as https://example.org.',
  )
  expect(message).toContain(
    'PAPERBOY_NOW: "monday" is not accepted; it takes an instant such as 2026-08-21T09:00:00Z.',
  )
  expect(message).toContain(
    'SLACK_BOT_TOKEN: also set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).',
  )
})

test('a secret never stands in a complaint', () => {
  const secret = fc.stringMatching(/^[a-wyz0-9]{12,40}$/)
  fc.assert(
    fc.property(secret, token => {
      const message = problemsOf({
        SLACK_BOT_TOKEN: token,
        SLACK_APP_TOKEN: `${token} ${token}`,
        HF_TOKEN: `a ${token}`,
      })
      expect(message).toContain('SLACK_BOT_TOKEN')
      expect(message).not.toContain(token)
    }),
  )
})

test('an encoder is an address with a model, and its password stands neither there nor in a complaint', () => {
  expect(problemsOf({ ENCODER_URL: 'http://localhost:11434/v1' })).toContain(
    'ENCODER_MODEL: is missing beside ENCODER_URL, as in nomic-embed-text.',
  )
  expect(problemsOf({ ENCODER_KEY: 'sk-1' })).toContain('ENCODER_URL: is missing')
  const withPassword = problemsOf({ ENCODER_URL: 'http://ada:hunter2@localhost/v1', ENCODER_MODEL: 'm' })
  expect(withPassword).toContain(
    'ENCODER_URL: what is set is not accepted; it takes an address without a name and a password before the @.',
  )
  expect(withPassword).not.toContain('hunter2')
})

test('secretsOf names every variable that holds a secret', () => {
  const named = Object.keys(variables.shape).filter(name => /TOKEN|SECRET|KEY/.test(name))
  const config = readConfig({
    DISCORD_TOKEN: 's1',
    SLACK_BOT_TOKEN: 'xoxb-s2',
    SLACK_APP_TOKEN: 'xapp-s3',
    SLACK_SIGNING_SECRET: 's4',
    HF_TOKEN: 's5',
    ENCODER_URL: 'https://encoder.example.org',
    ENCODER_MODEL: 'm',
    ENCODER_KEY: 's6',
  })
  expect(secretsOf(config)).toHaveLength(named.length)
})

test('.env.example names every variable with its default, and no other', () => {
  const lines = readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)
  const shown = Object.fromEntries([...lines].map(([, name, value]) => [name, value]))
  const defaults = readConfig({}) as Record<string, string | number | undefined>
  expect(shown).toEqual(
    Object.fromEntries(Object.keys(variables.shape).map(name => [name, String(defaults[name] ?? '')])),
  )
})
