/** A bot without a platform: the real commands, dispatch, library and sources, over upstreams on loopback. */
import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { commands } from '../../commands/index.ts'
import { createBot } from '../../src/bot.ts'
import { type ChannelSettings, newSettings, settingsSchema } from '../../src/channels/settings.ts'
import { parseCommandLine } from '../../src/chat/command-line.ts'
import type { Invocation } from '../../src/chat/command.ts'
import { formatPlace } from '../../src/chat/place.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Answer, Reply } from '../../src/chat/reply.ts'
import type { Choice, Surface } from '../../src/chat/request.ts'
import type { Library } from '../../src/library/library.ts'
import { createUpstream } from '../../src/library/live.ts'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { createArxiv } from '../../src/sources/arxiv.ts'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import { createSeen } from '../../src/storage/seen.ts'
import { createStore, type Namespace } from '../../src/storage/store.ts'
import { type FakeArxiv, startArxiv } from '../fakes/arxiv.ts'
import { type FakeHuggingFace, startHuggingFace } from '../fakes/hugging-face.ts'
import { MemoryPlatform } from '../fakes/memory-platform.ts'
import { type FakeNetwork, fakeNetwork } from '../fakes/network.ts'
import { friday, imported, thursday } from './papers.ts'

export interface Bot {
  readonly hub: FakeHuggingFace
  readonly arxiv: FakeArxiv
  readonly library: Library
  readonly network: FakeNetwork
  readonly platform: MemoryPlatform
  /** Posts what is due. */
  readonly start: () => Promise<void>
  /** Faults that were logged. */
  readonly faults: unknown[]
  /** Answers a line that was typed, a reply of the command language itself included. */
  readonly ask: (line: string) => Promise<Answer>
  /** Answers a button, or a form once it is filled in. */
  readonly press: (invocation: Invocation, surface?: Surface) => Promise<Answer>
  /** What a line is answered with, in words, with moments in Berlin. */
  readonly say: (line: string) => Promise<string>
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
  const platform = new MemoryPlatform()
  const storeOf = <T>(namespace: Namespace, schema: z.ZodType<T>) =>
    createStore(db, { namespace, schema, onDamaged: damage => void faults.push(damage) })
  const settings = storeOf('settings', settingsSchema)
  if (options.settings)
    await settings.set(formatPlace(channel.place), { ...newSettings(channel.place), ...options.settings })
  const bot = createBot({
    opened: {
      library,
      db,
      settings,
      seen: createSeen(storeOf('seen', z.literal(true))),
    },
    upstream,
    platforms: [platform],
    now: network.now,
    log: createLog('error', [], { write: line => void faults.push(JSON.parse(line)) }),
  })
  const { handlers } = bot
  let requests = 0
  const press = (invocation: Invocation, surface: Surface = 'button'): Promise<Answer> =>
    handlers.handle({
      ...invocation,
      ...channel,
      id: `${++requests}`,
      surface,
      actor: { id: 'U1', name: 'Ada', manages: options.manages ?? false },
      locale: 'en-GB',
    })
  const ask = async (line: string): Promise<Answer> => {
    const read = parseCommandLine(line, commands)
    return 'reply' in read ? read : press(read, 'typed')
  }
  return {
    hub,
    arxiv,
    library,
    network,
    platform,
    start: () => bot.start(),
    faults,
    ask,
    press,
    say: async line => inWords((await ask(line)).reply),
    complete: (command, option, typed) => handlers.complete({ command, option, typed, ...channel }),
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

const lab = { platform: 'memory', workspace: 'lab' } as const
const channel = { place: { ...lab, channel: 'channel' }, scope: { kind: 'public', ...lab } } as const

async function fillWithLists(library: Library): Promise<void> {
  await library.put(imported)
  await library.putList('2026-08-20', thursday, { fetchedAt: '2026-08-21T03:00:00Z', closed: true })
  await library.putList('2026-08-21', friday, { fetchedAt: '2026-08-21T08:30:00Z', closed: false })
}
