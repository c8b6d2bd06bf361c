/** The composition root: configuration, storage, sources, core, platforms, clock, signals. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { commands, completers } from '../commands/index.ts'
import type { Services } from '../commands/services.ts'
import { createDispatch } from './chat/dispatch.ts'
import type { Handlers, Platform } from './chat/platform.ts'
import { clock, environment, logOf, openForWriting, openSources } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { explain, UserError } from './errors.ts'
import { createUpstream } from './library/live.ts'
import { starterPapers } from './library/starter.ts'
import { createSyncer } from './library/syncer.ts'
import { type Logger, logFile } from './log.ts'
import { createTerminal } from './terminal/adapter.ts'
import { greeting, nothingToRead } from './terminal/greeting.ts'
import { openTranscript } from './terminal/transcript.ts'

/** What the terminal waits for Hugging Face before its first line: a person longer than a pipe, in milliseconds. */
const firstContactMs = { person: 1000, pipe: 250 }

async function start(config: Config): Promise<void> {
  requireKnownPlatforms(config)
  const log = logOf(config, logFile(join(config.PAPERBOY_DATA, 'paperboy.log')))
  const now = config.PAPERBOY_NOW ? () => Temporal.Instant.from(config.PAPERBOY_NOW!) : clock
  const { library, answers, close } = await openForWriting(config, log, now)
  if (library.size === 0) await library.put(starterPapers())

  const { huggingFace, arxiv } = openSources(config, answers)
  const liveSearch = config.LIVE_SEARCH === 'on'
  const upstream = createUpstream({ library, huggingface: huggingFace, arxiv, liveSearch, log })
  const syncer = createSyncer({ library, source: huggingFace, now: clock, log })
  const services: Services = { library, upstream, now }
  const handlers = createHandlers(services, log)

  const interactive = process.stdin.isTTY && process.stdout.isTTY
  const deadlineMs = interactive ? firstContactMs.person : firstContactMs.pipe
  await huggingFace.trending(1, { deadlineMs }).catch(() => undefined)
  const platform = await terminal(config, services, interactive, stop)
  syncer.start()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  await platform.start(handlers)

  function stop(): void {
    Promise.resolve(platform.stop())
      .then(() => syncer.stop())
      .then(close)
      .catch((error: unknown) => log.error({ err: error }, 'did not stop in order'))
  }
}

function createHandlers(services: Services, log: Logger): Handlers {
  return createDispatch({
    commands,
    completers,
    services,
    mayManage: () => true,
    seen: { first: () => true },
    log,
    newReference: () => randomBytes(3).toString('hex'),
  })
}

async function terminal(
  config: Config,
  { library, upstream, now }: Services,
  interactive: boolean,
  stop: () => void,
): Promise<Platform> {
  const [newest] = await library.lists(1)
  const today = now().toString().slice(0, 10)
  const { papers, onlyStarter } = { papers: library.size, onlyStarter: library.onlyStarter }
  const health = upstream.health()[0]!.health.state
  const zone = Intl.DateTimeFormat().resolvedOptions()
  return createTerminal({
    input: process.stdin,
    output: process.stdout,
    interactive,
    color: interactive && !process.env['NO_COLOR'],
    now,
    zone: zone.timeZone,
    locale: zone.locale,
    transcript: openTranscript(join(config.PAPERBOY_DATA, 'terminal.jsonl')),
    historyFile: join(config.PAPERBOY_DATA, 'terminal.history'),
    greeting: greeting({
      papers,
      onlyStarter,
      today,
      upstream: health,
      ...(newest && { newestList: newest.date }),
    }),
    onEnd: entered => {
      if (entered === 0 && !interactive) console.error(nothingToRead)
      stop()
    },
  })
}

/** @throws UserError for a platform that is configured and that this version does not speak. */
function requireKnownPlatforms({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): void {
  const name = DISCORD_TOKEN ? 'DISCORD_TOKEN' : SLACK_BOT_TOKEN ? 'SLACK_BOT_TOKEN' : undefined
  if (name)
    throw new UserError(
      'config.platform',
      `${name} is set, but this version of Paperboy speaks only in the terminal.`,
      {
        help: `Leave ${name} out to chat there.`,
      },
    )
}

try {
  await start(readConfig(environment()))
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
