/** Code and project pages that appear after a paper was discussed. */
import { setImmediate } from 'node:timers/promises'
import type { Kysely, KyselyPlugin } from 'kysely'
import { expect, test } from 'vitest'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import type { Database } from '../../src/storage/schema.ts'
import { type Bot, type BotOptions, inWords, startBot } from '../commands/bot.ts'
import { barePaper } from '../fakes/hugging-face.ts'

const lab = { platform: 'memory', workspace: 'lab' } as const
const channel: Place = { ...lab, channel: 'channel' }
const hidden: Place = { ...lab, channel: 'private' }
const hourMs = 60 * 60_000
const dayMs = 24 * hourMs
/** Lacks both; `2608.10001` has both. */
const bare = '2608.10002'
const code = 'https://github.com/example/anchored'
const page = 'https://example.org/anchored'

interface Links {
  readonly code?: string
  readonly page?: string
}

/** What Hugging Face says of the paper from now on. */
function says({ hub }: Bot, links: Links, id = bare): void {
  const absent = { githubRepo: undefined, githubStars: undefined, projectPage: undefined }
  hub.papers.set(
    id,
    barePaper(id, { ...absent, title: 'Anchored', githubRepo: links.code, projectPage: links.page }),
  )
}

async function opened(options: BotOptions = {}): Promise<Bot> {
  const bot = await startBot({ settings: { followups: 'on' }, ...options })
  await bot.start()
  says(bot, {})
  await bot.say(`discuss ${bare}`)
  return bot
}

/** A day later, after a sync. */
async function aDayLater(bot: Bot, ms = dayMs): Promise<void> {
  bot.network.advance(ms)
  bot.platform.now = bot.network.now().toString()
  await bot.followUp()
  await bot.settled()
}

const threadIn = ({ platform }: Bot, place = channel, at = 0): Place => ({
  ...place,
  thread: platform.in(place)[at]!.id,
})

/** What was said in a thread behind its first message. */
const said = (bot: Bot, thread = threadIn(bot)): string[] =>
  bot.platform
    .in(thread)
    .slice(1)
    .map(({ reply }) => inWords(reply))

const codeLine = `There is code (${code}) for this paper now.\n[Open]`
const pageLine = `This paper has a project page (${page}) now.\n[Open]`

test('are said in the thread, and nowhere else', async () => {
  const bot = await opened()
  says(bot, { code, page })
  await aDayLater(bot)
  expect(said(bot)).toEqual([codeLine, pageLine])
  expect(bot.platform.messages).toHaveLength(4)
  expect(bot.platform.messages.slice(2).map(({ reply }) => reply.visibility)).toEqual(['public', 'public'])
  expect(bot.faults).toEqual([])
})

test('a project page that is the paper itself, or its code again, is none', async () => {
  const bot = await opened()
  says(bot, { page: `https://arxiv.org/abs/${bare}` })
  await aDayLater(bot)
  says(bot, { code, page: `${code}/` })
  await aDayLater(bot)
  expect(said(bot)).toEqual([codeLine])
})

test('what a sync of the lists brings is said with the next look', async () => {
  const bot = await opened()
  const paper = (await bot.library.get(bare))!
  await bot.library.put([{ ...paper, code: { url: code, stars: 7 } }])
  await aDayLater(bot, hourMs)
  expect(said(bot)).toEqual([`There is code (${code}) for this paper now, 7 stars.\n[Open]`])
})

test('are not said where the channel did not switch them on', async () => {
  const bot = await opened({ settings: {} })
  says(bot, { code })
  await aDayLater(bot)
  expect(said(bot)).toEqual([])
  expect(bot.hub.requests).toEqual([])
})

test('what the paper had when it was discussed, or when they were switched on, is not said', async () => {
  const bot = await opened({ settings: {}, manages: true })
  await bot.say('discuss 2608.10001')
  const paper = (await bot.library.get(bare))!
  await bot.library.put([{ ...paper, code: { url: code } }])
  await bot.say('settings followups value:on')
  await bot.settled()
  says(bot, { code: 'https://github.com/example/moved', page })
  says(bot, { code, page }, '2608.10001')
  await aDayLater(bot)
  expect(said(bot)).toEqual([pageLine])
  expect(said(bot, threadIn(bot, channel, 1))).toEqual([])
})

