/** Tells Discord which commands there are: everything at once, in place of what it knew before. */
import { DiscordAPIError, REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { z } from 'zod'
import type { CommandDescription } from '../chat/command.ts'
import { UserError } from '../errors.ts'
import { refusedStart } from './refused-start.ts'
import { changesBetween, inviteLink, registrationOf } from './registration.ts'

interface RegisterOptions {
  readonly token: string
  readonly apiUrl: string
  /** None: all are taken away. */
  readonly commands: readonly CommandDescription[]
  /** A server's id, to try commands out in it alone; without it they are for all servers and people. */
  readonly guild?: string | undefined
}

/**
 * @returns what changed, in sentences, and the link that invites the bot into a server.
 * @throws UserError when Discord refuses the token or the commands, knows no such server, or cannot be reached.
 */
export async function register(
  options: RegisterOptions,
): Promise<{ readonly changes: readonly string[]; readonly invite: string }> {
  const { token, apiUrl, commands, guild } = options
  const rest = new REST({ version: '10', api: apiUrl, retries: 0 }).setToken(token)
  const reach = guild ? 'one server' : 'everywhere'
  try {
    const { id } = application.parse(await rest.get(Routes.currentApplication()))
    const route = guild ? Routes.applicationGuildCommands(id, guild) : Routes.applicationCommands(id)
    const before = z.array(z.looseObject({ name: z.string() })).parse(await rest.get(route))
    const wanted = registrationOf(commands, reach)
    await rest.put(route, { body: wanted })
    return { changes: changesBetween(before, wanted, reach), invite: inviteLink(id) }
  } catch (error) {
    throw guild !== undefined && isElsewhere(error) ? notIn(guild, error) : refusedStart(error, apiUrl)
  }
}

const application = z.object({ id: z.string() })

const elsewhere: readonly unknown[] = [RESTJSONErrorCodes.UnknownGuild, RESTJSONErrorCodes.MissingAccess]
const isElsewhere = (error: unknown): boolean =>
  error instanceof DiscordAPIError && elsewhere.includes(error.code)

const notIn = (guild: string, cause: unknown): UserError =>
  new UserError('discord.guild', `Paperboy is not in a server with the id ${guild}.`, {
    cause,
    help: 'In Discord, with Developer Mode on (Settings, Advanced), the menu of a server copies its id.',
  })
