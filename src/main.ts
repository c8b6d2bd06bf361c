/** The composition root: configuration, storage, sources, core, platforms, clock, signals. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { commands, completers } from '../commands/index.ts'
import { createDispatch } from './chat/dispatch.ts'
import type { Platform } from './chat/platform.ts'
import { clock, logOf, openForWriting, openSources } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { explain, UserError } from './errors.ts'
import { createUpstream } from './library/live.ts'
import { starterPapers } from './library/starter.ts'
import { createSyncer } from './library/sync.ts'
import { greeting } from './terminal/greeting.ts'

/** Starts what is configured. @returns how to stop it. */
async function start(config: Config): Promise<() => Promise<void>> {
  requireKnownPlatforms(config)
  const log = logOf(config)
  const now = config.PAPERBOY_NOW ? () => Temporal.Instant.from(config.PAPERBOY_NOW!) : clock
  const { library, answers, close } = await openForWriting(config, log, now)
  if (library.size === 0) await library.put(starterPapers())

  const { huggingFace, arxiv } = openSources(config, answers)
  const liveSearch = config.LIVE_SEARCH === 'on'
  const upstream = createUpstream({ library, huggingface: huggingFace, arxiv, liveSearch, log })
  const syncer = createSyncer({ library, source: huggingFace, now: clock, log })
  const dispatch = createDispatch({
    commands,
    completers,
    services: { library, upstream, now },
    mayManage: () => true,
    seen: { first: () => true },
    log,
    newReference: () => randomBytes(3).toString('hex'),
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
