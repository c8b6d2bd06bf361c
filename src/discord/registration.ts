/**
 * Commands as Discord registers them: one root with a sub-command each, and the entries of a message's menu
 * (https://discord.com/developers/docs/interactions/application-commands). Pure.
 */
import { isDeepStrictEqual } from 'node:util'
import {
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIApplicationCommandsJSONBody,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js'
import { type CommandDescription, isInternal } from '../chat/command.ts'
import { describeOptions, type OptionDescription } from '../chat/options.ts'
import { limits } from './limits.ts'
import { permissions } from './permissions.ts'
import { writeLabel } from './render/text.ts'

const rootCommand = 'papers'

/** For all servers and people, or for one server. */
export type Reach = 'everywhere' | 'one server'

/** In servers, in direct messages with the bot, and in other conversations. What is for one server says nothing of it. */
const reaches: Record<
  Reach,
  Pick<RESTPostAPIApplicationCommandsJSONBody, 'integration_types' | 'contexts'>
> = {
  everywhere: {
    integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
    contexts: [
      InteractionContextType.Guild,
      InteractionContextType.BotDM,
      InteractionContextType.PrivateChannel,
    ],
  },
  'one server': {},
}

/** Everything there is to register; it takes the place of what was registered before. Nothing where there are no commands. */
export function registrationOf(
  commands: readonly CommandDescription[],
  reach: Reach = 'everywhere',
): RESTPostAPIApplicationCommandsJSONBody[] {
  if (commands.length === 0) return []
  const root: RESTPostAPIChatInputApplicationCommandsJSONBody = {
    type: ApplicationCommandType.ChatInput,
    name: rootCommand,
    description: 'Search and follow Daily Papers and arXiv',
    ...reaches[reach],
    options: commands.filter(command => !isInternal(command)).map(subCommand),
  }
  const menus = commands.flatMap(({ menu }) => menu ?? [])
  return [
    root,
    ...menus.map(name => ({ type: ApplicationCommandType.Message as const, name, ...reaches[reach] })),
  ]
}

/** What changes when `after` is registered in place of `before` (as Discord returns it), in sentences. */
export function changesBetween(
  before: readonly Registered[],
  after: readonly RESTPostAPIApplicationCommandsJSONBody[],
  reach: Reach = 'everywhere',
): string[] {
  const [old, now] = [entriesOf(before, reach), entriesOf(after, reach)]
  const named = (name: string): string | undefined => {
    if (!old.has(name)) return `new: ${name}`
    if (!now.has(name)) return `gone: ${name}`
    return isDeepStrictEqual(old.get(name), now.get(name)) ? undefined : `changed: ${name}`
  }
  const changes = [...new Set([...now.keys(), ...old.keys()])]
    .map(named)
    .filter(change => change !== undefined)
  return changes.length > 0 ? changes : ['nothing changed']
}

/** The page where a server's manager invites the bot, with the permissions of the table and no others. */
export function inviteLink(applicationId: string): string {
  const bits = permissions.reduce((sum, { bit }) => sum | bit, 0n)
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: String(bits),
  })
  return `https://discord.com/oauth2/authorize?${query.toString()}`
}

function subCommand(command: CommandDescription): APIApplicationCommandSubcommandOption {
  const options = describeOptions(command).filter(({ internal }) => !internal)
  return {
    type: ApplicationCommandOptionType.Subcommand,
    name: command.name,
    description: writeLabel(command.summary, limits.commandDescription),
    options: [
      ...options.filter(({ required }) => required),
      ...options.filter(({ required }) => !required),
    ].map(stringOption),
  }
}

function stringOption(option: OptionDescription): APIApplicationCommandStringOption {
  const { name, description, required, choices, completes, maxLength } = option
  const common = {
    type: ApplicationCommandOptionType.String as const,
    name,
    description: writeLabel(description, limits.commandDescription),
    required,
  }
  if (choices) {
    return {
      ...common,
      choices: choices.slice(0, limits.optionChoices).map(value => ({ name: value, value })),
    }
  }
  return {
    ...common,
    ...(required && { min_length: 1 }),
    ...(maxLength !== undefined && { max_length: Math.min(maxLength, limits.optionLength) }),
    ...(completes !== undefined && { autocomplete: true }),
  }
}

/** A command as Discord returns it: ours, and more that Discord adds. */
interface Registered {
  readonly name: string
  readonly [key: string]: unknown
}

/** What is compared, by the name that people know: the root, each sub-command, each entry of a menu. */
function entriesOf(commands: readonly object[], reach: Reach): Map<string, unknown> {
  return new Map(commands.flatMap(command => entries(command as Registered, reach)))
}

function entries(command: Registered, reach: Reach): [string, unknown][] {
  const { name, type = ApplicationCommandType.ChatInput, description, options } = command
  const { integration_types, contexts } = command
  const shared = { type, ...(reach === 'everywhere' && { integration_types, contexts }) }
  if (type !== ApplicationCommandType.ChatInput) return [[`${name} (menu of a message)`, shared]]
  const subs = Array.isArray(options) ? (options as Registered[]) : []
  return [
    [`/${name}`, { ...shared, description }],
    ...subs.map((sub): [string, unknown] => [`/${name} ${sub.name}`, comparable(sub)]),
  ]
}

/** Without what says nothing: Discord leaves out `false` and empty lists, and adds `null`. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable)
  if (typeof value !== 'object' || value === null) return value
  const said = Object.entries(value).filter(
    ([, part]) =>
      part !== null && part !== undefined && part !== false && !(Array.isArray(part) && part.length === 0),
  )
  return Object.fromEntries(said.map(([key, part]) => [key, comparable(part)]))
}
