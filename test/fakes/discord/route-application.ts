/** The bot itself, its commands, and servers: https://docs.discord.com/developers/interactions/application-commands */
import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod'
import { z } from 'zod/mini'
import { bodyOf, type Call, type Handler, ok, refuse, type Routes } from './call.ts'
import { ApiError } from './errors.ts'
import { checkCommands } from './form-rules.ts'
import { guildSummary, memberPayload } from './payloads.ts'
import type { Guild } from './wire.ts'
import type { World } from './world.ts'

interface Command {
  readonly id: string
  readonly name: string
  readonly type?: number
}

const CommandsSchema = z.array(ApplicationCommandUpdateRequestSchema)

/** @param gatewayUrl where the WebSocket is */
export function applicationRoutes(gatewayUrl: () => string): Routes {
  const session = { total: 1000, remaining: 999, reset_after: 14_400_000, max_concurrency: 1 }
  return {
    'GET /gateway/bot': () => ok({ url: gatewayUrl(), shards: 1, session_start_limit: session }),
    'GET /users/@me': ({ world }) => ok(world.seeded.bot),
    'GET /users/:id': ({ world, params }) => ok(known(world.user(params[0]!), 10013)),
    'GET /applications/@me': ({ world }) => ok(application(world)),
    'GET /oauth2/applications/@me': ({ world }) => ok(application(world)),

    'GET /guilds/:id': call => ok(guildSummary(guild(call))),
    'GET /guilds/:id/channels': call =>
      ok(
        [...call.world.channels.values()].filter(
          channel => channel.guild_id === guild(call).id && !channel.thread_metadata,
        ),
      ),
    'GET /guilds/:id/roles': call => ok(guild(call).roles),
    'GET /guilds/:id/members/:id': call =>
      ok(
        memberPayload(
          known(
            guild(call).members.find(({ user }) => user.id === call.params[1]),
            10007,
          ),
        ),
      ),

    'GET /applications/:id/commands': ({ world }) => ok(world.commands.get('global') ?? []),
    'PUT /applications/:id/commands': call => overwrite(call, 'global'),
    'GET /applications/:id/guilds/:id/commands': ({ world, params }) =>
      ok(world.commands.get(params[1]!) ?? []),
    'PUT /applications/:id/guilds/:id/commands': call => overwrite(call, guild(call, 1).id),
  }
}

function known<T>(found: T | undefined, code: 10007 | 10013): T {
  if (found === undefined) throw new ApiError(code)
  return found
}

function guild({ world, params }: Call, at = 0): Guild {
  const found = world.guilds.get(params[at]!)
  if (!found) throw new ApiError(10004)
  if (!found.joined) throw new ApiError(50001)
  return found
}

/** A command of a known name keeps its id; what isn't named is gone. */
function overwrite(call: Call, scope: string): ReturnType<Handler> {
  const { world } = call
  const wanted = bodyOf(call, CommandsSchema) as readonly Omit<Command, 'id'>[]
  refuse(call, checkCommands(wanted))
  const before = (world.commands.get(scope) ?? []) as readonly Command[]
  const commands = wanted.map(command => {
    const type = command.type ?? 1
    const id = before.find(each => each.name === command.name && (each.type ?? 1) === type)?.id ?? world.id()
    const isGlobal = scope === 'global'
    return {
      default_member_permissions: null,
      ...command,
      // They are for global commands only.
      ...(isGlobal ? {} : { integration_types: undefined, contexts: undefined, guild_id: scope }),
      id,
      type,
      application_id: world.seeded.bot.id,
      version: world.id(),
    }
  })
  world.commands.set(scope, commands)
  world.changed()
  return ok(commands)
}

const application = ({ seeded: { bot, ada } }: World): object => ({
  id: bot.id,
  name: bot.global_name,
  icon: null,
  description: '',
  bot,
  owner: ada,
  team: null,
  flags: 0,
  bot_public: true,
  bot_require_code_grant: false,
  verify_key: '0'.repeat(64),
  integration_types_config: { 0: {}, 1: {} },
})
