/** What people do: type a command, open a menu, press, choose, fill in a form, say something. */
import type { APIApplicationCommandOptionChoice } from 'discord.js'
import { type Done, interact } from './events.ts'
import { Interaction, kind } from './interaction.ts'
import { compose, newThread } from './payloads.ts'
import type {
  Act,
  AutocompleteAct,
  CommandAct,
  FakeDiscord,
  FakeInteraction,
  FakeMessage,
  FakeUser,
  MenuAct,
  OptionValue,
} from './types.ts'
import { channelType, type Component, component, everyComponent } from './wire.ts'
import type { StoredMessage, World } from './world.ts'

type People = Pick<
  FakeDiscord,
  | 'command'
  | 'menu'
  | 'autocomplete'
  | 'press'
  | 'choose'
  | 'submit'
  | 'deliverAgain'
  | 'say'
  | 'rename'
  | 'openPost'
>

/** https://docs.discord.com/developers/resources/message#message-object-message-types */
const messageType = { renamed: 4 } as const

/** Everybody types the one command that there is. */
const rootCommand = 'papers'

/** @param interactions by token; new ones are added */
export function people(world: World, interactions: Map<string, Interaction>): People {
  const does = (act: Act, done: Done): Interaction => interact(world, interactions, act, done)
  const commandId = (name: string): string => {
    const known = [...world.commands.values()].flat() as { id: string; name: string }[]
    return known.find(command => command.name === name)?.id ?? world.id()
  }
  const chatInput = ({ command, options = {} }: CommandAct, more: object[] = []): object => ({
    id: commandId(rootCommand),
    name: rootCommand,
    type: 1,
    options: [{ name: command, type: 1, options: [...Object.entries(options).map(optionOf), ...more] }],
  })

  return {
    command: act => does(act, { type: kind.command, data: chatInput(act) }),
    menu: act => does(act, { type: kind.command, data: menuData(world, act, commandId) }),
    autocomplete: act =>
      completed(does(act, { type: kind.autocomplete, data: chatInput(act, [focused(act)]) })),
    press: (message, name, act = {}) => {
      const button = part(
        message,
        component.button,
        ({ label, custom_id: id }) => label === name || id === name,
        name,
      )
      return does(...pressed(message, button, act))
    },
    choose: (message, name, values, act = {}) => {
      const select = part(
        message,
        component.select,
        ({ placeholder, custom_id: id }) => placeholder === name || id === name,
        name,
      )
      return does(...pressed(message, select, act, chosen(select, values)))
    },
    submit: (opened, values, act = {}) => submit(opened as Interaction, values, act, does),
    deliverAgain: interaction => {
      const { payload, origin } = interaction as Interaction
      world.dispatch('INTERACTION_CREATE', payload, origin.guildId)
    },
    say: (channelId, content, user) => say(world, channelId, content, user),
    rename(threadId, name) {
      world.channels.get(threadId)!.name = name
      say(world, threadId, name, world.seeded.ada, world.id(), { type: messageType.renamed })
    },
    openPost: (forumId, title, user = world.seeded.ada) => {
      const about = { id: world.id(), type: channelType.publicThread, name: title, owner_id: user.id }
      const thread = newThread(world, world.channels.get(forumId)!, about)
      world.channels.set(thread.id, thread)
      say(world, thread.id, title, user, thread.id)
      world.dispatch('THREAD_CREATE', { ...thread, newly_created: true }, thread.guild_id)
      return thread.id
    },
  }
}

function say(
  world: World,
  channelId: string,
  content: string,
  user: FakeUser = world.seeded.ada,
  id = world.id(),
  more: object = {},
): StoredMessage {
  const author = [world.seeded.ada, world.seeded.bob].find(each => each.id === user.id)!
  return world.add({ channelId, raw: compose(world, { id, channelId, author, body: { content }, more }) })
}

/** https://docs.discord.com/developers/interactions/application-commands#application-command-object-application-command-option-type */
function optionOf([name, value]: readonly [string, OptionValue]): object {
  const type =
    typeof value === 'string' ? 3 : typeof value === 'boolean' ? 5 : Number.isInteger(value) ? 4 : 10
  return { name, value, type }
}

const focused = ({ option, typed }: AutocompleteAct): object => ({
  ...optionOf([option, typed]),
  focused: true,
})

async function completed(interaction: Interaction): Promise<APIApplicationCommandOptionChoice[]> {
  await interaction.until(() => interaction.choices !== undefined)
  return [...interaction.choices!]
}

