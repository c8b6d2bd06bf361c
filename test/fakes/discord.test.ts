/** What tests of the Discord platform rely on, seen by the real discord.js. */
import { Client, ChannelType, Events, type ChatInputCommandInteraction, type TextChannel } from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type FakeDiscord, type FakeInteraction, startFakeDiscord } from './discord/server.ts'

const quiet = { parse: [] }
const v2 = 1 << 15
const saying = (content: string, more: object = {}): object => ({
  flags: v2,
  allowed_mentions: quiet,
  components: [{ type: 10, content }, ...Object.values(more)],
})

let discord: FakeDiscord
let client: Client

async function login(): Promise<void> {
  client = new Client({ intents: 1, rest: { api: discord.url, retries: 0 } })
  client.on('error', () => undefined)
  const ready = new Promise(resolve => client.once(Events.ClientReady, resolve))
  await client.login(discord.token)
  await ready
}

/** A request as the bot sends it: status and body of the answer. */
async function ask(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; body: { [key: string]: unknown } }> {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${discord.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : {} }
}

const callback = (interaction: FakeInteraction, body: object): ReturnType<typeof ask> =>
  ask('POST', `/interactions/${interaction.id}/${interaction.token}/callback`, body)
const webhook = (interaction: FakeInteraction, rest = ''): string =>
  `/webhooks/${discord.applicationId}/${interaction.token}${rest}`
const post = (body: object, channel = discord.channels.text): ReturnType<typeof ask> =>
  ask('POST', `/channels/${channel}/messages`, body)

beforeEach(async () => {
  discord = await startFakeDiscord()
})
afterEach(async () => {
  await client?.destroy()
  await discord.close()
})

