/** The composition root: configuration, storage, sources, core, platforms, clock, signals. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import { commands, completers } from '../commands/index.ts'
import type { Services } from '../commands/services.ts'
import { createDispatch } from './chat/dispatch.ts'
import { clock, logOf, openForWriting, openSources } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { explain, UserError } from './errors.ts'

async function start(config: Config): Promise<void> {
  requireKnownPlatforms(config)
}

/** @throws UserError for a platform that is configured and that this version does not speak. */
function requireKnownPlatforms({ DISCORD_TOKEN, SLACK_BOT_TOKEN }: Config): void {
  const name = DISCORD_TOKEN ? 'DISCORD_TOKEN' : SLACK_BOT_TOKEN ? 'SLACK_BOT_TOKEN' : undefined
  if (name)
    throw new UserError('config.platform', `${name} is set, but this version of Paperboy speaks only in the terminal.`, {
      help: `Leave ${name} out to chat there.`,
    })
}

try {
  await start(readConfig(process.env))
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