function menuData(
  world: World,
  { name = 'Find papers here', content, channel }: MenuAct,
  commandId: (name: string) => string,
): object {
  const channelId = channel ?? world.seeded.channels.text
  const message = compose(world, { channelId, author: world.seeded.bob, body: { content } }) as { id: string }
  return {
    id: commandId(name),
    name,
    type: 3,
    target_id: message.id,
    resolved: { messages: { [message.id]: message } },
  }
}

function part(
  message: FakeMessage,
  type: number,
  matches: (part: Component) => boolean,
  name: string,
): Component {
  const there = [...everyComponent(message.raw.components as readonly Component[])].filter(
    each => each.type === type,
  )
  const found = there.find(matches)
  if (message.deleted) throw new Error(`The message with "${name}" was deleted`)
  if (found && !found.disabled && !found.url) return found
  const names = there.map(
    ({ label, placeholder, disabled }) => `${label ?? placeholder}${disabled ? ' (disabled)' : ''}`,
  )
  throw new Error(`There is no "${name}" to press, but: ${names.join(', ') || 'nothing'}`)
}

/** A private message is pressed by the one who sees it. */
function pressed(
  message: FakeMessage,
  { type, custom_id: id, id: at }: Component,
  act: Act,
  values?: readonly string[],
): [Act, Done] {
  const { askedBy } = message as StoredMessage
  const user = act.user ?? (message.ephemeral ? askedBy : undefined)
  if (message.ephemeral && user?.id !== askedBy?.id)
    throw new Error(`Only ${askedBy?.username} sees the message`)
  const data = { component_type: type, custom_id: id, id: at, ...(values ? { values } : {}) }
  const done = { type: kind.component, data, source: message as StoredMessage }
  return [{ channel: message.channelId, ...act, ...(user ? { user } : {}) }, done]
}

function chosen(
  { options = [], min_values: min = 1, max_values: max = 1 }: Component,
  wanted: readonly string[],
): string[] {
  const values = wanted.map(name => {
    const option = options.find(({ value, label }) => value === name || label === name)
    if (!option)
      throw new Error(`There is no option "${name}", but: ${options.map(({ label }) => label).join(', ')}`)
    return option.value
  })
  if (values.length < min || values.length > max)
    throw new Error(`${values.length} chosen of ${min} to ${max}`)
  return values
}

type Values = Readonly<Record<string, string | readonly string[]>>

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-modal-submit-data-structure */
function submit(
  opened: Interaction,
  values: Values,
  act: Act,
  does: (act: Act, done: Done) => Interaction,
): FakeInteraction {
  const { form, origin } = opened
  if (!form) throw new Error('No form was opened')
  const names = new Set<string>()
  const components = form.components.map((row, at) => filledRow(row, at + 1, values, names))
  const unknown = Object.keys(values).filter(name => !names.has(name))
  if (unknown.length) throw new Error(`The form has no ${unknown.join(', ')}, but: ${[...names].join(', ')}`)
  const { user, channelId: channel, userInstalled, source } = origin
  return does(
    { user, channel, userInstalled, ...act },
    { type: kind.form, data: { custom_id: form.custom_id, components }, source },
  )
}

function filledRow(row: Component, id: number, values: Values, names: Set<string>): object {
  const input = row.component ?? row.components?.[0]
  if (!input) return { type: row.type, id }
  const label = row.label ?? input.label ?? ''
  for (const name of [label, input.custom_id!]) names.add(name)
  const filled = filledInput(input, label, values[input.custom_id!] ?? values[label])
  return row.component
    ? { type: row.type, id, component: filled }
    : { type: row.type, id, components: [filled] }
}

/** Discord's own client lets nobody send a form that breaks its rules. */
function filledInput(input: Component, label: string, given: string | readonly string[] | undefined): object {
  const { type, custom_id, min_length: min = 0, max_length: max = 4000, required = true } = input
  if (type === component.select) {
    const defaults = (input.options ?? []).filter(option => option.default).map(({ value }) => value)
    return { type, custom_id, values: chosen(input, given === undefined ? defaults : [given].flat()) }
  }
  const value = String(given ?? input.value ?? '')
  if (required && value === '') throw new Error(`"${label}" must be filled in`)
  if (value !== '' && (value.length < min || value.length > max))
    throw new Error(`"${label}" takes ${min} to ${max} characters`)
  return { type, custom_id, value }
}
