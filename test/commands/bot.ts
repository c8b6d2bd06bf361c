/** A bot without a platform: the real commands, dispatch, library and sources, over upstreams on loopback. */
import { setImmediate } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { type BotOptions as CoreBotOptions, type Bot as CoreBot, createBot } from '../../src/bot.ts'
import { type ChannelSettings, newSettings, settingsSchema } from '../../src/channels/settings.ts'
import { parseCommandLine } from '../../src/chat/command-line.ts'
import type { Invocation } from '../../src/chat/command.ts'
import { formatPlace, type Place, scopeOf } from '../../src/chat/place.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import type { Choice, Request, Surface } from '../../src/chat/request.ts'
import type { Library } from '../../src/library/library.ts'
import { createUpstream } from '../../src/library/live.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { createArxiv } from '../../src/sources/arxiv.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createSeen } from '../../src/storage/seen.ts'
import { createStore, type Namespace } from '../../src/storage/store.ts'
import { type FakeArxiv, startArxiv } from '../fakes/arxiv.ts'
import { type FakeHuggingFace, startHuggingFace } from '../fakes/hugging-face.ts'
import { MemoryPlatform } from '../fakes/memory-platform.ts'
import { type FakeNetwork, fakeNetwork } from '../fakes/network.ts'
import { friday, imported, thursday } from './papers.ts'

/** Who speaks, and where. */
export interface Who {
  readonly person?: string
  readonly place?: Place
  readonly manages?: boolean
}

export interface Speaking {
  /** Answers a line that was typed, a reply of the command language itself included. */
  readonly ask: (line: string) => Promise<Answer>
  /** Answers a button, or a form once it is filled in. */
  readonly press: (invocation: Invocation, surface?: Surface) => Promise<Answer>
  /** What a line is answered with, in words, with moments in Berlin. */
  readonly say: (line: string) => Promise<string>
}

export interface Bot extends Speaking {
  readonly hub: FakeHuggingFace
  readonly arxiv: FakeArxiv
  readonly library: Library
  readonly network: FakeNetwork
  readonly db: Kysely<Database>
  readonly platform: MemoryPlatform
  /** The bot stops, and another goes on; `disk` is its database, where that is to fail. */
  readonly restart: (disk?: Kysely<Database>) => Promise<void>
  /** What a running bot does after a sync. */
  readonly followUp: () => Promise<void>
  /** Posts what is due, from now on. */
  readonly start: () => Promise<void>
  /** Once all that can be posted now is. */
  readonly settled: () => Promise<void>
  /** Faults that were logged. */
  readonly faults: unknown[]
  /** Answers anybody anywhere. */
  readonly handle: (
    asked: Invocation & Pick<Request, 'actor' | 'place' | 'surface' | 'message'>,
  ) => Promise<Answer>
  /** Somebody, somewhere; Ada in a public channel when nothing is said. A channel named `private…` is private, `shared…` is read by another company too. */
  readonly as: (who: Who) => Speaking
  readonly complete: (command: string, option: string, typed: string) => Choice[]
}

export interface BotOptions {
  /** Default: a Friday, 11:00 in Berlin. */
  readonly at?: string
  /** What the library holds at first. Default: three lists and a paper that is on none. */
  readonly fill?: (library: Library) => Promise<unknown>
  readonly liveSearch?: boolean
  /** Of the channel; default: the defaults. */
  readonly settings?: Partial<ChannelSettings>
  /** Whether Ada manages the channel. Default: no. */
  readonly manages?: boolean
  /** The name of the platform. Default: memory. */
  readonly platform?: string
  /** Default: the bot's own timers. */
  readonly wait?: NonNullable<CoreBotOptions['wait']>
}

