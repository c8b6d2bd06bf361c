import { webApi } from '@slack/bolt'
import { describe, expect, test } from 'vitest'
import { fatalReason, outcomeOf } from '../../src/slack/outcomes.ts'

const platform = (error: string, more: object = {}) =>
  new webApi.WebAPIPlatformError({ ok: false, error, ...more, response_metadata: {} })
const connection = (code: string) =>
  new webApi.WebAPIRequestError(
    new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) }),
  )
const forOwner = (error: unknown): string => {
  const outcome = outcomeOf(error)
  return outcome.kind === 'refused' ? outcome.forOwner : outcome.kind
}

const reinstall = 'Whoever runs Paperboy installs it again: api.slack.com/apps → Paperboy → Install App.'

test.each([
  ['channel_not_found', 'Type /invite @Paperboy in it'],
  ['not_in_channel', 'Type /invite @Paperboy in it'],
  ['is_archived', 'Unarchive it'],
  ['restricted_action', 'Posting permissions'],
  ['restricted_action_thread_only_channel', 'Choose another channel'],
  ['account_inactive', reinstall],
  ['token_revoked', reinstall],
  ['invalid_auth', 'copies a new one'],
  ['message_not_found', 'no longer there'],
  ['edit_window_closed', 'A new message works'],
  ['cant_update_message', 'only what it wrote itself'],
  ['msg_too_long', 'in its log'],
  ['invalid_blocks', 'in its log'],
  ['an_error_of_tomorrow', 'in its log'],
])('%s says how to mend it', (error, words) => {
  const sentence = forOwner(platform(error))
  expect(sentence).toContain(words)
  expect(sentence).toMatch(/^[A-Z].*\.$/)
  expect(sentence).not.toMatch(/invalid|\b[a-z]+_[a-z_]+\b|!/i)
  expect(outcomeOf(platform(error))).toMatchObject({ forLog: expect.stringContaining(error) })
})

test('a missing scope is said as what it is for', () => {
  const error = platform('missing_scope', { needed: 'app_mentions:read', provided: 'chat:write' })
  expect(forOwner(error)).toBe(`Paperboy lacks the permission to answer when it is mentioned. ${reinstall}`)
  expect(outcomeOf(error)).toMatchObject({ forLog: expect.stringContaining('needed app_mentions:read') })
  expect(forOwner(platform('missing_scope', { needed: 'channels:read,groups:read,mpim:read' }))).toContain(
    'to see what a channel is',
  )
  expect(forOwner(platform('missing_scope'))).toBe(`Paperboy lacks the permission for this. ${reinstall}`)
})

describe('what was not taken is tried again', () => {
  test('after the time that Slack names', () => {
    expect(outcomeOf(new webApi.WebAPIRateLimitedError(30))).toEqual({ kind: 'retry', afterMs: 30_000 })
    expect(outcomeOf(new webApi.WebAPIRateLimitedError(0))).toEqual({ kind: 'retry', afterMs: 1 })
  })

  test.each([
    ['ratelimited', platform('ratelimited')],
    ['a connection that was never made', connection('ECONNREFUSED')],
    ['HTTP 429', new webApi.WebAPIHTTPError(429, 'Too Many Requests', {}, '')],
  ])('soon, where it names none: %s', (_, error) => {
    expect(outcomeOf(error)).toEqual({ kind: 'retry', afterMs: 5000 })
  })
})

test.each([
  ['a lost connection', connection('ECONNRESET')],
  ['HTTP 503', new webApi.WebAPIHTTPError(503, 'Service Unavailable', {}, '')],
  ['a fault of Slack', platform('internal_error')],
  ['anything else', new Error('what?')],
  ['not even an error', 'what?'],
])('what may have been sent is unknown: %s', (_, error) => {
  expect(outcomeOf(error)).toEqual({ kind: 'unknown', forLog: expect.stringMatching(/\S/) })
})

test('HTTP 404 is our fault', () => {
  expect(forOwner(new webApi.WebAPIHTTPError(404, 'Not Found', {}, ''))).toContain('in its log')
})

test('it is over where the token works for nothing any more', () => {
  expect(fatalReason(platform('token_revoked'))).toBe(`Paperboy's token was taken back. ${reinstall}`)
  expect(fatalReason(platform('account_inactive'))).toContain('was removed from this workspace')
  for (const error of [
    platform('missing_scope'),
    platform('is_archived'),
    connection('ECONNRESET'),
    undefined,
  ])
    expect(fatalReason(error)).toBeUndefined()
})