describe('discord.js', () => {
  beforeEach(login)

  test('logs in with the one intent, and knows servers, channels and what it may do', async () => {
    expect(discord.gateway.identifies).toMatchObject([{ intents: 1 }])
    const guild = client.guilds.cache.get(discord.guildId)!
    const may = (id: string, who: string): boolean | undefined =>
      guild.channels.cache.get(id)?.permissionsFor(who)?.has('ViewChannel')
    expect(guild.channels.cache.get(discord.channels.forumRequiringTag)?.type).toBe(ChannelType.GuildForum)
    expect(may(discord.channels.text, guild.roles.everyone.id)).toBe(true)
    expect(may(discord.channels.private, guild.roles.everyone.id)).toBe(false)
    expect(may(discord.channels.private, client.user!.id)).toBe(true)
    expect(discord.violations).toEqual([])
  })

  test('a command is acknowledged, then answered, in private', async () => {
    client.on('interactionCreate', async interaction => {
      const asked = interaction as ChatInputCommandInteraction
      await asked.deferReply({ flags: 64 })
      const query = asked.options.getString('query', true)
      await asked.editReply(
        saying(`${asked.options.getSubcommand()} ${query} ${asked.memberPermissions?.has('ManageGuild')}`),
      )
    })
    const interaction = discord.command({ command: 'search', options: { query: 'kv cache' } })
    const answer = await interaction.answered()
    expect(discord.messageText(answer)).toBe('search kv cache true')
    expect(answer).toMatchObject({ ephemeral: true, loading: false, notified: false })
    expect(interaction.ackMs).toBeGreaterThan(0)
    expect(discord.messages(discord.channels.text)).toEqual([])
    expect(discord.violations).toEqual([])
  })

  test('buttons, selects, forms and completions arrive as what they are', async () => {
    const heard: string[] = []
    client.on('interactionCreate', async interaction => {
      if (interaction.isButton()) {
        heard.push(interaction.customId)
        const row = {
          type: 1,
          components: [{ type: 4, custom_id: 'topics', label: 'Topics', style: 1, required: true }],
        }
        await interaction.showModal({ custom_id: 'form', title: 'Subscribe', components: [row] } as never)
      } else if (interaction.isStringSelectMenu()) {
        heard.push(...interaction.values)
        await interaction.update(saying('chosen') as never)
      } else if (interaction.isModalSubmit()) {
        heard.push(interaction.fields.getTextInputValue('topics'))
        await interaction.reply({ ...saying('saved'), flags: v2 | 64 } as never)
      } else if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: `${interaction.options.getFocused()}!`, value: 'x' }])
      }
    })
    const button = { type: 2, style: 1, label: 'Subscribe', custom_id: 'b' }
    const select = {
      type: 3,
      custom_id: 's',
      placeholder: 'Period',
      options: [{ label: 'This week', value: 'week' }],
    }
    await post(
      saying('hello', [
        { type: 1, components: [button] },
        { type: 1, components: [select] },
      ]),
    )
    const message = discord.messages(discord.channels.text)[0]!
    const opened = discord.press(message, 'Subscribe', { user: discord.users.bob })
    await opened.acknowledged()
    expect(opened.modal?.title).toBe('Subscribe')
    expect(() => discord.submit(opened, {})).toThrow('"Topics" must be filled in')
    expect(discord.messageText(await discord.submit(opened, { Topics: 'rag' }).answered())).toBe('saved')
    const chosen = discord.choose(message, 'Period', ['This week'])
    expect(await chosen.answered()).toBe(message)
    expect(chosen.text()).toBe('chosen')
    expect(heard).toEqual(['b', 'rag', 'week'])
    expect(await discord.autocomplete({ command: 'search', option: 'query', typed: 'ma' })).toEqual([
      { name: 'ma!', value: 'x' },
    ])
    expect(() => discord.press(message, 'Nothing')).toThrow('There is no "Nothing"')
    expect(discord.violations).toEqual([])
  })

  test('what only a user installed comes without the server', async () => {
    const seen = new Promise<ChatInputCommandInteraction>(resolve =>
      client.once('interactionCreate', interaction => resolve(interaction as ChatInputCommandInteraction)),
    )
    discord.command({ command: 'help', userInstalled: true })
    const { authorizingIntegrationOwners: owners, guild, guildId, context } = await seen
    expect({ owners: owners as unknown, guild, guildId, context }).toEqual({
      owners: { 1: discord.users.ada.id },
      guild: null,
      guildId: discord.elsewhere.guildId,
      context: 0,
    })
  })

  test('a lost connection is resumed, with what was missed', async () => {
    discord.gateway.drop()
    await discord.until(() => discord.gateway.connections === 0)
    const heard = new Promise(resolve => client.once('interactionCreate', ({ id }) => resolve(id)))
    const missed = discord.command({ command: 'help' })
    expect(await heard).toBe(missed.id)
    expect(discord.gateway).toMatchObject({ resumes: 1, identifies: { length: 1 } })
  })

  test('servers go away and come back', async () => {
    const events: string[] = []
    for (const name of [
      Events.GuildUnavailable,
      Events.GuildAvailable,
      Events.GuildDelete,
      Events.GuildCreate,
    ] as const) {
      client.on(name, () => {
        events.push(name)
        if (name === Events.GuildCreate) discord.clock.advance(0)
      })
    }
    discord.gateway.unavailable()
    discord.gateway.available()
    discord.gateway.kick()
    discord.gateway.invite()
    await discord.until(() => events.length === 4)
    expect(events).toEqual(['guildUnavailable', 'guildAvailable', 'guildDelete', 'guildCreate'])
  })

  test('a channel can be sent to, listed, and its files are read', async () => {
    const channel = (await client.channels.fetch(discord.channels.text)) as TextChannel
    const file = { attachment: Buffer.from('@article{…}'), name: 'papers.bib' }
    const options = { content: 'one', flags: 4096, allowedMentions: quiet, files: [file] } as const
    const sent = await channel.send(options as never)
    expect((await channel.messages.fetch({ limit: 1 })).first()?.attachments.first()?.name).toBe('papers.bib')
    expect(discord.requests.find(({ route }) => route === 'POST /channels/:id/messages')?.files).toEqual([
      { name: 'papers.bib', text: '@article{…}' },
    ])
    const thread = await sent.startThread({ name: 'Zetta' })
    expect(thread.id).toBe(sent.id)
    await expect(sent.startThread({ name: 'Again' })).rejects.toThrow()
    expect(discord.violations).toEqual([])
  })
})

