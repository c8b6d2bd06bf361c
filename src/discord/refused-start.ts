/** Why Discord cannot be used, in one sentence for the person who runs Paperboy. */
import { DiscordAPIError, DiscordjsErrorCodes } from 'discord.js'
import { explain, UserError } from '../errors.ts'

/** @param error whatever the first requests to Discord were rejected with. */
export function refusedStart(error: unknown, apiUrl: string): UserError {
  if (error instanceof UserError) return error
  if (isTokenRefused(error)) return refusedToken(error)
  if (error instanceof DiscordAPIError) return refusedRequest(error)
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

/** Discord says which part of what was sent it does not take; that may be several lines. */
function refusedRequest(error: DiscordAPIError): UserError {
  const said = error.message.replace(/\s*\n\s*/g, '; ')
  return new UserError(
    'discord.refused',
    `Discord refused ${error.method} ${pathOf(error)}: ${said} (${error.code}).`,
    {
      cause: error,
      help: 'Install the newest version of Paperboy; if that changes nothing, report this line.',
    },
  )
}

const pathOf = ({ url }: DiscordAPIError): string => new URL(url).pathname

/** By REST, by discord.js before it asks, or by the gateway. */
function isTokenRefused(error: unknown): boolean {
  if (error instanceof DiscordAPIError) return error.status === 401
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? error.code : undefined
  return code === DiscordjsErrorCodes.TokenInvalid || error.message === 'Authentication failed'
}
