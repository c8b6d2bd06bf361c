/** What services refuse and keep waiting, and what becomes of it: beside what they take, and over restarts. */
import { expect, test } from 'vitest'
import { entry } from '../fakes/hugging-face.ts'
import type { Chat } from './chat.ts'
import { type Lab, openLab, waitMs } from './lab.ts'
import { startBot } from './process.ts'

/** Six processes, on a machine that does other things too. */
const patienceMs = 120_000

/** In seconds. */
const retryAfter = 2

/** A request that would post something. */
interface Attempt {
  readonly channel: string
  readonly status: number | undefined
  readonly atMs: number
}

interface Places {
  readonly chat: Chat
  readonly limited: string
  readonly slow: string
  readonly attempts: () => Attempt[]
}

function placesOf({ discord, slack, onDiscord, onSlack }: Lab): Places[] {
  const [there, here] = [discord.channels, slack.channels]
  const onServer = (): Attempt[] =>
    discord.requests
      .filter(({ route }) => route === 'POST /channels/:id/messages')
      .map(({ path, status, at }) => ({ channel: path.split('/')[2]!, status, atMs: at }))
  const inTeam = (): Attempt[] =>
    slack.requests
      .filter(({ method }) => method === 'chat.postMessage')
      .map(({ body, status, atMs }) => ({ channel: body['channel'] as string, status, atMs }))
  return [
    { chat: onDiscord, limited: there.text, slow: there.private, attempts: onServer },
    { chat: onSlack, limited: here.general, slow: here.second, attempts: inTeam },
  ]
}

/** How long after each 429 it was tried again in the same channel, in milliseconds. */
function waitsIn(attempts: readonly Attempt[]): number[] {
  return attempts.flatMap(({ channel, status, atMs }, at) => {
    const next = attempts.slice(at + 1).find(one => one.channel === channel)
    return status === 429 ? [next!.atMs - atMs] : []
  })
}

async function subscribe({ chat, limited, slow }: Places): Promise<void> {
  for (const channel of [limited, slow, chat.direct]) {
    const options = { topics: 'caching', zone: 'Berlin', time: '09:00' }
    const preview = await chat.ask(channel, 'subscribe', options)
    expect((await preview.press('Save')).text).toMatch(/^Saved/)
  }
}

/** How often a list was posted in the channels, and to the person. */
const timesPosted = ({ chat, limited, slow }: Places, list: string): number[] =>
  [limited, slow, chat.direct].map(
    channel => chat.posts(channel).filter(({ text }) => text.includes(`Caching ${list}`)).length,
  )

const pauses = ({ chat }: Places): string[] =>
  chat.posts(chat.direct).flatMap(({ text }) => (text.includes('are paused') ? [text] : []))

function listed({ hub }: Lab, list: string): void {
  hub.lists.set(list, [entry(`2503.${list.slice(8)}001`, { title: `Caching ${list}` })])
}

/** Tuesday: one channel is limited, one never answers; after a restart each has its post, and a second bot is refused. */
async function limitedAndSlow(lab: Lab, both: readonly Places[]): Promise<void> {
  const { discord, slack } = lab
  const headers = { 'retry-after': String(retryAfter), 'x-ratelimit-scope': 'shared' }
  listed(lab, '2025-03-03')
  slack.limit({ method: 'chat.postMessage', channel: slack.channels.general, seconds: retryAfter })
  const [inText, inPrivate] = both.map(({ chat, slow }) => chat.holdPost(slow))
  discord.answerNext('POST /channels/:id/messages', { status: 429, headers })
  const bot = await lab.start('2025-03-04T08:00:00Z')
  for (const places of both)
    await expect.poll(() => timesPosted(places, '2025-03-03'), { timeout: waitMs }).toEqual([1, 0, 1])
  expect([inText!.hasCome, inPrivate!.hasCome]).toEqual([true, true])
  for (const { attempts } of both) {
    const [waited, ...more] = waitsIn(attempts())
    expect(waited).toBeGreaterThanOrEqual(retryAfter * 1000)
    expect(more).toEqual([])
  }
  bot.kill('SIGKILL')
  await bot.ended

  const next = await lab.start('2025-03-04T08:10:00Z')
  for (const places of both)
    await expect.poll(() => timesPosted(places, '2025-03-03'), { timeout: waitMs }).toEqual([1, 1, 1])
  const { onDiscord, onSlack, world } = lab
  const second = await startBot(world, { ...onDiscord.env, ...onSlack.env }).ended
  expect(second).toMatchObject({ code: 1, stdout: '' })
  expect(second.stderr).toContain(`is in use by another Paperboy (process ${next.pid})`)
  next.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
}

/** Wednesday: the channel is archived, or takes no messages; its owner is told once, and it goes on once that is mended. */
async function refusing(lab: Lab, both: readonly Places[]): Promise<void> {
  const { discord, slack } = lab
  const reasons = ['Paperboy lacks a permission here.', 'This channel is archived.']
  listed(lab, '2025-03-04')
  slack.setChannel(slack.channels.general, 'archived')
  discord.deny(['SendMessages'], discord.channels.text)
  const tried = () =>
    both.map(({ attempts, limited }) => attempts().filter(({ channel }) => channel === limited).length)
  const before = tried()
  const bot = await lab.start('2025-03-05T08:00:00Z')
  for (const [at, places] of both.entries()) {
    await expect.poll(() => timesPosted(places, '2025-03-04'), { timeout: waitMs }).toEqual([0, 1, 1])
    await places.chat.until(() => pauses(places).length > 0)
    const status = await places.chat.ask(places.limited, 'status')
    expect(status.text).toMatch(
      new RegExp(`paused since [^·]*: ${reasons[at]}[^·]* · last Wed 5 Mar: 1 paper, not delivered\\n`),
    )
    expect(status.text).toContain('Posts arrive here: no, ')
    expect((await places.chat.ask(places.limited, 'why')).text).toContain(
      `It was not delivered. ${reasons[at]}`,
    )
  }
  bot.kill('SIGKILL')
  await bot.ended

  const next = await lab.start('2025-03-05T09:00:00Z')
  await next.until('answers on')
  expect(tried()).toEqual(before.map(count => count + 1))
  slack.setChannel(slack.channels.general, 'open')
  discord.allow(['SendMessages'], discord.channels.text)
  for (const [at, places] of both.entries()) {
    const list = await places.chat.ask(places.limited, 'subscriptions')
    expect((await list.press('Resume')).text).toMatch(/^Resumed\. Next post Thu 6 Mar 09:00\./)
    await expect.poll(() => timesPosted(places, '2025-03-04'), { timeout: waitMs }).toEqual([1, 1, 1])
    expect(pauses(places)).toEqual([expect.stringContaining(`: nothing can be posted there. ${reasons[at]}`)])
  }
  next.kill('SIGTERM')
  expect((await next.ended).code).toBe(0)
}

test(
  'a channel that waits or refuses keeps no other one waiting, and gets each post once',
  async () => {
    const lab = await openLab()
    const both = placesOf(lab)
    const first = await lab.start('2025-03-03T12:00:00Z')
    await first.until('answers on')
    for (const places of both) await subscribe(places)
    first.kill('SIGTERM')
    await first.ended
    await limitedAndSlow(lab, both)
    await refusing(lab, both)
    for (const places of both) {
      expect(timesPosted(places, '2025-03-03')).toEqual([1, 1, 1])
      expect(places.chat.violations).toEqual([])
    }
  },
  patienceMs,
)
