/** How close to a platform's rate limit are posts sent, and is any of them refused for coming too fast? */
import { setTimeout as wait } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { Place } from '../src/chat/place.ts'
import type { Platform } from '../src/chat/platform.ts'
import type { Reply } from '../src/chat/reply.ts'
import { createDiscord } from '../src/discord/adapter.ts'
import { createLog } from '../src/log.ts'
import { createSlack } from '../src/slack/adapter.ts'
import { timing } from '../src/slack/timing.ts'
import { startFakeDiscord } from '../test/fakes/discord/server.ts'
import { startFakeSlack } from '../test/fakes/slack/server.ts'

/** Discord's own global limit: https://docs.discord.com/developers/topics/rate-limits */
const discordPerSecond = 50
/** Slack's one per second and channel, twenty times as fast on both sides. */
const slackPerSecond = 20
const seconds = process.argv.includes('--full') ? 20 : 5

const shared = {
  buttons: { get: async () => undefined, set: async () => undefined },
  log: createLog('silent'),
  now: () => Temporal.Now.instant(),
  onEnd: (error: unknown) => {
    throw error
  },
}
const handlers = {
  handle: () => Promise.reject(new Error('Nobody asks.')),
  expected: async () => 'private' as const,
  complete: () => [],
  commands: [],
}
const message: Reply = {
  summary: 'A post',
  visibility: 'public',
  blocks: [
    { kind: 'text', text: ['A post.'] },
    { kind: 'buttons', buttons: [{ label: 'Help', command: 'help', options: {} }] },
  ],
}

export async function postsTable(): Promise<string> {
  const rows = [await onDiscord(), await onSlack()].map(row => `| ${row.join(' | ')} |`)
  const head = [
    '| | posts | limit per s | sent per s | of the limit | answered 429 |',
    '|---|--:|--:|--:|--:|--:|',
  ]
  return ['Posts at the rate limit', '', ...head, ...rows, ''].join('\n')
}

async function onDiscord(): Promise<(string | number)[]> {
  const fake = await startFakeDiscord({ requestsPerSecond: discordPerSecond })
  const { token, url, guildId, channels } = fake
  const platform = createDiscord({ ...shared, token, apiUrl: url })
  const places = [channels.text, channels.private].map(
    (channel): Place => ({ platform: 'discord', workspace: guildId, channel }),
  )
  await platform.start(handlers)
  const took = await postAll(platform, places, discordPerSecond * seconds)
  const refused = fake.requests.filter(({ status }) => status === 429).length
  await platform.stop()
  await fake.close()
  return row('Discord, whole bot', discordPerSecond * seconds, discordPerSecond, took, refused)
}

async function onSlack(): Promise<(string | number)[]> {
  const fake = await startFakeSlack({ postsPerSecond: slackPerSecond })
  const { botToken, appToken, url, teamId, channels } = fake
  const platform = createSlack({
    ...shared,
    botToken,
    appToken,
    apiUrl: url,
    port: 0,
    host: '127.0.0.1',
    timing: { postEveryMs: timing.postEveryMs / slackPerSecond },
  })
  const place: Place = { platform: 'slack', workspace: teamId, channel: channels.general }
  await platform.start(handlers)
  const took = await postAll(platform, [place], slackPerSecond * seconds)
  const refused = fake.requests.filter(({ status }) => status === 429).length
  await platform.stop()
  await fake.close()
  return row('Slack, one channel', slackPerSecond * seconds, slackPerSecond, took, refused)
}

/** Sends them as delivery does: told to wait, it waits. Resolves with the seconds that it took. */
async function postAll(platform: Platform, places: readonly Place[], posts: number): Promise<number> {
  const waiting = Array.from({ length: posts }, (_, at) => at)
  const start = performance.now()
  const worker = async (): Promise<void> => {
    for (let at = waiting.shift(); at !== undefined; at = waiting.shift()) {
      const outcome = await platform.post(places[at % places.length]!, message, `key-${at}`)
      if (outcome.kind === 'sent') continue
      if (outcome.kind !== 'retry') throw new Error(JSON.stringify(outcome))
      waiting.unshift(at)
      await wait(outcome.afterMs)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return (performance.now() - start) / 1000
}

const row = (title: string, posts: number, limit: number, took: number, refused: number) => {
  const rate = posts / Math.max(took, 1)
  return [title, posts, limit, rate.toFixed(1), `${((100 * rate) / limit).toFixed(0)} %`, refused]
}