test('a wrong token and other intents are refused', async () => {
  client = new Client({ intents: 1, rest: { api: discord.url } })
  await expect(client.login('wrong')).rejects.toThrow('An invalid token was provided')
  const curious = new Client({ intents: 513, rest: { api: discord.url } })
  await expect(curious.login(discord.token)).rejects.toThrow('disallowed intents')
  expect(discord.violations).toMatchObject([{ route: 'IDENTIFY' }])
  await curious.destroy()
})

describe('answers to interactions', () => {
  test('come once, within three seconds, and for fifteen minutes', async () => {
    const late = discord.command({ command: 'help' })
    discord.clock.advance(3001)
    expect((await callback(late, { type: 5 })).body).toMatchObject({ code: 10062 })
    const asked = discord.command({ command: 'help' })
    expect((await callback(asked, { type: 5 })).status).toBe(204)
    expect((await callback(asked, { type: 5 })).body).toMatchObject({ code: 40060 })
    expect((await ask('PATCH', webhook(asked, '/messages/%40original'), saying('one'))).status).toBe(200)
    discord.clock.advance(15 * 60_000)
    expect((await ask('PATCH', webhook(asked, '/messages/@original'), saying('two'))).body).toMatchObject({
      code: 50027,
    })
    expect(asked.text()).toBe('one')
    expect(discord.violations).toEqual([])
  })

  test('the first follow-up takes the place of the deferred answer', async () => {
    const asked = discord.command({ command: 'help' })
    await callback(asked, { type: 5, data: { flags: 64 } })
    await ask('POST', webhook(asked), saying('first'))
    await ask('POST', webhook(asked), saying('second'))
    expect(asked.shown.map(({ ephemeral }) => ephemeral)).toEqual([true, false])
    expect(asked.text()).toBe('first\nsecond')
  })
})

