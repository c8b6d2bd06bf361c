import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { NeverSent, outcomeOf } from '../../src/discord/outcomes.ts'
import { missingPermissions, permissions } from '../../src/discord/permissions.ts'

const url = 'https://discord.com/api/v10/webhooks/1/A-TOKEN-OF-AN-INTERACTION/messages'
const request = { body: undefined, files: undefined }

const apiError = (code: number, status: number, raw: object = {}): DiscordAPIError =>
  new DiscordAPIError({ code, message: 'Discord says', ...raw }, code, status, 'POST', url, request)

const rateLimit = (timeToReset: number): RateLimitError =>
  new RateLimitError({
    timeToReset,
    limit: 5,
    method: 'POST',
    hash: 'h',
    url,
    route: '/channels/:id/messages',
    majorParameter: '1',
    global: false,
    retryAfter: 900,
    sublimitTimeout: 0,
    scope: 'user',
  })

describe('a person has to mend', () => {
  test.each([
    [10_003, 404, /no longer exists/],
    [10_004, 404, /Invite it again/],
    [10_008, 404, /deleted/],
    [10_062, 404, /Ask again/],
    [30_046, 429, /no more changes/],
    [30_046, 400, /no more changes/],
    [40_058, 400, /forum/],
    [40_060, 400, /answered already/],
    [40_066, 400, /allow Manage Posts: Edit channel/],
    [40_067, 400, /requires a tag/],
    [50_001, 403, /Allow View Channel: Edit channel → Permissions/],
    [50_007, 403, /no direct messages/],
    [50_013, 403, /It needs View Channel, Send Messages, .* and Send Messages in Threads/],
    [50_035, 400, /in its log/],
    [50_083, 400, /archived/],
    [160_005, 400, /Unlock it, or allow Manage Threads: Edit channel/],
    [160_006, 400, /Archive some/],
    [0, 401, /token/],
    [0, 403, /permission/],
    [0, 404, /no longer exists/],
    [999_999, 400, /in its log/],
  ])('code %i with status %i', (code, status, sentence) => {
    const outcome = outcomeOf(apiError(code, status))
    expect(outcome).toEqual({
      kind: 'refused',
      forOwner: expect.stringMatching(sentence) as string,
      forLog: expect.stringContaining(`status ${status}`) as string,
    })
    const { forOwner, forLog } = outcome as Extract<typeof outcome, { kind: 'refused' }>
    expect(forOwner).not.toMatch(/\d{3}|invalid|ephemeral|slot|ledger|claim|!|Oops|Sorry|undefined/i)
    expect(forOwner).toMatch(/\.$/)
    expect(forLog).not.toContain('TOKEN')
  })

  test('the log has what Discord did not accept', () => {
    const errors = {
      components: { 0: { _errors: [{ code: 'BASE_TYPE_MAX_LENGTH', message: 'Must be 80 or fewer' }] } },
    }
    expect(outcomeOf(apiError(50_035, 400, { errors }))).toHaveProperty(
      'forLog',
      expect.stringMatching(/Must be 80 or fewer.*code 50035/su),
    )
  })
})

describe('to be tried again: nothing was sent', () => {
  test.each([
    ['a limit that the client keeps', rateLimit(1234.5), 1235],
    ['a limit that Discord keeps', apiError(0, 429, { retry_after: 0.65 }), 650],
    ['slow mode', apiError(20_016, 429, { retry_after: 21.4 }), 21_400],
    ['a limit without a wait', apiError(0, 429), 5000],
    ['a turn that never came', new NeverSent('It waited too long for its turn.'), 5000],
    ['nothing listens', Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }), 5000],
    ['no such host', new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }), 5000],
  ])('%s', (_name, error, afterMs) => {
    expect(outcomeOf(error)).toEqual({ kind: 'retry', afterMs })
  })
})

describe('unknown: it may have been sent', () => {
  test.each([
    ['a fault of Discord', new HTTPError(502, 'Bad Gateway', 'POST', url, request)],
    ['an overloaded Discord', apiError(130_000, 503)],
    ['a time-out', new DOMException('This operation was aborted', 'AbortError')],
    ['a reset', Object.assign(new Error('read'), { code: 'ECONNRESET' })],
    ['a reset below fetch', new TypeError('fetch failed', { cause: { code: 'UND_ERR_SOCKET' } })],
    ['anything thrown', 'why'],
    ['nothing thrown', undefined],
  ])('%s', (_name, error) => {
    const outcome = outcomeOf(error)
    expect(outcome).toEqual({ kind: 'unknown', forLog: expect.stringMatching(/./) as string })
    expect(JSON.stringify(outcome)).not.toContain('TOKEN')
  })
})

describe('permissions', () => {
  const all = permissions.reduce((sum, { bit }) => sum | bit, 0n)

  test('nothing is missing where all are given', () => {
    expect(
      (['channel', 'forum', 'thread', 'direct'] as const).flatMap(kind =>
        Object.values(missingPermissions(all, kind)).flat(),
      ),
    ).toEqual([])
  })

  test.each([
    ['channel', ['View Channel', 'Send Messages', 'Read Message History']],
    ['forum', ['View Channel', 'Send Messages', 'Read Message History', 'Send Messages in Threads']],
    ['thread', ['View Channel', 'Read Message History', 'Send Messages in Threads']],
    ['direct', []],
  ] as const)('what posting in a %s needs', (kind, names) => {
    expect(missingPermissions(0n, kind).missing).toEqual(names)
  })

  test('what opening a thread in a channel needs besides', () => {
    expect(missingPermissions(0n, 'channel').missingForThreads).toEqual([
      'Create Public Threads',
      'Send Messages in Threads',
    ])
    expect(missingPermissions(0n, 'forum').missingForThreads).toEqual([])
  })

  test('a single one that is missing is named', () => {
    expect(missingPermissions(all & ~(1n << 11n), 'channel').missing).toEqual(['Send Messages'])
  })
})
