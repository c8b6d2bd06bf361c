/** What every platform needs of every command, and what the README says of them. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { commands, completers } from '../../commands/index.ts'
import { isInternal } from '../../src/chat/command.ts'
import { formatCommandLine, parseCommandLine } from '../../src/chat/command-line.ts'
import { checkOptions, describeOptions } from '../../src/chat/options.ts'
import { variables } from '../../src/config.ts'
import { permissions } from '../../src/discord/permissions.ts'
import { scopeTable } from '../../src/slack/manifest.ts'

// Discord, of a slash command and of its sub-commands:
// https://discord.com/developers/docs/interactions/application-commands
const limits = { name: 32, description: 100, options: 25, choices: 25, subCommands: 25, characters: 8000 }
const discordName = /^[-_\p{Ll}\p{N}]+$/u

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const rows = readme
  .split('\n')
  .map(line => line.trim())
  .filter(line => line.startsWith('|'))
  .map(line => line.split('|').map(cell => cell.trim()))

const each = commands.map(command => ({ name: command.name, command }))
const listed = each.filter(({ command }) => !isInternal(command))
const shownOptions = (command: (typeof commands)[number]) =>
  describeOptions(command).filter(option => !option.internal)

test('commands have different names, and there is room for all of them', () => {
  expect(new Set(commands.map(({ name }) => name)).size).toBe(commands.length)
  expect(commands.length).toBeLessThanOrEqual(limits.subCommands)
})

test.each(each)('$name fits every platform', ({ command }) => {
  const options = shownOptions(command)
  for (const name of [command.name, ...options.map(option => option.name)]) {
    expect(name).toMatch(discordName)
    expect(name.length).toBeLessThanOrEqual(limits.name)
  }
  for (const text of [command.summary, ...options.map(({ description }) => description)]) {
    expect(text.length).toBeGreaterThan(0)
    expect(text.length).toBeLessThanOrEqual(limits.description)
  }
  expect(options.length).toBeLessThanOrEqual(limits.options)
  for (const { choices = [] } of options) {
    expect(choices.length).toBeLessThanOrEqual(limits.choices)
    for (const choice of choices) expect(choice.length).toBeLessThanOrEqual(limits.description)
  }
})

test('all commands together fit into one slash command', () => {
  const texts = commands.flatMap(command => [
    command.name,
    command.summary,
    ...shownOptions(command).flatMap(({ name, description, choices = [] }) => [
      name,
      description,
      // Once as what is shown, once as the value.
      ...choices,
      ...choices,
    ]),
  ])
  expect(texts.join('').length).toBeLessThanOrEqual(limits.characters)
})

test.each(each)('$name: every option is described in words of its own', ({ command }) => {
  const names = Object.keys(command.options.shape)
  expect(describeOptions(command).map(({ name }) => name)).toEqual(names)
  for (const { name, description } of describeOptions(command)) expect(description).not.toBe(name)
})

test.each(each)('$name: no word of its texts breaks the tone', ({ command }) => {
  const texts = [command.summary, ...describeOptions(command).map(({ description }) => description)]
  for (const text of texts)
    expect(text).not.toMatch(/!|\binvalid\b|\bephemeral\b|\bslot\b|\bledger\b|\bclaim|oops|sorry/i)
})

test.each(listed.flatMap(({ command }) => command.examples.map(example => ({ example, command }))))(
  'the example "$example" works',
  ({ example, command }) => {
    const read = parseCommandLine(example, commands)
    if ('reply' in read) throw new Error(read.reply.summary)
    expect(read.command).toBe(command.name)
    expect(() => checkOptions(command, read.options)).not.toThrow()
    expect(parseCommandLine(formatCommandLine(read, commands), commands)).toEqual(read)
    expect(parseCommandLine(`/papers ${example}`, commands)).toEqual(read)
  },
)

test.each(listed)(
  '$name runs from what is typed, from a button, a mention and a direct message',
  ({ command }) => {
    expect(command.surfaces).toEqual(expect.arrayContaining(['typed', 'button', 'mention', 'direct']))
  },
)

test('every completer is used, and every one that is named exists', () => {
  const named = commands.flatMap(command =>
    describeOptions(command).flatMap(({ completes }) => completes ?? []),
  )
  expect(new Set(named)).toEqual(new Set(Object.keys(completers)))
})

test.each(listed)('the README’s table has $name with its summary', ({ command }) => {
  const row = rows.find(cells => cells.includes(`\`${command.name}\``))
  expect(row?.join(' | ')).toContain(command.summary)
})

test.each(Object.keys(variables.shape))('the README’s table has the variable %s', name => {
  expect(rows.some(cells => cells.join(' ').includes(`\`${name}\``))).toBe(true)
})

test.each(permissions)('the README’s table has the permission $name', ({ name, why }) => {
  expect(rows).toContainEqual(['', name, why, ''])
})

test.each(scopeTable)('the README’s table has the scopes $scopes', ({ scopes, why }) => {
  expect(rows).toContainEqual(['', scopes.map(scope => `\`${scope}\``).join(', '), why, ''])
})