test('switched off, nothing more is said; switched on again, only what came later', async () => {
  const bot = await opened({ manages: true })
  await bot.say('settings followups value:off')
  says(bot, { code })
  await aDayLater(bot)
  const paper = (await bot.library.get(bare))!
  await bot.library.put([{ ...paper, code: { url: code } }])
  await bot.say('settings followups value:on')
  says(bot, { code, page })
  await aDayLater(bot)
  expect(said(bot)).toEqual([pageLine])
})

test('each once over a month, with links that come and go, restarts, and syncs at the same time', async () => {
  const bot = await opened()
  for (let day = 1; day <= 31; day++) {
    const isThere = day % 3 !== 0
    const moved = day > 20 ? '-v2' : ''
    says(bot, {
      ...(day > 4 && isThere && { code: `${code}${moved}` }),
      ...(day > 11 && !isThere && { page: `${page}${moved}` }),
    })
    bot.network.advance(dayMs)
    bot.platform.now = bot.network.now().toString()
    if (day % 4 === 0) await bot.restart()
    await Promise.all([bot.followUp(), bot.followUp(), bot.followUp()])
    if (day % 5 === 0) await bot.restart()
    await bot.settled()
  }
  expect(said(bot)).toEqual([codeLine, pageLine])
  expect(bot.platform.messages).toHaveLength(4)
  expect(bot.faults).toEqual([])
})

/** A database that fails from the nth change on that is made after `arm`, as for a process that was killed before it. */
function failing(db: Kysely<Database>) {
  let left = Number.POSITIVE_INFINITY
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (['InsertQueryNode', 'UpdateQueryNode', 'DeleteQueryNode'].includes(node.kind)) left -= 1
      if (left <= 0) throw new Error('killed')
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { db: db.withPlugin(plugin), arm: (nth: number) => void (left = nth), failed: () => left <= 0 }
}

test('stopped before any change on the disk, it is said once', async () => {
  let nth = 1
  for (let stopped = true; stopped; nth++) {
    const bot = await opened()
    const disk = failing(bot.db)
    await bot.restart(disk.db)
    says(bot, { code })
    bot.network.advance(dayMs)
    disk.arm(nth)
    await bot.followUp().catch(() => undefined)
    for (let turn = 0; turn < 50 && !disk.failed(); turn++) await setImmediate()
    stopped = disk.failed()
    await bot.restart()
    await aDayLater(bot, 2 * hourMs)
    await aDayLater(bot, 2 * hourMs)
    expect(said(bot), `stopped before change ${nth}`).toEqual([codeLine])
  }
  // Read again, seen, found, in the outbox, sending, sent, over.
  expect(nth).toBeGreaterThan(7)
})

test('an archived thread in which people wrote is opened by it; one without an answer stays closed', async () => {
  const bot = await opened()
  await bot.say('discuss 2608.10003')
  const [answered, silent] = [threadIn(bot), threadIn(bot, channel, 1)]
  bot.platform.replies.set(formatPlace(answered), 2)
  for (const thread of [answered, silent]) bot.platform.faults.set(formatPlace(thread), 'archived')
  for (const id of [bare, '2608.10003']) says(bot, { code }, id)
  await aDayLater(bot)
  expect(said(bot, answered)).toEqual([codeLine])
  expect(said(bot, silent)).toEqual([])
})

test.each(['locked', 'gone'] as const)('nothing is said in a thread that is %s', async state => {
  const bot = await opened()
  const thread = formatPlace(threadIn(bot))
  bot.platform.replies.set(thread, 2)
  bot.platform.faults.set(thread, state)
  says(bot, { code })
  await aDayLater(bot)
  bot.platform.faults.delete(thread)
  await aDayLater(bot)
  expect(said(bot)).toEqual([])
  const tried = await bot.db.selectFrom('outbox').where('key', 'like', 'follow-up:%').select('key').execute()
  expect(tried).toEqual([])
})

