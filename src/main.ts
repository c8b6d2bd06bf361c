/** The composition root: configuration, storage, sources, core, platforms, clock, signals. */
import { join } from 'node:path'
import { type Services, today } from '../commands/services.ts'
import { createBot } from './bot.ts'
import type { Platform } from './chat/platform.ts'
import { chatPlatforms, clock, clockOf, logOf, openEncoder, openForWriting, openSources } from './compose.ts'
import { type Config, readConfig, readEnvironment } from './config.ts'
import { explain } from './errors.ts'
import { createUpstream } from './library/live.ts'
import { starterPapers } from './library/starter.ts'
import { createSyncer } from './library/syncer.ts'
import { logFile } from './log.ts'
import { capitalised } from './papers/text.ts'
import { greeting } from './terminal/greeting.ts'
import { isInteractive, openTerminal } from './terminal/open.ts'

/** What is waited for Hugging Face before the first line, in milliseconds: for a person longer than for a pipe. */
const firstContactMs = { person: 1000, pipe: 250 }

async function start(config: Config): Promise<void> {
  const folder = config.PAPERBOY_DATA
  const inTerminal = !config.DISCORD_TOKEN && !config.SLACK_BOT_TOKEN
  const log = logOf(config, inTerminal ? logFile(join(folder, 'paperboy.log')) : undefined)
  const now = clockOf(config)
  const opened = await openForWriting(config, log, openEncoder(config))
  const { library, answers, buttons, close } = opened
  if (library.size === 0) await library.put(starterPapers())

  const { huggingFace, arxiv } = openSources(config, answers)
  const liveSearch = config.LIVE_SEARCH === 'on'
  const upstream = createUpstream({ library, huggingface: huggingFace, arxiv, liveSearch, log })
  const platforms = inTerminal
    ? [await terminal()]
    : await chatPlatforms(config, { buttons, log, now: clock, onEnd: fail })
  const bot = createBot({ opened, upstream, platforms, now, log })
  const syncer = createSyncer({
    library,
    source: huggingFace,
    now,
    log,
    afterwards: (report, signal) => bot.synced(report, signal),
  })
  let stopping: Promise<void> | undefined
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  // A chat that nobody reads any further (`| head`) is over; a bot goes on without its one line.
  process.stdout.on('error', () => inTerminal && stop())
  syncer.start()
  try {
    // A pipe is answered to its end at once, so what is due stands there before.
    if (inTerminal) await bot.start().then(() => bot.settled())
    await Promise.all(platforms.map(platform => platform.start(bot.handlers)))
    if (!inTerminal) await bot.start()
    if (!inTerminal) console.log(`Paperboy answers on ${namesOf(platforms)}. Ctrl-C ends it.`)
  } catch (error) {
    if (!stopping) fail(error)
  }

  async function terminal(): Promise<Platform> {
    const deadlineMs = isInteractive() ? firstContactMs.person : firstContactMs.pipe
    await huggingFace.trending(1, { deadlineMs, attempts: 1 }).catch(() => undefined)
    return openTerminal({ folder, now, greeting: await greetingOf({ library, upstream, now }), onEnd: leave })
  }

  /** What was announced is said before a pipe ends. */
  function leave(): void {
    void bot.settled().then(stop, stop)
  }

  /** A platform that cannot go on ends the process, so that whoever watches over it sees that. */
  function fail(error: unknown): void {
    console.error(explain(error))
    process.exitCode = 1
    stop()
  }

  function stop(): void {
    stopping ??= Promise.all(platforms.map(platform => platform.stop()))
      .then(() => bot.stop())
      .then(() => syncer.stop())
      .then(close)
      .catch((error: unknown) => log.error({ err: error }, 'did not stop in order'))
  }
}

const namesOf = (platforms: readonly Platform[]): string =>
  platforms.map(({ name }) => capitalised(name)).join(' and ')

async function greetingOf(services: Pick<Services, 'library' | 'upstream' | 'now'>): Promise<string> {
  const { library, upstream } = services
  const newest = await library.newestList()
  return greeting({
    papers: library.size,
    onlyStarter: library.onlyStarter,
    today: today(services),
    upstream: upstream.health()[0]!.health.state,
    ...(newest && { newestList: newest.date }),
  })
}

try {
  await start(readConfig(readEnvironment()))
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
