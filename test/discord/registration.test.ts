import { PermissionFlagsBits } from 'discord.js'
import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import type { CommandDescription } from '../../src/chat/command.ts'
import { permissions } from '../../src/discord/permissions.ts'
import { changesBetween, inviteLink, registrationOf } from '../../src/discord/registration.ts'

const command = (more: Partial<CommandDescription>): CommandDescription => ({
  name: 'search',
  summary: 'Find papers',
  options: z.object({
    sort: z.enum(['newest', 'upvotes']).optional().describe('what comes first'),
    query: z.string().max(10_000).describe('words').meta({ completes: 'queries' }),
    page: z.string().optional().meta({ internal: true }),
    near: z.string().max(200).optional().describe('x'.repeat(120)),
  }),
  examples: ['search kv cache'],
  access: 'anyone',
  surfaces: ['typed'],
  ...more,
})
const reach = { integration_types: [0, 1], contexts: [0, 1, 2] }

test('a sub-command for each typed command, an entry for each menu', () => {
  const shown = [
    command({}),
    command({ name: 'home', surfaces: ['home'] }),
    command({ name: 'mentioned', surfaces: ['message'], menu: 'Find papers here' }),
  ]
  expect(registrationOf(shown)).toEqual([
    {
      type: 1,
      name: 'papers',
      description: 'Search and follow Daily Papers and arXiv',
      ...reach,
      options: [
        {
          type: 1,
          name: 'search',
          description: 'Find papers',
          options: [
            {
              type: 3,
              name: 'query',
              description: 'words',
              required: true,
              min_length: 1,
              max_length: 6000,
              autocomplete: true,
            },
            {
              type: 3,
              name: 'sort',
              description: 'what comes first',
              required: false,
              choices: [
                { name: 'newest', value: 'newest' },
                { name: 'upvotes', value: 'upvotes' },
              ],
            },
            { type: 3, name: 'near', description: `${'x'.repeat(99)}…`, required: false, max_length: 200 },
          ],
        },
      ],
    },
    { type: 3, name: 'Find papers here', ...reach },
  ])
})

test('what is for one server says nothing of where it can be used', () => {
  const here = command({ name: 'mentioned', surfaces: ['message'], menu: 'Find papers here' })
  for (const one of registrationOf([command({}), here], 'one server')) {
    expect(one).not.toHaveProperty('contexts')
    expect(one).not.toHaveProperty('integration_types')
  }
})

describe('what Paperboy registers', () => {
  const registered = registrationOf(commands)

  test('is taken by Discord', () => {
    for (const one of registered) ApplicationCommandUpdateRequestSchema.parse(one)
    const [root] = registered
    const options = root && 'options' in root ? root.options! : []
    expect(options.length).toBeGreaterThan(3)
    expect(options.length).toBeLessThanOrEqual(25)
    expect(registered.length).toBeLessThanOrEqual(1 + 15)
    const names = [...JSON.stringify(options).matchAll(/"type":[13],"name":"([^"]*)"/g)].map(
      ([, name]) => name!,
    )
    expect(names.filter(name => !/^[-_\p{Ll}\p{N}]{1,32}$/u.test(name))).toEqual([])
  })

  test('has at most 8,000 characters of names, descriptions and values', () => {
    const texts = [
      ...JSON.stringify(registered[0]).matchAll(/"(?:name|description|value)":("(?:\\.|[^"])*")/g),
    ]
    const characters = texts.map(([, text]) => (JSON.parse(text!) as string).length)
    expect(characters.reduce((sum, length) => sum + length, 0)).toBeLessThanOrEqual(8000)
  })

  test('required options come first', () => {
    const [root] = registered as { options: { options: { required: boolean }[] }[] }[]
    for (const { options } of root!.options) {
      const flags = options.map(({ required }) => required)
      expect(flags).toEqual(flags.toSorted((a, b) => Number(b) - Number(a)))
    }
  })
})

/** As Discord returns what was registered. */
const returned = (registered: readonly object[]) =>
  registered.map((one, at) => ({
    ...(JSON.parse(JSON.stringify(one).replaceAll(',"required":false', '')) as { name: string }),
    id: `${at}`,
    version: '7',
    default_member_permissions: null,
    nsfw: false,
    name_localizations: null,
  }))

describe('what changes', () => {
  const search = command({})
  const trending = command({ name: 'trending' })
  const here = command({ name: 'mentioned', surfaces: ['message'], menu: 'Find papers here' })

  test('nothing', () => {
    const registered = registrationOf([search, here])
    expect(changesBetween(returned(registered), registered)).toEqual(['nothing changed'])
  })

  test('nothing in one server, whatever Discord says of where it can be used', () => {
    const registered = registrationOf([search, here], 'one server')
    const before = returned(registered).map(one => ({ ...one, integration_types: [0], contexts: null }))
    expect(changesBetween(before, registered, 'one server')).toEqual(['nothing changed'])
  })

  test('everything is new', () => {
    expect(changesBetween([], registrationOf([search, here]))).toEqual([
      'new: /papers',
      'new: /papers search',
      'new: Find papers here (menu of a message)',
    ])
  })

  test('new, changed and gone', () => {
    const before = returned(registrationOf([search, here]))
    const after = registrationOf([command({ summary: 'Find them' }), trending])
    expect(changesBetween(before, after)).toEqual([
      'changed: /papers search',
      'new: /papers trending',
      'gone: Find papers here (menu of a message)',
    ])
  })
})

test('the link invites the bot with the permissions of the table', () => {
  const link = new URL(inviteLink('1234'))
  expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize')
  expect(link.searchParams.get('client_id')).toBe('1234')
  expect(link.searchParams.get('scope')).toBe('bot applications.commands')
  const {
    ViewChannel,
    SendMessages,
    AttachFiles,
    ReadMessageHistory,
    CreatePublicThreads,
    SendMessagesInThreads,
  } = PermissionFlagsBits
  expect(BigInt(link.searchParams.get('permissions')!)).toBe(
    ViewChannel |
      SendMessages |
      AttachFiles |
      ReadMessageHistory |
      CreatePublicThreads |
      SendMessagesInThreads,
  )
  expect(permissions.every(({ name, why }) => name !== '' && why !== '')).toBe(true)
})
