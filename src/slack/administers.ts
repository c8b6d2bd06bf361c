/** Who administers the workspace. https://docs.slack.dev/reference/methods/users.info */
import type { webApi } from '@slack/bolt'
import { UserError } from '../errors.ts'
import { codeOf } from './outcomes.ts'

/**
 * Asked of Slack each time: nothing is remembered that could have been taken away. Whoever administers another company's
 * workspace, and is met in a shared channel, does not. Rejects where Slack doesn't tell.
 */
export async function administers(
  person: string,
  workspace: string,
  client: webApi.WebClient,
): Promise<boolean> {
  const { user } = await client.users.info({ user: person })
  const isOurs = user?.team_id === workspace && !user.deleted && !user.is_stranger
  return isOurs && Boolean(user.is_admin || user.is_owner)
}

/** Why it isn't known, for who asked. */
export function notTold(cause: unknown): UserError {
  return codeOf(cause) === 'missing_scope'
    ? new UserError('slack.scopes', 'Paperboy may not ask Slack who administers this workspace.', {
        cause,
        help: 'Whoever runs Paperboy pastes its manifest again (it has the scope users:read now) and reinstalls the app.',
      })
    : new UserError('slack.unreachable', 'Slack does not say now who administers this workspace.', {
        cause,
        help: 'Try again in a minute.',
      })
}
