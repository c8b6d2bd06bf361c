/** The composition root: configuration, storage, sources, core, platforms, clock, signals. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { commands, completers } from '../commands/index.ts'
import { type Services, today } from '../commands/services.ts'
import { createDispatch } from './chat/dispatch.ts'
import { clock, environment, logOf, openForWriting, openSources } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { explain, UserError } from './errors.ts'
import { createUpstream } from './library/live.ts'
import { starterPapers } from './library/starter.ts'
import { createSyncer } from './library/syncer.ts'
import { logFile } from './log.ts'
import { greeting } from './terminal/greeting.ts'
import { isInteractive, openTerminal } from './terminal/open.ts'

/** What is waited for Hugging Face before the first line, in milliseconds: for a person longer than for a pipe. */
const firstContactMs = { person: 1000, pipe: 250 }

async function start(config: Config): Promise<void> {
  requireKnownPlatforms(config)
  const folder = config.PAPERBOY_DATA
  const log = logOf(config, logFile(join(folder, 'paperboy.log')))
  const now = config.PAPERBOY_NOW ? () => Temporal.Instant.from(config.PAPERBOY_NOW!) : clock
  const { library, answers, close } = await openForWriting(config, log, now)
  if (library.size === 0) await library.put(starterPapers())

  const { huggingFace, arxiv } = openSources(config, answers)
  const liveSearch = config.LIVE_SEARCH === 'on'
  const upstream = createUpstream({ library, huggingface: huggingFace, arxiv, liveSearch, log })
  const syncer = createSyncer({ library, source: huggingFace, now: clock, log })
  const services: Services = { library, upstream, now }
  const handlers = createDispatch({
    commands,
    completers,
    services,
    mayManage: ({ actor }) => actor.manages,
    seen: { first: () => true },
    log,
    newReference: () => randomBytes(3).toString('hex'),
  })

  const deadlineMs = isInteractive() ? firstContactMs.person : firstContactMs.pipe
  await huggingFace.trending(1, { deadlineMs, attempts: 1 }).catch(() => undefined)
  const terminal = openTerminal({ folder, now, greeting: await greetingOf(services), onEnd: stop })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop)
  syncer.start()
  await terminal.start(handlers)

  function stop(): void {
    Promise.resolve(terminal.stop())
      .then(() => syncer.stop())
      .then(close)
      .catch((error: unknown) => log.error({ err: error }, 'did not stop in order'))
  }
}

async function greetingOf(services: Services): Promise<string> {
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

/** @throws UserError for a platform that is configured and that this version does not speak. */
function requireKnownPlatforms({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): void {
  const name = DISCORD_TOKEN ? 'DISCORD_TOKEN' : SLACK_BOT_TOKEN ? 'SLACK_BOT_TOKEN' : undefined
  if (!name) return
  throw new UserError('config.platform', `${name} is set, but this version speaks only in the terminal.`, {
    help: `Leave ${name} out to chat there.`,
  })
}

try {
  await start(readConfig(environment()))
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
