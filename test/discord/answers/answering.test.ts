/** Interactions are acknowledged first, and answered where they belong. */
import { expect, test, vi } from 'vitest'
import { notice } from '../../../src/chat/replies.ts'
import { checkedAfterEach, nextPage, page, publicPage, startBot } from '../harness.ts'

checkedAfterEach()

const deferred = 5
const deferredUpdate = 6

test('a typed command is acknowledged before it is handled, and answered privately', async () => {
  const bot = await startBot()
  const gate = Promise.withResolvers<void>()
  bot.answerWith(() => gate.promise.then(() => ({ reply: page('Heard kv') })))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  expect(asked.callbackType).toBe(deferred)
  expect(asked.shown).toMatchObject([{ loading: true, ephemeral: true }])
  gate.resolve()
  const answer = await asked.answered()
  expect(answer).toMatchObject({ ephemeral: true, loading: false })
  expect(asked.text()).toContain('Heard kv')
  expect(asked.shown).toHaveLength(1)
})

test('what the command says is public is answered in public, quietly', async () => {
  const bot = await startBot()
  bot.answerWith(publicPage('Ada opened a discussion'))
  const asked = bot.discord.command({ command: 'discuss', options: { query: 'kv' } })
  expect(await asked.answered()).toMatchObject({ ephemeral: false, notified: false })
  expect(bot.discord.messages(bot.discord.channels.text)).toHaveLength(1)
})

test('what a place shows to everyone is acknowledged in public', async () => {
  const bot = await startBot({ expected: async ({ place }) => (place.channel ? 'public' : 'private') })
  bot.answerWith(publicPage('For all'))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  expect(asked.shown).toMatchObject([{ loading: true, ephemeral: false }])
  expect(await asked.answered()).toMatchObject({ ephemeral: false, notified: false })
  expect(asked.shown).toHaveLength(1)
})

test('who sees an answer is waited for a moment only, and is private then', async () => {
  const bot = await startBot({
    expected: () => new Promise(() => undefined),
    options: { timing: { storedMs: 10 } },
  })
  bot.answerWith(publicPage('For all'))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.acknowledged()
  expect(asked.shown).toMatchObject([{ loading: true, ephemeral: true }])
  await asked.until(one => one.text().includes('For all'))
  expect(asked.shown).toMatchObject([{ ephemeral: false }])
})

test('an error where a public answer was expected is private', async () => {
  const bot = await startBot()
  bot.answerWith(notice('There is no such paper.'))
  const asked = bot.discord.command({ command: 'discuss', options: { query: 'kv' } })
  await asked.until(one => one.text().includes('no such paper'))
  expect(asked.shown).toMatchObject([{ ephemeral: true }])
  expect(bot.discord.messages(bot.discord.channels.text)).toEqual([])
})

test('a public answer where a private one was expected stands in the channel', async () => {
  const bot = await startBot()
  bot.answerWith(publicPage('For all'))
  const asked = bot.discord.command({ command: 'search', options: { query: 'kv' } })
  await asked.until(one => one.text().includes('For all'))
  expect(asked.shown).toMatchObject([{ ephemeral: false, notified: false }])
})

