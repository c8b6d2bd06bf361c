/** Puts the parts together, for the bot and for the command line alike. */
import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import manifest from '../package.json' with { type: 'json' }
import { type ChannelSettings, settingsSchema } from './channels/settings.ts'
import type { ButtonStore } from './chat/button-codec.ts'
import type { Platform } from './chat/platform.ts'
import { type Config, type Environment, secretsOf } from './config.ts'
import { UserError } from './errors.ts'
import type { Library } from './library/library.ts'
import { type LibraryOptions, openLibrary } from './library/open-library.ts'
import { starterPapers } from './library/starter.ts'
import { createLog, type LogDestination, type Logger, logSentences } from './log.ts'
import type { SlackOptions } from './slack/adapter.ts'
import { type Arxiv, createArxiv } from './sources/arxiv.ts'
import { createEncoder, type Encoder } from './sources/encoder.ts'
import { type AnswerStore, keptAnswerSchema, type Network, nothingKept } from './sources/http.ts'
import { createHuggingFace, type HuggingFace } from './sources/huggingface.ts'
import { indexFile, modelFile, openDatabase, openMemoryDatabase } from './storage/database.ts'
import { acquireLock } from './storage/lock.ts'
import type { Database } from './storage/schema.ts'
import { createSeen, type Seen } from './storage/seen.ts'
import { createStore, type Namespace, type Store } from './storage/store.ts'

/** A library that was opened, what belongs to it, and how to close it all. */
export interface OpenedLibrary {
  readonly library: Library
  /** Where answers of upstreams are kept. */
  readonly answers: AnswerStore
  /** Where the options of long buttons are kept. */
  readonly buttons: ButtonStore
  /** Which requests were answered. */
  readonly seen: Seen
  /** What each channel has set. */
  readonly settings: Store<ChannelSettings>
  readonly db: Kysely<Database>
  readonly close: () => Promise<void>
}

export const clock = (): Temporal.Instant => Temporal.Now.instant()

/** The clock, or one that began at another instant when the process did. */
export function clockOf({ PAPERBOY_NOW: begin }: Config): () => Temporal.Instant {
  if (begin === undefined) return clock
  const started = Temporal.Instant.from(begin)
  return () => started.add({ milliseconds: Math.round(performance.now()) })
}

/** @param destination stderr when left out. */
export function logOf(config: Config, destination?: LogDestination): Logger {
  return createLog(config.LOG_LEVEL, secretsOf(config), destination)
}

/** The log of the command line: what LOG_LEVEL asks for where it is set, otherwise each warning once, as a sentence. */
export function commandLog(config: Config, { LOG_LEVEL: asked }: Environment): Logger {
  if (asked?.trim()) return logOf(config)
  return logOf({ ...config, LOG_LEVEL: 'warn' }, logSentences(console.error))
}

/**
 * Takes the data folder for this process (it is made when it is missing) and opens its library.
 * @param encoder sees nearness in meaning, and the library's papers in the background
 *
 * @throws UserError `storage.locked` while another process has it, and whatever `openDatabase` throws
 */
export async function openForWriting(config: Config, log: Logger, encoder?: Encoder): Promise<OpenedLibrary> {
  const folder = config.PAPERBOY_DATA
  const now = clockOf(config)
  const lock = acquireLock(folder)
  const { library, db } = await openStored(folder, { readOnly: false, now, log, encoder }).catch(
    (error: unknown) => {
      lock.release()
      throw error
    },
  )
  const storeOf = <T>(namespace: Namespace, schema: z.ZodType<T>) =>
    createStore(db, {
      namespace,
      schema,
      // What it is stays in `damaged_values`; a log hides whatever is called a key.
      onDamaged: ({ key: entry, reason }) =>
        log.warn({ namespace, entry, reason }, 'A stored value is damaged.'),
    })
  return {
    library,
    answers: storeOf('answers', keptAnswerSchema),
    buttons: storeOf('buttons', z.string()),
    seen: createSeen(storeOf('seen', z.literal(true))),
    settings: storeOf('settings', settingsSchema),
    db,
    close: async () => {
      await library.close()
      await db.destroy()
      lock.release()
    },
  }
}

/** Opens the library beside whoever writes to it; the papers that come with Paperboy where there is none yet. */
export async function openForReading(
  config: Config,
  log: Logger,
  encoder?: Encoder,
): Promise<Pick<OpenedLibrary, 'library' | 'close'>> {
  const folder = config.PAPERBOY_DATA
  try {
    const { library, db } = await openStored(folder, { readOnly: true, now: clock, log, encoder })
    const close = () => library.close().then(() => db.destroy())
    if (library.size > 0) return { library, close }
    await close()
  } catch (error) {
    if (!(error instanceof UserError && error.code === 'storage.missing')) throw error
  }
  const db = await openMemoryDatabase()
  const library = await openLibrary({ db, readOnly: false, now: clock, log })
  await library.put(starterPapers())
  return { library, close: () => db.destroy() }
}

async function openStored(
  folder: string,
  options: Pick<LibraryOptions, 'readOnly' | 'now' | 'log' | 'encoder'>,
) {
  const db = await openDatabase(folder, options)
  try {
    return {
      db,
      library: await openLibrary({
        db,
        snapshotFile: indexFile(folder),
        modelFile: modelFile(folder),
        ...options,
      }),
    }
  } catch (error) {
    await db.destroy()
    throw error
  }
}

/** The encoder that is configured, if one is. */
export function openEncoder(config: Config): Encoder | undefined {
  const { ENCODER_URL: url, ENCODER_MODEL: model, ENCODER_KEY: key } = config
  return url && model
    ? createEncoder({ url, model, key, network: networkOf(config, nothingKept) })
    : undefined
}

/** The upstreams, with nothing but this process's network behind them. */
export function openSources(
  config: Config,
  answers: AnswerStore,
): { huggingFace: HuggingFace; arxiv: Arxiv } {
  const network = networkOf(config, answers)
  return {
    huggingFace: createHuggingFace({ url: config.HF_URL, token: config.HF_TOKEN, network }),
    arxiv: createArxiv({ url: config.ARXIV_URL, network }),
  }
}

function networkOf(config: Config, answers: AnswerStore): Network {
  return {
    fetch,
    now: clockOf(config),
    wait: (ms, signal) => wait(ms, undefined, signal ? { signal } : {}),
    random: Math.random,
    answers,
    userAgent: `${manifest.name}/${manifest.version}`,
  }
}

/** The chat platforms that are configured; the SDK of one that isn't is never loaded. */
export async function chatPlatforms(
  config: Config,
  shared: Pick<SlackOptions, 'buttons' | 'log' | 'now' | 'onEnd'>,
): Promise<Platform[]> {
  const platforms: Platform[] = []
  if (config.DISCORD_TOKEN) {
    const { createDiscord } = await import('./discord/adapter.ts')
    platforms.push(createDiscord({ ...shared, token: config.DISCORD_TOKEN, apiUrl: config.DISCORD_API_URL }))
  }
  if (config.SLACK_BOT_TOKEN) {
    const { createSlack } = await import('./slack/adapter.ts')
    const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = config
    platforms.push(
      createSlack({
        ...shared,
        botToken: config.SLACK_BOT_TOKEN,
        ...(appToken && { appToken }),
        ...(signingSecret && { signingSecret }),
        port: config.PORT,
        host: config.HOST,
        apiUrl: config.SLACK_API_URL,
      }),
    )
  }
  return platforms
}
