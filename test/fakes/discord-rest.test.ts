/** The loopback Discord's REST side, by itself: what it takes, what it refuses, and how. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Bot, quiet, saying } from './discord/ask.ts'
import { type FakeDiscord, startFakeDiscord } from './discord/server.ts'

const button = (id: string): object => ({ type: 2, style: 2, label: 'x', custom_id: id })
const row = (...ids: string[]): object => ({ type: 1, components: ids.map(button) })
const display = { type: 10, content: 'x' }

let discord: FakeDiscord
let bot: Bot

beforeEach(async () => {
  discord = await startFakeDiscord()
  bot = new Bot(discord)
})
afterEach(() => discord.close())

describe('answers to interactions', () => {
  test('come once, within three seconds, and for fifteen minutes', async () => {
    const late = discord.command({ command: 'help' })
    discord.clock.advance(3001)
    expect((await bot.answer(late, { type: 5 })).body).toMatchObject({ code: 10062 })
    const asked = discord.command({ command: 'help' })
    expect((await bot.answer(asked, { type: 5 })).status).toBe(204)
    expect((await bot.answer(asked, { type: 5 })).body).toMatchObject({ code: 40060 })
    expect((await bot.followUp(asked, saying('one'), 'PATCH', '/messages/%40original')).status).toBe(200)
    discord.clock.advance(15 * 60_000)
    expect((await bot.followUp(asked, saying('two'), 'PATCH', '/messages/@original')).body).toMatchObject({
      code: 50027,
    })
    expect(asked.text()).toBe('one')
    expect(discord.violations).toEqual([])
  })

  test('the first follow-up takes the place of the deferred answer', async () => {
    const asked = discord.command({ command: 'help' })
    await bot.answer(asked, { type: 5, data: { flags: 64 } })
    await bot.followUp(asked, saying('first'))
    await bot.followUp(asked, saying('second'))
    expect(asked.shown.map(({ ephemeral }) => ephemeral)).toEqual([true, false])
    expect(asked.text()).toBe('first\nsecond')
  })

  test('to a button change its message, and only messages that they may', async () => {
    await bot.post(saying('before', [row('a')]))
    const pressed = discord.press(discord.messages(discord.channels.text)[0]!, 'a')
    expect((await bot.answer(pressed, { type: 7, data: saying('x', [row('b', 'b')]) })).status).toBe(400)
    expect((await bot.answer(pressed, { type: 8, data: { choices: [] } })).status).toBe(400)
    expect(pressed.callbackType).toBeUndefined()
    expect((await bot.answer(pressed, { type: 7, data: saying('after') })).status).toBe(204)
    expect(pressed.text()).toBe('after')
    expect((await bot.followUp(pressed, undefined, 'GET', '/messages/@original')).body.id).toBe(
      pressed.shown[0]!.id,
    )
  })

  test('are at most five more where the bot is not', async () => {
    const asked = discord.command({ command: 'help', userInstalled: true })
    await bot.answer(asked, { type: 4, data: saying('first') })
    for (let more = 0; more < 5; more++) await bot.followUp(asked, saying('more'))
    expect((await bot.followUp(asked, saying('too many'))).body).toMatchObject({ code: 40094 })
    expect(asked.shown).toHaveLength(6)
  })
})

describe('posts', () => {
  test('with the same nonce are one for three minutes', async () => {
    const body = { ...saying('once'), nonce: 'n1', enforce_nonce: true }
    const first = await bot.post(body)
    expect((await bot.post(body)).body.id).toBe(first.body.id)
    discord.clock.advance(3 * 60_000 + 1)
    expect((await bot.post(body)).body.id).not.toBe(first.body.id)
    expect(discord.messages(discord.channels.text)).toHaveLength(2)
  })

  test.for([
    ['2,001 characters', { content: 'x'.repeat(2001) }],
    ['content beside components', { ...saying('x'), content: 'x' }],
    ['4,001 characters over all texts', saying('x'.repeat(4000), [display])],
    [
      '41 components',
      saying(
        'x',
        Array.from({ length: 40 }, () => ({ type: 14 })),
      ),
    ],
    ['a custom_id twice', saying('x', [row('a'), row('a')])],
    ['six buttons in a row', saying('x', [row('1', '2', '3', '4', '5', '6')])],
    ['components of the second kind without their flag', { components: [display] }],
    [
      'a section of four texts',
      saying('x', [{ type: 9, components: [display, display, display, display], accessory: button('a') }]),
    ],
    [
      '6,001 characters over all embeds',
      { embeds: [{ description: 'x'.repeat(4000) }, { description: 'x'.repeat(2001) }] },
    ],
    ['a file that was not sent', saying('x', [{ type: 13, file: { url: 'attachment://a.csv' } }])],
  ] as const)('with %s are refused and recorded', async ([, body]) => {
    const answer = await bot.post({ allowed_mentions: quiet, ...body })
    expect(answer).toMatchObject({ status: 400, body: { code: 50035, errors: {} } })
    expect(discord.violations).not.toEqual([])
    expect(discord.messages(discord.channels.text)).toEqual([])
  })

  test('that would mention somebody are told apart', async () => {
    await bot.post({ content: 'Hi @everyone', flags: 4096, allowed_mentions: quiet })
    expect(discord.violations).toEqual([])
    await bot.post({ content: 'Hi @everyone', flags: 4096 })
    expect(discord.violations).toMatchObject([{ path: 'allowed_mentions.parse' }])
    await bot.post({ content: 'loud', allowed_mentions: quiet })
    expect(discord.messages(discord.channels.text).map(({ notified }) => notified)).toEqual([
      false,
      true,
      true,
    ])
  })

  test('of a server that removed the bot are refused', async () => {
    discord.gateway.kick()
    expect((await bot.post(saying('x'))).body).toMatchObject({ code: 50001 })
    discord.gateway.invite()
    expect((await bot.post(saying('x'))).status).toBe(200)
  })

  test.for([
    ['gone', 'text', 10003],
    ['hidden', 'text', 50001],
    ['forbidden', 'text', 50013],
    ['undeliverable', 'dm', 50007],
    ['failed', 'text', 0],
  ] as const)('to a channel that is %s', async ([fault, channel, code]) => {
    discord.apply(fault, discord.channels[channel])
    expect((await bot.post(saying('x'), discord.channels[channel])).body).toMatchObject({ code })
    expect(discord.messages(discord.channels[channel])).toEqual([])
  })

  test('of a forum are threads, with a tag where one is required', async () => {
    const { forum, forumRequiringTag } = discord.channels
    const body = { name: 'Zetta', message: saying('opening') }
    expect((await bot.post(saying('x'), forum)).body).toMatchObject({ code: 40058 })
    const opened = await bot.ask('POST', `/channels/${forum}/threads`, body)
    expect(discord.messages(String(opened.body.id))).toMatchObject([{ id: opened.body.id }])
    expect((await bot.ask('POST', `/channels/${forumRequiringTag}/threads`, body)).body).toMatchObject({
      code: 40067,
    })
    discord.apply('archived', String(opened.body.id))
    const archived = await bot.ask('GET', `/channels/${forum}/threads/archived/public`)
    expect(archived.body.threads).toMatchObject([{ id: opened.body.id }])
    expect((await bot.post(saying('opens it again'), String(opened.body.id))).status).toBe(200)
    discord.apply('locked', String(opened.body.id))
    expect((await bot.post(saying('x'), String(opened.body.id))).body).toMatchObject({ code: 50083 })
  })

  test('of old are edited only so often', async () => {
    const { body } = await bot.post(saying('before'))
    const edit = (): ReturnType<typeof bot.ask> =>
      bot.ask('PATCH', `/channels/${discord.channels.text}/messages/${String(body.id)}`, saying('after'))
    expect((await edit()).status).toBe(200)
    discord.clock.advance(3_600_000)
    for (let more = 0; more < 30; more++) await edit()
    expect(await edit()).toMatchObject({ status: 429, body: { code: 30046 } })
  })

  test('are taken though the answer is lost', async () => {
    discord.apply('dropped', discord.channels.text)
    await expect(bot.post(saying('maybe'))).rejects.toThrow('fetch failed')
    expect(discord.messages(discord.channels.text)).toHaveLength(1)
  })

  test('are counted by buckets, and let through again in time', async () => {
    discord.limit({ route: 'POST /channels/:id/messages', limit: 1, perMs: 5000 })
    expect((await bot.post(saying('one'))).status).toBe(200)
    expect((await bot.post(saying('two'))).body).toMatchObject({
      global: false,
      retry_after: expect.any(Number),
    })
    discord.clock.advance(5000)
    expect((await bot.post(saying('two'))).status).toBe(200)
  })

  test('are listed newest first', async () => {
    const ids: string[] = []
    for (const text of ['a', 'b', 'c']) ids.push(String((await bot.post(saying(text))).body.id))
    const list = async (query: string): Promise<unknown[]> => {
      const { body } = await bot.ask('GET', `/channels/${discord.channels.text}/messages?${query}`)
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
  const [first] = (await bot.ask('PUT', path, [papers])).body as unknown as { id: string }[]
  expect((await bot.ask('PUT', path, [papers])).body).toMatchObject([{ id: first!.id }])
  expect((await bot.ask('PUT', path, [{ ...papers, name: 'Papers' }])).status).toBe(400)
  expect(discord.commands()).toHaveLength(1)
})
