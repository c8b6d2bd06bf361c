/** Why Discord could not be used at all, in one sentence for the person who starts Paperboy. */
import { DiscordAPIError } from 'discord.js'
import { explain, UserError } from '../errors.ts'

/** @param error whatever the first requests to Discord were rejected with. */
export function refusedStart(error: unknown, apiUrl: string): UserError {
  const reason = explain(error)
  if ((error instanceof DiscordAPIError && error.status === 401) || /token|authentication/i.test(reason)) {
    return new UserError('discord.token', 'Discord refused the token in DISCORD_TOKEN.', {
      cause: error,
      help: 'Create a new one: https://discord.com/developers/applications → Bot → Reset Token.',
    })
  }
  return new UserError('discord.unreachable', `Discord cannot be reached at ${apiUrl} (${reason}).`, {
    cause: error,
    help: 'Check the network and DISCORD_API_URL.',
  })
}
