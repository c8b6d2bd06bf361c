/** What do cards and `history` cost with 10,000 discussions, and how soon is a thread there in Slack and Discord? */
import { starterPapers } from '../src/library/starter.ts'
import { startFakeDiscord } from '../test/fakes/discord/server.ts'
import { startFakeSlack } from '../test/fakes/slack/server.ts'
import type { Discussed } from './engines/discussions.ts'
import { inFolder, run, withBot } from './processes.ts'
import { type Row, table } from './table.ts'
import { percentile } from './timing.ts'

/** A person may open three a day. */
const papers = starterPapers()
  .slice(0, 3)
  .map(({ id }) => id)

interface Opened {
  readonly ackMs: number
  readonly threadMs: number
}

export async function discussionsTables(): Promise<string> {
  const program = new URL('engines/discussions.ts', import.meta.url)
  const { output, peakMb } = await inFolder(PAPERBOY_DATA => run(program, [], { env: { PAPERBOY_DATA } }))
  const { tenCardsMs, firstHistory, historyMs, libraryMs } = JSON.parse(output) as Discussed
  const columns = ['p50 ms', 'p99 ms', 'CPU ms']
  return [
    `A place's first \`history\`: ${firstHistory.ms.toFixed(0)} ms, during which all else waits for ${firstHistory.heldUpMs.toFixed(0)} ms at most. Peak: ${peakMb.toFixed(0)} MB.\n`,
    table('10,000 discussions among 13,197 papers', columns, [
      ['the library, 25 hits', ...libraryMs],
      ['`history`', ...historyMs],
      ['what is known of ten cards', ...tenCardsMs],
    ]),
    table(
      'Opening a discussion, nothing warmed up',
      ['first ack ms', 'ack p50 ms', 'first thread ms', 'thread p50 ms'],
      [row('Discord', await onDiscord()), row('Slack', await onSlack())],
    ),
  ].join('\n')
}

function row(title: string, opened: readonly Opened[]): Row {
  const acks = opened.map(({ ackMs }) => ackMs)
  const threads = opened.map(({ threadMs }) => threadMs)
  return [title, acks[0]!, percentile(acks, 0.5), threads[0]!, percentile(threads, 0.5)]
}

const bot = new URL('../src/main.ts', import.meta.url)

async function onDiscord(): Promise<Opened[]> {
  const fake = await startFakeDiscord({ patienceMs: 60_000 })
  const env = { DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.url }
  const openers = (): number =>
    fake.threads(fake.channels.text).reduce((sum, thread) => sum + fake.messages(thread).length, 0)
  try {
    return await opening(env, async (paper, nth) => {
      const start = performance.now()
      const asked = fake.command({ command: 'discuss', options: { paper } })
      await fake.until(() => openers() > nth)
      const threadMs = performance.now() - start
      await asked.answered()
      return { ackMs: asked.ackMs!, threadMs }
    })
  } finally {
    await fake.close()
  }
}

async function onSlack(): Promise<Opened[]> {
  const fake = await startFakeSlack()
  const env = { SLACK_BOT_TOKEN: fake.botToken, SLACK_APP_TOKEN: fake.appToken, SLACK_API_URL: fake.url }
  const openers = (): number =>
    fake
      .messages(fake.channels.general)
      .filter(({ ts }) => fake.messages(fake.channels.general, ts).length > 0).length
  try {
    return await opening(env, async (paper, nth) => {
      const start = performance.now()
      const asked = fake.command(`discuss ${paper}`)
      await fake.until(() => openers() > nth)
      const threadMs = performance.now() - start
      await asked.answered()
      return { ackMs: asked.ackMs!, threadMs }
    })
  } finally {
    await fake.close()
  }
}

/** One after the other in one bot, each once what the one before posted is out of the way of Slack's limit. */
async function opening(
  env: Readonly<Record<string, string>>,
  open: (paper: string, nth: number) => Promise<Opened>,
): Promise<Opened[]> {
  const { result } = await inFolder(PAPERBOY_DATA =>
    withBot(bot, { ...env, PAPERBOY_DATA }, async () => {
      const opened: Opened[] = []
      for (const [nth, paper] of papers.entries()) {
        opened.push(await open(paper, nth))
        await new Promise(resolve => setTimeout(resolve, 1100))
      }
      return opened
    }),
  )
  return result
}
