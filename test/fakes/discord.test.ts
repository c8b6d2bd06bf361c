/** What tests of the Discord platform rely on, seen by the real discord.js. */
import { once } from 'node:events'
import {
  Client,
  ChannelType,
  Events,
  type ChatInputCommandInteraction,
  type Interaction,
  type TextChannel,
} from 'discord.js'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Bot, quiet, saying, shown } from './discord/ask.ts'
import { type FakeDiscord, startFakeDiscord } from './discord/server.ts'

let discord: FakeDiscord
let client: Client

async function login(): Promise<void> {
  client = new Client({ intents: 1, rest: { api: discord.url, retries: 0 } })
  client.on('error', () => undefined)
  const ready = once(client, Events.ClientReady)
  await client.login(discord.token)
  await ready
}

const hears = (answer: (interaction: Interaction) => Promise<void>): void =>
  void client.on('interactionCreate', interaction => void answer(interaction))

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
    hears(async interaction => {
      const asked = interaction as ChatInputCommandInteraction
      await asked.deferReply({ flags: 64 })
      const query = asked.options.getString('query', true)
      await asked.editReply(
        shown(`${asked.options.getSubcommand()} ${query} ${asked.memberPermissions?.has('ManageGuild')}`),
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
    hears(async interaction => {
      if (interaction.isButton()) {
        heard.push(interaction.customId)
        const row = {
          type: 1,
          components: [{ type: 4, custom_id: 'topics', label: 'Topics', style: 1, required: true }],
        }
        await interaction.showModal({ custom_id: 'form', title: 'Subscribe', components: [row] })
      } else if (interaction.isStringSelectMenu()) {
        heard.push(...interaction.values)
        await interaction.update(shown('chosen'))
      } else if (interaction.isModalSubmit()) {
        heard.push(interaction.fields.getTextInputValue('topics'))
        await interaction.reply(shown('saved'))
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
    await new Bot(discord).post(
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
    const heard = once(client, 'interactionCreate') as Promise<[ChatInputCommandInteraction]>
    discord.command({ command: 'help', userInstalled: true })
    const [asked] = await heard
    expect(asked.authorizingIntegrationOwners).toMatchObject({ guildId: null, userId: discord.users.ada.id })
    expect(asked).toMatchObject({ guild: null, guildId: discord.elsewhere.guildId, context: 0 })
  })

  test('a lost connection is resumed, with what was missed', async () => {
    discord.gateway.drop()
    await discord.until(() => discord.gateway.connections === 0)
    const heard = once(client, 'interactionCreate')
    const missed = discord.command({ command: 'help' })
    expect(await heard).toMatchObject([{ id: missed.id }])
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
      client.on(name, () => events.push(name))
    }
    const invited = once(client, Events.GuildCreate)
    discord.gateway.unavailable()
    discord.gateway.available()
    discord.gateway.kick()
    discord.gateway.invite()
    await invited
    expect(events).toEqual(['guildUnavailable', 'guildAvailable', 'guildDelete', 'guildCreate'])
  })

  test('a channel can be sent to, listed, and its files are read', async () => {
    const channel = (await client.channels.fetch(discord.channels.text)) as TextChannel
    const file = { attachment: Buffer.from('@article{…}'), name: 'papers.bib' }
    const sent = await channel.send({ content: 'one', flags: 4096, allowedMentions: quiet, files: [file] })
    expect((await channel.messages.fetch({ limit: 1 })).first()?.attachments.first()?.name).toBe('papers.bib')
    expect(discord.requests.find(({ route }) => route === 'POST /channels/:id/messages')?.files).toEqual([
      { name: 'papers.bib', text: '@article{…}' },
    ])
    const thread = await sent.startThread({ name: 'Zetta' })
    expect(thread.id).toBe(sent.id)
    await expect(sent.startThread({ name: 'Again' })).rejects.toThrow('already')
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
