import { z } from 'zod'
import { type CommandDescription, defineCommand } from '../src/chat/command.ts'
import { describeOptions } from '../src/chat/options.ts'
import type { Block, Reply } from '../src/chat/reply.ts'
import { rich } from '../src/chat/rich-text.ts'
import { UserError } from '../src/errors.ts'
import type { Services } from './services.ts'

const schema = z.object({
  command: z
    .string()
    .trim()
    .max(100)
    .optional()
    .describe('one command in detail')
    .meta({ completes: 'commands' }),
})

/** The help command over all commands, itself included, which is why it takes a function. */
export function createHelp(all: () => readonly CommandDescription[]) {
  return defineCommand<Services, typeof schema>({
    name: 'help',
    summary: 'Show what Paperboy can do',
    options: schema,
    examples: ['help', 'help search'],
    access: 'anyone',
    visibility: 'private',
    surfaces: ['typed', 'button', 'message', 'mention', 'direct', 'home'],
    run: async ({ options }) => ({
      reply: options.command ? detail(options.command, all()) : overview(all()),
    }),
  })
}

function overview(commands: readonly CommandDescription[]): Reply {
  return {
    summary: 'What Paperboy can do',
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: [{ bold: 'Paperboy' }, ': Daily Papers and arXiv, where you talk'] },
      ...commands.map(
        (command): Block => ({
          kind: 'text',
          text: rich`${{ code: command.examples[0] }}: ${command.summary}`,
        }),
      ),
      {
        kind: 'buttons',
        buttons: [
          { label: 'Search', command: 'search', options: { query: '', filter: 'yes' }, style: 'primary' },
          { label: 'Daily papers', command: 'daily', options: {} },
          { label: 'How to search', command: 'help', options: { command: 'search' } },
        ],
      },
    ],
  }
}

function detail(name: string, commands: readonly CommandDescription[]): Reply {
  const command = commands.find(candidate => candidate.name === name.toLowerCase())
  if (!command)
    throw new UserError('help.unknown', `There is no command "${name}".`, {
      help: `There are ${commands.map(known => known.name).join(', ')}, as in: help search`,
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
      ...command.examples.map(
        (example): Block => ({ kind: 'text', small: true, text: ['For example ', { code: example }] }),
      ),
    ],
  }
}
