/** `papers register discord`: tells Discord which commands there are. A step of its own, never part of a start. */
import { commands } from '../../commands/index.ts'
import type { Config } from '../config.ts'
import { permissions } from '../discord/permissions.ts'
import { register } from '../discord/register.ts'
import { UserError } from '../errors.ts'

export interface RegisterFlags {
  /** The id of one server; all servers when left out. */
  readonly guild?: string
}

/** @throws UserError `register.token` without a token, and whatever `register` throws. */
export async function runRegister(config: Config, { guild }: RegisterFlags): Promise<void> {
  const token = config.DISCORD_TOKEN
  if (!token)
    throw new UserError('register.token', 'DISCORD_TOKEN is not set.', {
      help: 'It stands under Bot → Token at https://discord.com/developers/applications.',
    })
  const { changes, invite } = await register({ token, apiUrl: config.DISCORD_API_URL, commands, guild })
  for (const change of changes) console.log(change)
  console.log(`\nInvite Paperboy to a server, with the permissions that it needs:\n${invite}\n`)
  for (const { name, why } of permissions) console.log(`  ${name}: ${why}`)
}
