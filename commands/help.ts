import { z } from 'zod'
import { type CommandDescription, defineCommand } from '../src/chat/command.ts'
import { describeOptions } from '../src/chat/options.ts'
import { notice, smallText } from '../src/chat/replies.ts'
import type { ActionButton, Block, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import type { Services } from './services.ts'
import { isFirst, nothingByItself, setUp } from './shared/first-contact.ts'
import { homeBlocks } from './shared/home.ts'

/** Commands that help shows at first. */
const first = 6
/** Where a command's name is expected, shows every command. */
const all = 'all'

const schema = z.object({
  command: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('one command in detail')
    .meta({ completes: 'commands' }),
  joined: z
    .enum(['yes'])
    .optional()
    .describe('say first that nothing is posted by itself')
    .meta({ internal: true }),
})

/** The help command over all commands, itself included, which is why it takes a function. */
export function createHelp(known: () => readonly CommandDescription[]) {
  return defineCommand<Services, typeof schema>({
    name: 'help',
    summary: 'Show what Paperboy can do',
    options: schema,
    examples: ['help', 'help search', 'help all'],
    access: 'anyone',
    surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
    run: async (request, services) => {
      const { options, surface, place } = request
      if (options.joined) await isFirst(place, services)
      const reply = replyTo(options, known())
      if (surface !== 'home' || options.joined) return { reply }
      return { reply: { ...reply, blocks: [...reply.blocks, ...(await homeBlocks(request, services))] } }
    },
  })
}

function replyTo(
  { command, joined }: z.infer<typeof schema>,
  commands: readonly CommandDescription[],
): Reply {
  if (command?.toLowerCase() === all) return list(commands)
  if (command) return detail(command, commands)
  return joined ? firstContact() : overview(commands)
}

/** Said once to whoever invites the bot into a channel. */
function firstContact(): Reply {
  return notice(nothingByItself, {
    buttons: [
      { ...setUp, style: 'primary' },
      { ...search, label: 'Try a search' },
    ],
  })
}

const search: ActionButton = { label: 'Search', command: 'search', options: { query: '', filter: 'yes' } }

const beginnings: readonly ActionButton[] = [
  { ...search, style: 'primary' },
  { label: 'Newest list', command: 'daily', options: {} },
  setUp,
  { label: 'How to search', command: 'help', options: { command: 'search' } },
]

const everything: ActionButton = { label: 'All commands', command: 'help', options: { command: all } }

function overview(commands: readonly CommandDescription[]): Reply {
  return {
    summary: 'What Paperboy can do',
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: 'Paperboy' }, ': Daily Papers and arXiv, where you talk'] },
      ...commands.slice(0, first).map(lineOf),
      { kind: 'buttons', buttons: [...beginnings, everything] },
    ],
  }
}

function list(commands: readonly CommandDescription[]): Reply {
  return {
    summary: 'Everything Paperboy can do',
    visibility: 'private',
    blocks: [{ kind: 'heading', text: [{ bold: 'All commands' }] }, ...commands.map(lineOf)],
  }
}

const lineOf = ({ examples, summary }: CommandDescription): Block => ({
  kind: 'text',
  text: rich`${{ code: typed(examples[0]) }}: ${summary}`,
})

/** As every platform takes it. */
const typed = (line: string): string => `/papers ${line}`

function detail(name: string, commands: readonly CommandDescription[]): Reply {
  const command = commands.find(candidate => candidate.name === name.toLowerCase())
  if (!command)
    throw new UserError('help.unknown', `There is no command "${name}".`, {
      help: `There are ${commands.map(other => other.name).join(', ')}, as in: help search`,
    })
  const optionLines = describeOptions(command)
    .filter(option => !option.internal)
    .map((option): Block => {
      const values = option.choices ? ` (${option.choices.join(', ')})` : ''
      return { kind: 'text', text: rich`${{ code: option.name }}: ${option.description}${values}` }
    })
  return {
    summary: `${command.name}: ${command.summary}`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: rich`${{ bold: command.name }}: ${command.summary}` },
      ...optionLines,
      ...command.examples.map(example => smallText(rich`For example ${{ code: typed(example) }}`)),
      ...(command.menu ? [smallText(rich`In the menu of a message: ${{ bold: command.menu }}`)] : []),
    ],
  }
}
