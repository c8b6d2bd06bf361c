/** The command line of the person who runs the bot. */
import { Command } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { runDoctor } from './cli/doctor.ts'
import { runImport } from './cli/import.ts'
import { type ManifestFlags, runManifest } from './cli/manifest.ts'
import type { RegisterFlags } from './cli/register.ts'
import { runSearch, type SearchFlags } from './cli/search.ts'
import { runSync, type SyncFlags } from './cli/sync.ts'
import { commandLog } from './compose.ts'
import { type Config, readConfig, readEnvironment } from './config.ts'
import { explain, UserError } from './errors.ts'
import type { Logger } from './log.ts'

/** The most results that one search prints. */
const mostResults = 1000

const program = new Command('papers')
  .description('Search and keep the library of Paperboy, beside the bot or without it.')
  .version(manifest.version)
  .showHelpAfterError('Add --help to see what it takes.')

program
  .command('search')
  .description('search the library')
  .argument(
    '<query...>',
    'words, "a phrase", -without, author:, org:, cat:, after:, before:, upvotes:, has:code, like:, an id',
  )
  .option('--json', 'print an array of {rank, id, title, score, reasons, passage} and nothing else')
  .option('--exact', 'take words as typed: none is corrected, nothing stands in for them')
  .option('--limit <n>', `how many papers, at most ${mostResults}`, parseLimit, 10)
  // A query may begin with an exclusion, such as -survey.
  .allowUnknownOption()
  .action((words: string[], flags: SearchFlags, command: Command) => {
    const mistyped = words.find(word => word.startsWith('--'))
    if (mistyped) command.error(`error: unknown option '${mistyped}'`)
    return runSearch(...configured(), words.join(' '), flags)
  })

program
  .command('import')
  .description(
    'bring papers from files into the library: JSON Lines, arrays of Hugging Face entries, saved result pages; gzipped or not',
  )
  .argument('<file...>')
  .action(async (files: string[]) => {
    if ((await runImport(...configured(), files)) > 0) process.exitCode = 1
  })

program
  .command('sync')
  .description('fetch the lists of Daily Papers that the library lacks')
  .option('--since <date>', 'from this list on, as in 2026-08-01')
  .action((flags: SyncFlags) => runSync(...configured(), flags))

program
  .command('register')
  .description('tell Discord which commands there are, and print the link that invites the bot')
  .argument('<platform>', 'discord', only('discord'))
  .option('--guild <id>', 'for one server only, to try commands out', parseId)
  .option('--remove', 'take the commands of that server away again')
  .action(async (_platform: string, flags: RegisterFlags) => {
    // It brings discord.js along, which takes longer to load than most commands take to run.
    const { runRegister } = await import('./cli/register.ts')
    await runRegister(configured()[0], flags)
  })

program
  .command('manifest')
  .description('print the manifest from which Slack makes the app')
  .argument('<platform>', 'slack', only('slack'))
  .option('--http <url>', 'be called at this address instead of using Socket Mode')
  .action((_platform: string, flags: ManifestFlags) => runManifest(flags))

program
  .command('doctor')
  .description('check configuration, data folder, library, index and upstreams')
  .action(async () => {
    if (!(await runDoctor())) process.exitCode = 1
  })

/** The configuration, and the log that belongs to it. */
function configured(): [Config, Logger] {
  const variables = readEnvironment()
  const config = readConfig(variables)
  return [config, commandLog(config, variables)]
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostResults) return limit
  throw new UserError(
    'search.limit',
    `--limit takes a whole number from 1 to ${mostResults}; it was "${text}".`,
    {
      help: 'Try: --limit 20',
    },
  )
}

function parseId(text: string): string {
  if (/^\d+$/.test(text)) return text
  throw new UserError('register.guild', `--guild takes the id of a server, digits only; it was "${text}".`, {
    help: 'Try: --guild 1046132480812345678',
  })
}

/** Reads the one platform that a command is for. */
function only(platform: string) {
  return (text: string): string => {
    if (text === platform) return text
    throw new UserError('cli.platform', `It takes ${platform}; it was "${text}".`, {
      help: 'Try: npm run -s papers -- register discord, or npm run -s papers -- manifest slack',
    })
  }
}

// Node tells nobody. Whoever reads no further (`| head -1`) wants no more; everything else is no success.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return
  console.error(`The answer could not be written (${error.code}).`)
  process.exitCode = 1
})

try {
  await program.parseAsync()
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
