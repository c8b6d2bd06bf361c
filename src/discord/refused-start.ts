/** Why Discord cannot be used, in one sentence for the person who runs Paperboy. */
import { DiscordAPIError, DiscordjsErrorCodes } from 'discord.js'
import { explain, UserError } from '../errors.ts'

/** @param error whatever the first requests to Discord were rejected with. */
export function refusedStart(error: unknown, apiUrl: string): UserError {
  if (error instanceof UserError) return error
  if (isTokenRefused(error)) return refusedToken(error)
  return new UserError('discord.unreachable', `Discord cannot be reached at ${apiUrl} (${explain(error)}).`, {
    cause: error,
    help: 'Check the network and DISCORD_API_URL.',
  })
}

export function refusedToken(cause?: unknown): UserError {
  return new UserError('discord.token', 'Discord refused the token in DISCORD_TOKEN.', {
    cause,
    help: 'Create a new one: https://discord.com/developers/applications → Bot → Reset Token.',
  })
}

/** By REST, by discord.js before it asks, or by the gateway. */
function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === DiscordjsErrorCodes.TokenInvalid || error.message === 'Authentication failed'
}