describe('posts', () => {
  test('with the same nonce are one for three minutes', async () => {
    const body = { ...saying('once'), nonce: 'n1', enforce_nonce: true }
    const first = await post(body)
    expect((await post(body)).body.id).toBe(first.body.id)
    discord.clock.advance(3 * 60_000 + 1)
    expect((await post(body)).body.id).not.toBe(first.body.id)
    expect(discord.messages(discord.channels.text)).toHaveLength(2)
  })

  const button = (id: string): object => ({ type: 2, style: 2, label: 'x', custom_id: id })
  const row = (...ids: string[]): object => ({ type: 1, components: ids.map(button) })
  test.for([
    ['2,001 characters', { content: 'x'.repeat(2001) }],
    ['content beside components', { ...saying('x'), content: 'x' }],
    ['4,001 characters over all texts', saying('x'.repeat(4000), [{ type: 10, content: 'x' }])],
    [
      '41 components',
      saying(
        'x',
        Array.from({ length: 40 }, () => ({ type: 14 })),
      ),
    ],
    ['a custom_id twice', saying('x', [row('a'), row('a')])],
    ['six buttons in a row', saying('x', [row('1', '2', '3', '4', '5', '6')])],
    ['components of the second kind without their flag', { components: [{ type: 10, content: 'x' }] }],
    [
      'a section of four texts',
      saying('x', [
        { type: 9, components: Array(4).fill({ type: 10, content: 'y' }), accessory: button('a') },
      ]),
    ],
    [
      '6,001 characters over all embeds',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    ],
    ['a file that was not sent', saying('x', [{ type: 13, file: { url: 'attachment://a.csv' } }])],
  ] as const)('with %s are refused and recorded', async ([, body]) => {
    const answer = await post({ allowed_mentions: quiet, ...body })
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, errors: {} } })
    expect(discord.violations).not.toEqual([])
    expect(discord.messages(discord.channels.text)).toEqual([])
  })

  test('that would mention somebody are told apart', async () => {
    await post({ content: 'Hi @everyone', flags: 4096, allowed_mentions: quiet })
    expect(discord.violations).toEqual([])
    await post({ content: 'Hi @everyone', flags: 4096 })
    expect(discord.violations).toMatchObject([{ path: 'allowed_mentions.parse' }])
    await post({ content: 'loud', allowed_mentions: quiet })
    expect(discord.messages(discord.channels.text).map(({ notified }) => notified)).toEqual([
      false,
      true,
      true,
    ])
  })

  test.for([
    ['gone', 'text', 10003],
    ['hidden', 'text', 50001],
    ['forbidden', 'text', 50013],
    ['undeliverable', 'dm', 50007],
    ['failed', 'text', 0],
  ] as const)('to a channel that is %s', async ([fault, channel, code]) => {
    discord.apply(fault, discord.channels[channel])
    expect((await post(saying('x'), discord.channels[channel])).body).toMatchObject({ code })
    expect(discord.messages(discord.channels[channel])).toEqual([])
  })

  test('of a forum are threads, with a tag where one is required', async () => {
    const { forum, forumRequiringTag } = discord.channels
    const body = { name: 'Zetta', message: saying('opening') }
    expect((await post(saying('x'), forum)).body).toMatchObject({ code: 40058 })
    const opened = await ask('POST', `/channels/${forum}/threads`, body)
    expect(discord.messages(String(opened.body.id))).toMatchObject([{ id: opened.body.id }])
    expect((await ask('POST', `/channels/${forumRequiringTag}/threads`, body)).body).toMatchObject({
      code: 40067,
    })
    discord.apply('archived', String(opened.body.id))
    const archived = await ask('GET', `/channels/${forum}/threads/archived/public`)
    expect(archived.body.threads).toMatchObject([{ id: opened.body.id }])
    expect((await post(saying('opens it again'), String(opened.body.id))).status).toBe(200)
    discord.apply('locked', String(opened.body.id))
    expect((await post(saying('x'), String(opened.body.id))).body).toMatchObject({ code: 50083 })
  })

  test('are taken though the answer is lost', async () => {
    discord.apply('dropped', discord.channels.text)
    await expect(post(saying('maybe'))).rejects.toThrow()
    expect(discord.messages(discord.channels.text)).toHaveLength(1)
  })

  test('are counted by buckets, and let through again in time', async () => {
    discord.limit({ route: 'POST /channels/:id/messages', limit: 1, perMs: 5000 })
    expect((await post(saying('one'))).status).toBe(200)
    expect((await post(saying('two'))).body).toMatchObject({ global: false, retry_after: expect.any(Number) })
    discord.clock.advance(5000)
    expect((await post(saying('two'))).status).toBe(200)
  })

  test('are listed newest first', async () => {
    const ids: unknown[] = []
    for (const text of ['a', 'b', 'c']) ids.push((await post(saying(text))).body.id)
    const list = async (query: string): Promise<unknown[]> => {
      const { body } = await ask('GET', `/channels/${discord.channels.text}/messages?${query}`)
      return (body as unknown as { id: string }[]).map(({ id }) => ids.indexOf(id))
    }
    expect(await list('limit=2')).toEqual([2, 1])
    expect(await list(`before=${ids[1]}`)).toEqual([0])
    expect(await list(`after=${ids[0]}&limit=1`)).toEqual([1])
    expect(await list(`around=${ids[1]}&limit=3`)).toEqual([2, 1, 0])
  })
})

test('commands are overwritten in bulk', async () => {
  const path = `/applications/${discord.applicationId}/commands`
  const papers = {
    name: 'papers',
    description: 'Papers',
    options: [{ type: 1, name: 'help', description: 'Help' }],
  }
  const [first] = (await ask('PUT', path, [papers])).body as unknown as { id: string }[]
  expect((await ask('PUT', path, [papers])).body).toMatchObject([{ id: first!.id }])
  expect((await ask('PUT', path, [{ ...papers, name: 'Papers' }])).status).toBe(400)
  expect(discord.commands()).toHaveLength(1)
})
