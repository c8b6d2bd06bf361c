/** A lab with the bot in its Discord and its Slack, and a Hugging Face whose lists a test writes. */
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import { openLibrary } from '../../src/library/open-library.ts'
import { syncLists } from '../../src/library/sync.ts'
import { createLog } from '../../src/log.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database, OutboxRow } from '../../src/storage/schema.ts'
import { startFakeDiscord } from '../fakes/discord/server.ts'
import { type FakeHuggingFace, startHuggingFace } from '../fakes/hugging-face.ts'
import { startFakeSlack } from '../fakes/slack/server.ts'
import { discordChat, slackChat } from './chat.ts'
import { newWorld, type Running, startBot, type World } from './process.ts'

/** What is waited for one thing, on a machine that does other things too. */
export const waitMs = 60_000

/** A message on the disk. */
export type Row = Pick<OutboxRow, 'place' | 'key' | 'state' | 'due'>

export type Lab = Awaited<ReturnType<typeof openLab>>

export async function openLab() {
  const [hub, discord, slack] = await Promise.all([
    startHuggingFace(),
    startFakeDiscord({ patienceMs: waitMs }),
    startFakeSlack(),
  ])
  onTestFinished(async () => void (await Promise.all([discord.close(), slack.close()])))
  const world = await newWorld({ hub: hub.url })
  const onDiscord = discordChat(discord)
  const onSlack = slackChat(slack)
  /** The bot as it starts at an instant, with the lists as they are then. */
  const start = async (at: string): Promise<Running> => {
    await fetchLists(world, hub, at)
    return startBot(world, { ...onDiscord.env, ...onSlack.env, PAPERBOY_NOW: at })
  }
  let reading: Promise<Kysely<Database>> | undefined
  onTestFinished(async () => (await reading)?.destroy())
  return {
    hub,
    discord,
    slack,
    world,
    onDiscord,
    onSlack,
    /** The messages on the disk, in the order in which they are sent; also beside a bot, and of one that was killed. */
    async outbox(): Promise<Row[]> {
      reading ??= openDatabase(world.data, { readOnly: true })
      return readOutbox(await reading)
    },
    start,
    /** The bot once it answers, after it was started at an instant at which the lists are these. */
    async answering(at: string, lists: ReadonlyMap<string, unknown[]>): Promise<Running> {
      hub.lists.clear()
      for (const [date, papers] of lists) hub.lists.set(date, papers)
      const bot = await start(at)
      await bot.until('answers on')
      return bot
    },
  }
}

/** What the bot does every half hour, so that a test needn't wait for it. */
export async function fetchLists({ data }: World, hub: FakeHuggingFace, at: string): Promise<void> {
  hub.today = at.slice(0, 10)
  const now = () => Temporal.Instant.from(at)
  const db = await openDatabase(data, { readOnly: false })
  const library = await openLibrary({ db, readOnly: false, now, log: createLog('silent') })
  const network = {
    fetch,
    now,
    wait: async () => undefined,
    random: () => 0.5,
    answers: { get: async () => undefined, set: async () => undefined },
    userAgent: 'paperboy/test',
  }
  await syncLists({ library, source: createHuggingFace({ url: hub.url, network }), now })
  await library.close()
  await db.destroy()
}

const readOutbox = (db: Kysely<Database>): Promise<Row[]> =>
  db.selectFrom('outbox').select(['place', 'key', 'state', 'due']).orderBy('id').execute()
