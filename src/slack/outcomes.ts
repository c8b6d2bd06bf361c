/**
 * What an error of Slack's Web API means for a post: to be tried again, refused until a person mends it, or unknown.
 * Works on the errors' plain shapes (`@slack/web-api` 8). Codes: https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
import { z } from 'zod'
import type { Outcome } from '../chat/platform.ts'
import { explain } from '../errors.ts'
import { scopeTable } from './manifest.ts'
import { timing } from './timing.ts'

export type Failure = Extract<Outcome, { kind: 'retry' | 'refused' | 'unknown' }>

/** @param error whatever a call of the Web API was rejected with. */
export function outcomeOf(error: unknown): Failure {
  const shape = errorShape.safeParse(error).data ?? {}
  const forLog = describe(error, shape)
  const afterMs = waitOf(shape)
  if (afterMs !== undefined) return { kind: 'retry', afterMs }
  const forOwner = sentenceOf(shape)
  return forOwner === undefined ? { kind: 'unknown', forLog } : { kind: 'refused', forOwner, forLog }
}

/** The sentence for whoever runs Paperboy when its token works for nothing any more; otherwise undefined. */
export function fatalReason(error: unknown): string | undefined {
  return tokenSentences.get(codeOf(error) ?? '')
}

/** Slack's own word for what was wrong; undefined where it didn't answer. */
export const codeOf = (error: unknown): string | undefined => errorShape.safeParse(error).data?.data?.error

const newToken = 'Whoever runs Paperboy copies a new one: api.slack.com/apps → Paperboy → Install App.'
const reinstall = 'Whoever runs Paperboy installs it again: api.slack.com/apps → Paperboy → Install App.'
const invite = 'Type /invite @Paperboy in it'
const ourFault =
  'Slack did not accept what Paperboy wrote. Whoever runs Paperboy finds the reason in its log.'
const gone = 'This message is no longer there, so it cannot be changed.'
const olderThanAllowed =
  'This workspace lets no message of this age be changed (Workspace settings → Message editing). A new message works.'
const postingLimited =
  'Only some people may post in this channel. Allow Paperboy: channel name → Settings → Posting permissions.'

/** Nothing works until who runs the bot does something. */
const tokenSentences: ReadonlyMap<string, string> = new Map([
  ['account_inactive', `Paperboy was removed from this workspace. ${reinstall}`],
  ['token_revoked', `Paperboy's token was taken back. ${reinstall}`],
  ['token_expired', `Paperboy's token has run out. ${newToken}`],
  ['invalid_auth', `Slack does not know Paperboy's token. ${newToken}`],
  ['not_authed', `Slack got no token from Paperboy. ${newToken}`],
  ['team_access_not_granted', `Paperboy is not allowed in this workspace. ${reinstall}`],
])

/** What to say to the channel's owner: what is wrong, and how it is mended. */
const sentences: ReadonlyMap<string, string> = new Map([
  ...tokenSentences,
  [
    'channel_not_found',
    `Slack shows Paperboy no such channel: it is private, or deleted. ${invite}, or choose another channel.`,
  ],
  ['not_in_channel', `Paperboy is not in this channel. ${invite}.`],
  ['is_archived', 'This channel is archived. Unarchive it, or choose another channel for its papers.'],
  ['restricted_action', postingLimited],
  ['restricted_action_read_only_channel', postingLimited],
  ['restricted_action_non_threadable_channel', 'This channel takes no threads. Choose another channel.'],
  [
    'restricted_action_thread_only_channel',
    'This channel takes answers in threads only. Choose another channel.',
  ],
  [
    'ekm_access_denied',
    "This workspace's administrators have stopped posting for now. They can allow it again.",
  ],
  ['access_denied', 'Slack does not let Paperboy in here. An administrator of the workspace can allow it.'],
  ['no_permission', `Paperboy lacks a permission. ${reinstall}`],
  ['user_not_found', 'Slack knows this person no longer. Choose somebody else.'],
  ['user_disabled', "This person's account is deactivated. Choose somebody else."],
  ['cannot_dm_bot', 'Bots take no direct messages. Choose a person.'],
  ['messages_tab_disabled', `Paperboy's direct messages are switched off. ${reinstall}`],
  ['message_not_found', gone],
  ['thread_not_found', 'This thread is no longer there. Start a new one.'],
  ['cannot_reply_to_message', 'This message takes no thread. Start one under another message.'],
  ['cant_update_message', 'Paperboy can change only what it wrote itself.'],
  ['edit_window_closed', olderThanAllowed],
])

/** Slack took nothing, and takes it a moment later. */
const passing = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded', 'service_unavailable'])

/** Slack says of these that part of it may have happened. */
const uncertain = new Set(['fatal_error', 'internal_error', 'request_timeout', 'team_added_to_org'])

function sentenceOf({ code, data, statusCode }: Shape): string | undefined {
  if (data?.error === 'missing_scope') return missingScope(data.needed)
  if (data) return sentences.get(data.error) ?? (uncertain.has(data.error) ? undefined : ourFault)
  if (code?.startsWith('slack_webapi_file_upload')) return ourFault
  return statusCode !== undefined && statusCode >= 400 && statusCode < 500 ? ourFault : undefined
}

/** People read what it is for, not the scope's name. */
function missingScope(needed = ''): string {
  const lacking = scopeTable.find(({ scopes }) => scopes.some(scope => needed.split(',').includes(scope)))
  return `Paperboy lacks the permission ${lacking ? `to ${lacking.feature}` : 'for this'}. ${reinstall}`
}

/** Errors of a connection that was never made: nothing was sent. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

const caused = z.object({ code: z.string().optional().catch(undefined) })
const errorShape = z.object({
  code: z.string().optional().catch(undefined),
  /** Slack's own answer. */
  data: z
    .object({ error: z.string(), needed: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
  statusCode: z.number().optional().catch(undefined),
  /** In seconds. */
  retryAfter: z.number().optional().catch(undefined),
  /** What `fetch` was rejected with; the connection's own error is its cause. */
  original: caused
    .extend({ cause: caused.optional().catch(undefined) })
    .optional()
    .catch(undefined),
})
type Shape = z.infer<typeof errorShape>

/** How long to wait, in milliseconds; undefined where waiting is not what helps. */
function waitOf({ code, data, statusCode, retryAfter, original }: Shape): number | undefined {
  const limited = code === 'slack_webapi_rate_limited_error' || statusCode === 429
  const connection = original?.cause?.code ?? original?.code ?? ''
  if (!limited && !passing.has(data?.error ?? '') && !neverSent.has(connection)) return undefined
  return retryAfter === undefined ? timing.retryMs : Math.max(1, Math.ceil(retryAfter * 1000))
}

function describe(error: unknown, { data, statusCode, original }: Shape): string {
  const details = [
    data && `error ${data.error}`,
    data?.needed && `needed ${data.needed}`,
    statusCode !== undefined && `status ${statusCode}`,
    original?.cause?.code ?? original?.code,
  ].filter(Boolean)
  return [explain(error), ...(details.length > 0 ? [`(${details.join(', ')})`] : [])].join(' ')
}
