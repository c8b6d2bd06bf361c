/** `papers register discord`: tells Discord which commands there are. A step of its own, never part of a start. */
import { commands } from '../../commands/index.ts'
import type { Config } from '../config.ts'
import { permissions } from '../discord/permissions.ts'
import { register } from '../discord/register.ts'
import { UserError } from '../errors.ts'

export interface RegisterFlags {
  /** The id of one server; all servers when left out. */
  readonly guild?: string
  /** Takes the commands of that server away again. */
  readonly remove?: true
}

/** @throws UserError `register.token` without a token, `register.remove` without a server, and whatever `register` throws. */
export async function runRegister(config: Config, { guild, remove }: RegisterFlags): Promise<void> {
  const { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl } = config
  if (!token)
    throw new UserError('register.token', 'DISCORD_TOKEN is not set.', {
      help: 'It stands under Bot → Token at https://discord.com/developers/applications.',
    })
  if (remove && !guild)
    throw new UserError('register.remove', '--remove takes away the commands of one server; none is named.', {
      help: `Name it: ${removal('1046132480812345678')}`,
    })
  const { changes, invite } = await register({ token, apiUrl, guild, commands: remove ? [] : commands })
  for (const change of changes) console.log(change)
  if (remove) return
  if (guild)
    console.log(`\nCommands for all servers show beside these. To take these away: ${removal(guild)}`)
  console.log(`\nInvite Paperboy to a server, with the permissions that it needs:\n${invite}\n`)
  for (const { name, why } of permissions) console.log(`  ${name}: ${why}`)
}

const removal = (guild: string): string => `npm run -s papers -- register discord --guild ${guild} --remove`
