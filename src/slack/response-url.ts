/** Answers by `response_url`: five within 30 minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
import { webApi } from '@slack/bolt'
import { PaperboyError, UserError } from '../errors.ts'
import type { Content } from './prepare.ts'

export interface Response extends Partial<Content> {
  readonly response_type?: 'ephemeral' | 'in_channel'
  readonly replace_original?: boolean
  readonly thread_ts?: string
}

/** The address was used five times, or is older than 30 minutes. */
export class UsedUp extends PaperboyError {
  override name = 'UsedUp'
}

/** Characters of what Slack says against an answer that are told of. */
const told = 200

/**
 * @throws UsedUp; WebAPIRateLimitedError where Slack says to wait; PaperboyError `slack.refused` for what it doesn't take,
 *   `slack.response` where it is silent.
 */
export function respond(url: string, response: Response, timeoutMs: number): Promise<void> {
  return send(url, { ...response, unfurl_links: false, unfurl_media: false }, timeoutMs)
}

/**
 * Removes the message that was pressed; one that is gone is as good.
 * @throws UserError `slack.not-removed` where Slack refuses; otherwise as `respond` does.
 */
export async function removePressed(url: string, timeoutMs: number): Promise<void> {
  try {
    // By itself: https://docs.slack.dev/interactivity/handling-user-interaction#deleting_message_response
    await send(url, { delete_original: true }, timeoutMs)
  } catch (error) {
    if (!(error instanceof PaperboyError) || error.code === 'slack.response') throw error
    if (error.message.includes('message_not_found')) return
    const sentence = 'Slack did not remove this message. The log says why.'
    throw new UserError('slack.not-removed', sentence, { cause: error })
  }
}

async function send(url: string, body: object, timeoutMs: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((cause: unknown) => {
    throw new PaperboyError('slack.response', 'Slack did not take an answer.', { cause })
  })
  if (answer.status === 429)
    throw new webApi.WebAPIRateLimitedError(Number(answer.headers.get('retry-after')))
  const said = (await answer.text()).slice(0, told)
  if (/\b(?:used_url|expired_url)\b/u.test(said) || answer.status === 404)
    throw new UsedUp('slack.used-up', `Slack takes no more answers here: ${answer.status} ${said}`)
  if (!answer.ok || said.includes('"ok":false'))
    throw new PaperboyError('slack.refused', `Slack refused an answer: ${answer.status} ${said}`)
}
