/** Who the bot is in its workspace, found out at start together with what is wrong with its set-up. */
import { webApi } from '@slack/bolt'
import { UserError } from '../errors.ts'
import { missingScopes } from './manifest.ts'

export interface Identity {
  readonly workspace: string
  readonly botUserId: string
  readonly botId: string
  /** The workspace's address, with a slash at its end. */
  readonly url: string
}

/** @throws UserError `slack.token`, `slack.scopes` or `slack.unreachable`. */
export async function identify(client: webApi.WebClient): Promise<Identity> {
  const said = await client.auth.test().catch((error: unknown) => {
    throw startError(error, 'SLACK_BOT_TOKEN')
  })
  const missing = missingScopes(said.response_metadata?.scopes ?? [])
  if (missing.length > 0) throw scopesError(missing)
  return { workspace: said.team_id!, botUserId: said.user_id!, botId: said.bot_id!, url: said.url! }
}

/** What the person who runs the bot can do about an error at start. `variable` holds the token that was used. */
export function startError(error: unknown, variable: 'SLACK_BOT_TOKEN' | 'SLACK_APP_TOKEN'): UserError {
  if (!(error instanceof webApi.WebAPIPlatformError))
    return new UserError('slack.unreachable', 'Slack could not be reached.', {
      cause: error,
      help: 'Check the network and SLACK_API_URL, then start again.',
    })
  const isBot = variable === 'SLACK_BOT_TOKEN'
  return new UserError('slack.token', `Slack does not accept ${variable} (${error.data.error}).`, {
    cause: error,
    help: isBot
      ? 'Copy the Bot User OAuth Token (xoxb-…) from "OAuth & Permissions".'
      : 'Create an app-level token (xapp-…) with the scope connections:write under "Basic Information".',
  })
}

function scopesError(missing: ReturnType<typeof missingScopes>): UserError {
  const listed = missing.map(({ feature, scopes }) => `${scopes.join(' and ')} (${feature})`).join(', ')
  return new UserError('slack.scopes', `The Slack app lacks scopes: ${listed}.`, {
    help: 'Add them under "OAuth & Permissions" or paste the manifest again, then reinstall the app.',
  })
}
