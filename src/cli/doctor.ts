/** `papers doctor`: looks at everything that a bot stands on, and says what to do about each fault. */
import { accessSync, constants, existsSync } from 'node:fs'
import { type Config, readConfig, readEnvironment, unknownInEnvFile } from '../config.ts'
import { clockOf, logOf, openEncoder, openForReading, openSources } from '../compose.ts'
import { explain, PaperboyError } from '../errors.ts'
import { logSentences } from '../log.ts'
import { formatDate } from '../papers/calendar.ts'
import { counted } from '../papers/text.ts'
import { nothingKept } from '../sources/http.ts'
import { checkDatabase, indexFile } from '../storage/database.ts'
import { onFile } from '../storage/faults.ts'
import { lockHolder } from '../storage/lock.ts'

/** How long an upstream may take, in milliseconds. */
const upstreamDeadlineMs = 5000

interface Finding {
  readonly state: 'ok' | 'note' | 'fault'
  readonly text: string
}

/** Prints a line for each finding. @returns whether there is no fault. */
export async function runDoctor(): Promise<boolean> {
  const { config, findings: first } = configuration()
  const findings = [...first, ...(config ? await findingsOf(config) : [])]
  for (const { state, text } of findings) console.log(`${state.padEnd(5)} ${text}`)
  return findings.every(({ state }) => state !== 'fault')
}

function configuration(): { config?: Config; findings: Finding[] } {
  try {
    const config = readConfig(readEnvironment())
    const text = `Configuration: every variable is in order; "npm start" ${startsWhat(config)}.`
    return { config, findings: [{ state: 'ok', text }, ...unknownInEnvFile().map(unknown)] }
  } catch (error) {
    return { findings: [{ state: 'fault', text: explain(error) }] }
  }
}

function startsWhat({ DISCORD_TOKEN: discord, SLACK_BOT_TOKEN: slack }: Config): string {
  const platforms = [...(discord ? ['Discord'] : []), ...(slack ? ['Slack'] : [])]
  return platforms.length > 0 ? `starts ${platforms.join(' and ')}` : 'opens a chat in the terminal'
}

function unknown(name: string): Finding {
  return { state: 'note', text: `Configuration: ".env" sets ${name}, which Paperboy does not know.` }
}

async function findingsOf(config: Config): Promise<Finding[]> {
  const asked = upstreams(config)
  return [dataFolder(config), ...(await libraryFindings(config)), ...(await asked)]
}

function dataFolder({ PAPERBOY_DATA: folder }: Config): Finding {
  if (!existsSync(folder))
    return {
      state: 'note',
      text: `Data folder: "${folder}" is not there yet; it is made by "npm start", sync or import.`,
    }
  try {
    // With the slash, a file is none.
    onFile(folder, () => accessSync(`${folder}/`, constants.W_OK))
    const holder = lockHolder(folder)
    const process = holder?.pid ? ` (process ${holder.pid})` : ''
    return {
      state: 'ok',
      text: `Data folder: "${folder}", ${holder ? `in use by a Paperboy${process}` : 'not in use'}.`,
    }
  } catch (error) {
    return { state: 'fault', text: `Data folder: ${explain(error)}` }
  }
}

async function libraryFindings(config: Config): Promise<Finding[]> {
  const said: string[] = []
  const log = logOf(
    { ...config, LOG_LEVEL: 'warn' },
    logSentences(sentence => said.push(sentence)),
  )
  try {
    await checkDatabase(config.PAPERBOY_DATA).catch(unlessMissing)
    const { library, close } = await openForReading(config, log)
    const [newest] = await library.lists(1)
    const papers = counted(library.size, 'paper')
    await close()
    if (library.onlyStarter)
      return [
        {
          state: 'note',
          text: `Library: the ${papers} that come with Paperboy. Run "npm run -s papers -- sync", or import a file.`,
        },
      ]
    const list = newest
      ? `newest list ${formatDate(newest.date, clockOf(config)().toString().slice(0, 10))}`
      : 'no list yet; run "npm run -s papers -- sync"'
    return [{ state: 'ok', text: `Library: ${papers}, ${list}.` }, index(config, said)]
  } catch (error) {
    return [{ state: 'fault', text: `Library: ${explain(error)}` }]
  }
}

/** @throws PaperboyError any that does not say that there is no library yet */
function unlessMissing(error: unknown): void {
  if (!(error instanceof PaperboyError && error.code === 'storage.missing')) throw error
}

/** @param said what the library's log said while the index was read; nothing when it fits */
function index({ PAPERBOY_DATA: folder }: Config, said: readonly string[]): Finding {
  if (!existsSync(indexFile(folder)))
    return {
      state: 'note',
      text: 'Index: not saved yet, so each search builds it. The next "npm start", sync or import saves it.',
    }
  return said.length === 0
    ? { state: 'ok', text: 'Index: saved.' }
    : { state: 'note', text: `Index: ${said.join(' ')}` }
}

async function upstreams(config: Config): Promise<Finding[]> {
  const { huggingFace, arxiv } = openSources(config, nothingKept)
  const options = { deadlineMs: upstreamDeadlineMs, attempts: 1 }
  return Promise.all([
    ask('Hugging Face', 'HF_URL', huggingFace.trending(1, options)),
    ask('arXiv', 'ARXIV_URL', arxiv.paper('1706.03762', options)),
    ...encoder(config),
  ])
}

function encoder(config: Config): Promise<Finding>[] {
  const asked = openEncoder(config)
  if (!asked) return []
  const texts = [asked.textOf('speculative decoding', 'query')]
  return [
    asked.encode(texts, { deadlineMs: upstreamDeadlineMs, attempts: 1 }).then(
      ({ model, dimensions }): Finding => ({
        state: 'ok',
        text: `The encoder answers: ${model}, ${dimensions} dimensions.`,
      }),
      (error: Error): Finding => ({
        state: 'note',
        text: `${error.message} Searches do without it. Check ENCODER_URL, ENCODER_MODEL and ENCODER_KEY.`,
      }),
    ),
  ]
}

/** The message of a fault begins with who is at fault; since when is nothing to one who has just asked. */
async function ask(title: string, variable: string, answer: Promise<unknown>): Promise<Finding> {
  try {
    await answer
    return { state: 'ok', text: `${title} answers.` }
  } catch (error) {
    const then = `Paperboy works from its library until it answers. Check the network, or ${variable}.`
    return { state: 'note', text: `${(error as Error).message} ${then}` }
  }
}