test('paging replaces the private message that was pressed', async () => {
  const bot = await startBot()
  bot.answerWith(page('Page 1'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  bot.answerWith(nextPage('Page 2'))
  const pressed = bot.discord.press(first, 'Next')
  await pressed.until(one => one.text().includes('Page 2'))
  expect(pressed.callbackType).toBe(deferredUpdate)
  expect(pressed.shown.map(({ id }) => id)).toEqual([first.id])
  expect(bot.requests.at(-1)).toMatchObject({
    command: 'search',
    options: { query: 'next' },
    surface: 'button',
    actor: { id: bot.discord.users.ada.id, manages: true },
  })
})

test('Share posts in public, and the private message stays', async () => {
  const bot = await startBot()
  bot.answerWith(page('Mine'))
  const first = await bot.discord.command({ command: 'search', options: { query: 'kv' } }).answered()
  bot.answerWith(publicPage('Shared by Ada'))
  const pressed = bot.discord.press(first, 'Share')
  await bot.discord.until(() => bot.discord.messages(bot.discord.channels.text).length === 1)
  const [shared] = bot.discord.messages(bot.discord.channels.text)
  expect(shared).toMatchObject({ ephemeral: false, notified: false })
  expect(bot.discord.messageText(shared!)).toContain('Shared by Ada')
  expect(bot.discord.messageText(first)).toContain('Mine')
  expect(pressed.callbackType).toBe(deferredUpdate)
})

test('a button under a public message answers privately, several people at once', async () => {
  const bot = await startBot()
  bot.answerWith(publicPage('Digest'))
  const digest = await bot.discord.command({ command: 'discuss', options: { query: 'kv' } }).answered()
  bot.answerWith(async ({ actor }) => ({ reply: page(`For ${actor.name}`) }))
  const { ada, bob } = bot.discord.users
  const presses = [ada, bob].map(user => bot.discord.press(digest, 'Next', { user }))
  await Promise.all(presses.map(press => press.answered()))
  expect(presses.map(press => press.text().split('\n')[0])).toEqual(['For Ada', 'For Bob'])
  expect(presses.flatMap(press => press.shown.map(({ ephemeral }) => ephemeral))).toEqual([true, true])
  expect(bot.discord.messageText(digest)).toContain('Digest')
  expect(bot.requests.slice(-2).map(({ actor }) => actor.manages)).toEqual([true, false])
})

test('a button whose options are stored is acknowledged before they are read', async () => {
  const kept = new Map<string, string>()
  const gate = Promise.withResolvers<void>()
  const buttons = {
    get: (name: string) => gate.promise.then(() => kept.get(name)),
    set: async (name: string, content: string) => void kept.set(name, content),
  }
  const bot = await startBot({ options: { buttons } })
  bot.answerWith(publicPage('Digest'))
  const digest = await bot.discord.command({ command: 'discuss', options: {} }).answered()
  const pressed = bot.discord.press(digest, 'Long')
  await pressed.acknowledged()
  expect(bot.requests).toHaveLength(1)
  gate.resolve()
  await pressed.answered()
  expect(bot.requests.at(-1)!.options).toEqual({ query: 'long '.repeat(30) })
})

test('a select runs its command with what was chosen', async () => {
  const bot = await startBot()
  bot.answerWith(publicPage('Digest'))
  const digest = await bot.discord.command({ command: 'discuss', options: {} }).answered()
  await bot.discord.choose(digest, 'Open a paper…', ['AWQ']).answered()
  expect(bot.requests.at(-1)).toMatchObject({ command: 'search', options: { query: '2306.00978' } })
})

test('the menu of a message runs its command with the text', async () => {
  const bot = await startBot()
  const asked = bot.discord.menu({ content: 'AWQ is 2306.00978', locale: 'de' })
  expect(await asked.answered()).toMatchObject({ ephemeral: true })
  expect(bot.requests).toMatchObject([
    { command: 'find-here', options: { query: 'AWQ is 2306.00978' }, surface: 'message', locale: 'de' },
  ])
})

test('choices are offered; one that Discord would not take is left out', async () => {
  const many = Array.from({ length: 40 }, (_, at) => ({
    label: `Paper ${at} ${'ζ'.repeat(120)}`,
    value: String(at),
  }))
  const complete = () => [{ label: 'too long', value: 'x'.repeat(101) }, ...many]
  const bot = await startBot({ complete })
  const choices = await bot.discord.autocomplete({ command: 'search', option: 'query', typed: 'kv' })
  expect(choices).toHaveLength(25)
  expect(choices[0]).toMatchObject({ value: '0', name: expect.stringMatching(/^Paper 0 .*…$/) })
})

test('choices that Discord refuses are logged, without the address of the answer', async () => {
  const bot = await startBot({ complete: () => [{ label: 'a', value: 'a' }] })
  bot.discord.answerNext('POST /interactions/:id/:token/callback', { status: 403, code: 40_333 })
  void bot.discord.autocomplete({ command: 'search', option: 'query', typed: 'kv' }).catch(() => undefined)
  await vi.waitFor(() => expect(bot.logged()).toContain('Discord took no choices for an option.'))
  const { path } = bot.discord.requests.find(({ route }) => route.endsWith('/callback'))!
  expect(bot.logged()).toContain('40333')
  expect(bot.logged()).not.toContain(path.split('/')[3])
})

test('where only a person installed the bot, it is a conversation with them', async () => {
  const bot = await startBot()
  await bot.discord.command({ command: 'search', options: { query: 'kv' }, userInstalled: true }).answered()
  const place = { platform: 'discord', workspace: '@me', person: bot.discord.users.ada.id }
  expect(bot.requests).toMatchObject([
    { place, scope: { kind: 'private', place }, actor: { manages: false } },
  ])
})

test('what is said in a private channel, and in direct messages, is private', async () => {
  const bot = await startBot()
  const { channels, guildId } = bot.discord
  for (const channel of [channels.text, channels.private, channels.dm])
    await bot.discord.command({ command: 'search', options: { query: 'kv' }, channel }).answered()
  expect(bot.requests.map(({ scope }) => scope)).toEqual([
    { kind: 'public', platform: 'discord', workspace: guildId },
    { kind: 'private', place: { platform: 'discord', workspace: guildId, channel: channels.private } },
    { kind: 'private', place: { platform: 'discord', workspace: '@me', person: bot.discord.users.ada.id } },
  ])
})
