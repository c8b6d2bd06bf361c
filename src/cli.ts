/** The command line of the person who runs the bot. */
import { Argument, Command, InvalidArgumentError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { runDoctor } from './cli/doctor.ts'
import { runImport } from './cli/import.ts'
import { type ManifestFlags, runManifest } from './cli/manifest.ts'
import type { RegisterFlags } from './cli/register.ts'
import { runSearch, type SearchFlags } from './cli/search.ts'
import { runSync, type SyncFlags } from './cli/sync.ts'
import { commandLog, environment } from './compose.ts'
import { type Config, readConfig } from './config.ts'
import { explain } from './errors.ts'
import type { Logger } from './log.ts'

/** The most results that one search prints. */
const mostResults = 1000

const program = new Command('papers')
  .description('Search and keep the library of Paperboy, beside the bot or without it.')
  .version(manifest.version)
  .showHelpAfterError()

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
  .addArgument(new Argument('<platform>').choices(['discord']))
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
  .addArgument(new Argument('<platform>').choices(['slack']))
  .option('--http <url>', 'be called at this address instead of using Socket Mode')
  .action((_platform: string, flags: ManifestFlags) => runManifest(flags))

program
  .command('doctor')
  .description('check configuration, data folder, library, index and upstreams')
  .action(async () => {
    if (!(await runDoctor(environment()))) process.exitCode = 1
  })

/** The configuration, and the log that belongs to it. */
function configured(): [Config, Logger] {
  const variables = environment()
  const config = readConfig(variables)
  return [config, commandLog(config, variables)]
}

function parseLimit(text: string): number {
  const limit = Number(text)
  if (Number.isInteger(limit) && limit >= 1 && limit <= mostResults) return limit
  throw new InvalidArgumentError(`It takes a whole number from 1 to ${mostResults}, as in --limit 20.`)
}

function parseId(text: string): string {
  if (/^\d+$/.test(text)) return text
  throw new InvalidArgumentError("It takes a server's id, as in --guild 1046132480812345678.")
}

try {
  await program.parseAsync()
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