export async function startBot(options: BotOptions = {}): Promise<Bot> {
  const { at = '2026-08-21T09:00:00Z', fill = fillWithLists, liveSearch = true } = options
  const network = fakeNetwork(at)
  const [hub, arxiv, db] = await Promise.all([
    startHuggingFace(at.slice(0, 10)),
    startArxiv(),
    openMemoryDatabase(),
  ])
  onTestFinished(() => db.destroy())
  const log = createLog('silent')
  const library = await openLibrary({ db, readOnly: false, now: network.now, log })
  await fill(library)
  const huggingface = createHuggingFace({ url: hub.url, network })
  const upstream = createUpstream({
    library,
    huggingface,
    arxiv: createArxiv({ url: arxiv.url, network }),
    liveSearch,
    log,
  })
  const faults: unknown[] = []
  const platform = new MemoryPlatform(options.platform)
  const channel = platform.place('channel')
  const storeOf = <T>(namespace: Namespace, schema: z.ZodType<T>) =>
    createStore(db, { namespace, schema, onDamaged: damage => void faults.push(damage) })
  const settings = storeOf('settings', settingsSchema)
  if (options.settings)
    await settings.set(formatPlace(channel), { ...newSettings(channel), ...options.settings })
  const begin = (disk: Kysely<Database>): CoreBot =>
    createBot({
      opened: {
        library,
        db: disk,
        settings,
        seen: createSeen(storeOf('seen', z.literal(true))),
      },
      upstream,
      platforms: [platform],
      now: network.now,
      ...(options.wait && { wait: options.wait }),
      log: createLog('error', [], { write: line => void faults.push(JSON.parse(line)) }),
    })
  let bot = begin(db)
  onTestFinished(() => bot.stop())
  let requests = 0
  const handle: Bot['handle'] = asked => {
    const { person, channel: name } = asked.place
    const isPrivate = person !== undefined || name?.startsWith('private')
    const isShared = name?.startsWith('shared')
    const scope = scopeOf(asked.place, isShared ? 'shared' : isPrivate ? 'private' : 'public')
    return bot.handlers.handle({ ...asked, scope, id: `${++requests}`, locale: 'en-GB' })
  }
  const as: Bot['as'] = ({ person = 'Ada', place = channel, manages = options.manages ?? false }) => {
    const actor = { id: person === 'Ada' ? 'U1' : person, name: person, manages }
    const press: Bot['press'] = (invocation, surface = 'button') =>
      handle({ ...invocation, surface, place, actor })
    const ask = async (line: string): Promise<Answer> => {
      const read = parseCommandLine(line, commands)
      return 'reply' in read ? read : press(read, 'typed')
    }
    return { press, ask, say: async line => inWords((await ask(line)).reply) }
  }
  return {
    hub,
    arxiv,
    library,
    network,
    db,
    platform,
    async restart(disk = db) {
      await bot.stop()
      bot = begin(disk)
      await bot.start()
    },
    followUp: () => bot.synced({ lists: 0 }, new AbortController().signal),
    start: () => bot.start(),
    settled: () => settle(bot, db),
    faults,
    handle,
    as,
    ...as({}),
    complete: (command, option, typed) =>
      bot.handlers.complete({ command, option, typed, place: channel, scope: scopeOf(channel, 'public') }),
  }
}

/** A reply as people read it who see no buttons' colours. */
export function inWords(reply: Reply): string {
  return flatten(reply, { zone: 'Europe/Berlin' })
}

/** The better version of an answer that comes later, in words. */
export async function laterInWords({ later }: Answer): Promise<string | undefined> {
  const better = await later
  return better && inWords(better)
}

/** What is announced, and what an owner is told, is given to the outbox a little later: until that stays as it is. */
async function settle(bot: Pick<CoreBot, 'settled'>, db: Kysely<Database>): Promise<void> {
  for (let quiet = 0, before = ''; quiet < 2; ) {
    await bot.settled()
    for (let turn = 0; turn < 8; turn++) await setImmediate()
    const outbox = await db.selectFrom('outbox').select(['key', 'state']).execute()
    const pauses = await db.selectFrom('pauses').select(['subscription', 'told']).execute()
    const now = JSON.stringify([outbox, pauses])
    quiet = now === before ? quiet + 1 : 0
    before = now
  }
}

async function fillWithLists(library: Library): Promise<void> {
  await library.put(imported)
  await library.putList('2026-08-20', thursday, { fetchedAt: '2026-08-21T03:00:00Z', closed: true })
  await library.putList('2026-08-21', friday, { fetchedAt: '2026-08-21T08:30:00Z', closed: false })
}
