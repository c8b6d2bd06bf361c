/** How soon is a command in Slack and Discord acknowledged while Hugging Face stalls, and how soon answered? */
import { createServer } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { startFakeDiscord } from '../test/fakes/discord/server.ts'
import { startFakeSlack } from '../test/fakes/slack/server.ts'
import { inFolder, withBot } from './processes.ts'
import { type Row, table } from './table.ts'
import { percentile } from './timing.ts'

const atOnce = 200
const oneByOne = 100

/** A service on loopback, and what a person does in it. */
interface Chat {
  readonly env: Readonly<Record<string, string>>
  /** Types a command; the milliseconds until it is acknowledged, and the answer. */
  ask(): { acknowledged(): Promise<number>; answered(): Promise<unknown> }
  close(): Promise<void>
}

/** The bare peers do nothing but answer; Paperboy searches in the 100 papers that come with it. */
export async function chatsTable(): Promise<string> {
  const paperboy = new URL('../src/main.ts', import.meta.url)
  const rows = [
    await measure('Paperboy on Discord', paperboy, discord),
    await measure('bare discord.js', new URL('bots/discord.ts', import.meta.url), discord),
    await measure('Paperboy on Slack', paperboy, slack),
    await measure('bare Bolt', new URL('bots/slack.ts', import.meta.url), slack),
  ]
  const columns = ['ack p50 ms', 'ack p99 ms', 'answer p50 ms', 'answer p99 ms', 'peak MB']
  return table(`${atOnce} commands at once; then ${oneByOne}, one by one, to the whole answer`, columns, rows)
}

async function measure(title: string, script: URL, open: () => Promise<Chat>): Promise<Row> {
  const stalled = createServer(() => undefined).listen(0, '127.0.0.1')
  await once(stalled, 'listening')
  const HF_URL = `http://127.0.0.1:${(stalled.address() as AddressInfo).port}`
  const acks = await ask(script, open, { HF_URL }, async chat =>
    Promise.all(Array.from({ length: atOnce }, () => chat.ask().acknowledged())),
  )
  stalled.closeAllConnections()
  stalled.close()
  const answers = await ask(script, open, {}, async chat => {
    const times: number[] = []
    for (let asked = 0; asked < oneByOne; asked++) {
      const start = performance.now()
      await chat.ask().answered()
      times.push(performance.now() - start)
    }
    return times
  })
  const figures = [acks.result, answers.result].flatMap(times => [
    percentile(times, 0.5),
    percentile(times, 0.99),
  ])
  return [title, ...figures, Math.max(acks.used.peakMb, answers.used.peakMb)]
}

/** Without a warm-up: the first commands of a process are the slow ones. */
function ask<T>(
  script: URL,
  open: () => Promise<Chat>,
  env: Record<string, string>,
  work: (chat: Chat) => Promise<T>,
) {
  return inFolder(async PAPERBOY_DATA => {
    const chat = await open()
    try {
      return await withBot(script, { ...chat.env, ...env, PAPERBOY_DATA }, () => work(chat))
    } finally {
      await chat.close()
    }
  })
}

async function discord(): Promise<Chat> {
  const fake = await startFakeDiscord({ patienceMs: 60_000 })
  return {
    env: { DISCORD_TOKEN: fake.token, DISCORD_API_URL: fake.url },
    ask: () => {
      const asked = fake.command({ command: 'search', options: { query: 'low-rank adaptation' } })
      return {
        acknowledged: () => asked.acknowledged().then(() => asked.ackMs!),
        answered: () => asked.answered(),
      }
    },
    close: () => fake.close(),
  }
}

async function slack(): Promise<Chat> {
  const fake = await startFakeSlack()
  return {
    env: { SLACK_BOT_TOKEN: fake.botToken, SLACK_APP_TOKEN: fake.appToken, SLACK_API_URL: fake.url },
    ask: () => {
      const asked = fake.command('low-rank adaptation')
      return {
        acknowledged: () => asked.acknowledged().then(() => asked.ackMs!),
        answered: () => asked.answered(),
      }
    },
    close: () => fake.close(),
  }
}