test('while a platform cannot be reached, it is said later', async () => {
  const bot = await opened()
  const thread = formatPlace(threadIn(bot))
  bot.platform.faults.set(thread, 'unreachable')
  says(bot, { code })
  await aDayLater(bot)
  expect(said(bot)).toEqual([])
  bot.platform.faults.delete(thread)
  await aDayLater(bot)
  expect(said(bot)).toEqual([codeLine])
})

test('switched off while a platform cannot be reached, it is not said later', async () => {
  const bot = await opened({ manages: true })
  const thread = formatPlace(threadIn(bot))
  bot.platform.faults.set(thread, 'unreachable')
  says(bot, { code })
  await aDayLater(bot)
  await bot.say('settings followups value:off')
  bot.platform.faults.delete(thread)
  await aDayLater(bot)
  await bot.say('settings followups value:on')
  await aDayLater(bot)
  expect(said(bot)).toEqual([])
})

test('a private channel’s thread and a public one are each told for themselves', async () => {
  const bot = await startBot()
  await bot.start()
  says(bot, {})
  await bot.as({ place: hidden, manages: true }).say('settings followups value:on')
  await bot.settled()
  const [line] = bot.platform.in(hidden)
  await bot.as({ place: hidden }).say(`discuss ${bare}`)
  await bot.say(`discuss ${bare}`)
  says(bot, { code })
  await aDayLater(bot)
  expect(line && inWords(line.reply)).toContain('Ada changed a setting.')
  expect(said(bot, threadIn(bot, hidden, 1))).toEqual([codeLine])
  expect(said(bot)).toEqual([])
  expect(bot.platform.in(channel)).toHaveLength(1)
})

test('papers are read again once a day, a few at a time, for sixty days', async () => {
  const bot = await opened({ manages: true })
  for (const number of [3, 4, 5, 6, 7]) await bot.say(`discuss 2608.1000${number}`)
  await aDayLater(bot)
  await aDayLater(bot, hourMs)
  expect(bot.hub.requests).toHaveLength(6)
  await aDayLater(bot)
  expect(bot.hub.requests).toHaveLength(12)
  await aDayLater(bot, 60 * dayMs)
  expect(bot.hub.requests).toHaveLength(12)
})

test('where Hugging Face does not answer, the next ones are left for later', async () => {
  const bot = await opened({ manages: true })
  await bot.say('discuss 2608.10003')
  bot.hub.fail((_request, response) => void response.writeHead(503).end())
  await aDayLater(bot)
  expect(bot.hub.requests).toHaveLength(1)
})

test('a discussion that was replaced is followed no longer, whatever is set later', async () => {
  const bot = await opened({ manages: true })
  bot.platform.faults.set(formatPlace(threadIn(bot)), 'locked')
  const told = await bot.ask(`discuss ${bare}`)
  const anew = told.reply.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
  await bot.press(anew.find(button => 'command' in button) as never)
  bot.platform.faults.clear()
  await bot.say('settings visibility value:public')
  await bot.settled()
  says(bot, { code })
  await aDayLater(bot)
  expect(said(bot)).toEqual([])
  expect(said(bot, threadIn(bot, channel, 1))).toEqual([codeLine])
})

test('what is awaited is given with the channel’s data, and deleted with it', async () => {
  const bot = await opened({ manages: true })
  const data = (act: string) => bot.press({ command: 'data', options: { act } })
  const file = (await data('export')).reply.blocks.find(block => block.kind === 'file')!
  expect(JSON.parse(file.content)).toMatchObject({
    discussions: [
      {
        paper: bare,
        followUps: [
          { kind: 'code', state: 'awaited' },
          { kind: 'page', state: 'awaited' },
        ],
      },
    ],
  })
  await data('deleted')
  expect(await bot.db.selectFrom('follow_ups').selectAll().execute()).toEqual([])
  expect(await bot.db.selectFrom('discussions').selectAll().execute()).toEqual([])
})
