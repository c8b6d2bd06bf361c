/**
 * The whole process is killed between claim, send and confirm, at every request that its posts are made of, in Discord
 * and Slack: once before the service has taken the request, once after it. The next start finds out which it was.
 */
import { expect, test } from 'vitest'
import { nextListDay } from '../../src/papers/calendar.ts'
import { entry } from '../fakes/hugging-face.ts'
import type { Chat, Posted } from './chat.ts'
import { type Lab, openLab, type Row, waitMs } from './lab.ts'
import { type Spot, setUp } from './spots.ts'

const patienceMs = 180_000

const papersOf = (list: string) =>
  ['a', 'b'].map((letter, at) =>
    entry(`${list.slice(2, 4)}${list.slice(5, 7)}.${list.slice(8)}00${at}`, {
      title: `Caching ${list} ${letter}`,
      upvotes: 9 - at,
    }),
  )

const withThreads = (posts: readonly Posted[]): Posted[] =>
  posts.flatMap(post => [post, ...withThreads(post.thread)])

/** What stands in a place about a list, threads included. */
const messagesAbout = ({ chat, channel }: Spot, list: string): Posted[] =>
  withThreads(chat.posts(channel)).filter(({ text }) => text.includes(`Caching ${list}`))

const isComplete = (spot: Spot, list: string): boolean =>
  messagesAbout(spot, list).length >= spot.requests.length

/** The states of a place's messages where the process died with the nth request. */
function statesAt({ requests }: Spot, nth: number): Row['state'][] {
  let before = 0
  return requests.map(count => {
    before += count
    return before < nth ? 'sent' : before - count < nth ? 'sending' : 'claimed'
  })
}

const statesIn = (rows: readonly Row[], { place }: Spot, day: string): Row['state'][] =>
  rows.filter(row => row.place === place && row.key.includes(`:${day}:`)).map(({ state }) => state)

const statesOf = async (lab: Lab): Promise<Row['state'][]> => (await lab.outbox()).map(({ state }) => state)

const unsentIn = async (lab: Lab): Promise<Row[]> =>
  (await lab.outbox()).filter(({ state }) => state !== 'sent')

interface Step {
  readonly nth: number
  readonly taken: boolean
}

/** Kills the bot at a request of each place, and has the next one settle what became of it. */
async function killedAt(lab: Lab, spots: readonly Spot[], list: string, { nth, taken }: Step): Promise<void> {
  const [day, step] = [nextListDay(list), `request ${nth}, ${taken ? 'taken' : 'not taken'}`]
  lab.hub.lists.set(list, papersOf(list))
  const held = spots.map(({ chat, channel }) => chat.holdPost(channel, nth))
  const victim = await lab.start(`${day}T08:00:00Z`)
  const hasCome = (spot: Spot, at: number): boolean => held[at]!.hasCome || isComplete(spot, list)
  await Promise.all(spots.map((spot, at) => spot.chat.until(() => hasCome(spot, at))))
  if (taken) for (const each of held) await each.take()
  victim.kill('SIGKILL')
  await victim.ended
  const rows = await lab.outbox()
  const reached = spots.filter((_, at) => held[at]!.hasCome)
  expect(
    reached.map(spot => statesIn(rows, spot, day)),
    `killed at ${step}`,
  ).toEqual(reached.map(spot => statesAt(spot, nth)))
  for (const each of held) each.lift()

  // Discord itself knows for a few minutes what was sent before.
  lab.discord.clock.advance(10 * 60_000)
  const next = await lab.start(`${day}T08:10:00Z`)
  await expect.poll(() => unsentIn(lab), { timeout: waitMs, interval: 50, message: step }).toEqual([])
  next.kill('SIGKILL')
  await next.ended
}

/** Kills the bot once each place took its first request. Nobody may look there afterwards, but for direct messages. */
async function killedUnseen(lab: Lab, spots: readonly Spot[], list: string): Promise<void> {
  const { discord, slack } = lab
  const day = nextListDay(list)
  lab.hub.lists.set(list, papersOf(list))
  const held = spots.map(({ chat, channel }) => chat.holdPost(channel))
  const victim = await lab.start(`${day}T08:00:00Z`)
  await Promise.all(spots.map((spot, at) => spot.chat.until(() => held[at]!.hasCome)))
  for (const each of held) await each.take()
  victim.kill('SIGKILL')
  await victim.ended
  const { dm, ...inServer } = discord.channels
  for (const channel of Object.values(inServer)) discord.deny(['ReadMessageHistory'], channel)
  const { second, private: hidden, general, im } = slack.channels
  for (const channel of [second, hidden, general]) slack.setChannel(channel, 'left')

  const next = await lab.start(`${day}T08:10:00Z`)
  await next.until('answers on')
  const open = async () => (await lab.outbox()).filter(({ due }) => due !== null)
  await expect.poll(open, { timeout: waitMs, interval: 50 }).toEqual([])
  const rows = await lab.outbox()
  const found = spots.map(spot => [
    spot.channel,
    { states: statesIn(rows, spot, day), there: messagesAbout(spot, list).length },
  ])
  expect(Object.fromEntries(found)).toEqual({
    [inServer.text]: { states: ['unknowable', 'refused', 'sent', 'sent'], there: 3 },
    [inServer.private]: { states: ['unknowable', 'refused'], there: 1 },
    [inServer.forum]: { states: ['unknowable', 'sent'], there: 2 },
    [inServer.forumRequiringTag]: { states: ['unknowable'], there: 1 },
    [dm]: { states: ['sent'], there: 1 },
    [second]: { states: ['unknowable', 'refused'], there: 1 },
    [hidden]: { states: ['unknowable', 'refused'], there: 1 },
    [general]: { states: ['unknowable'], there: 1 },
    [im]: { states: ['sent'], there: 1 },
  })
  for (const { chat, channel } of spots)
    if ([inServer.text, inServer.private, second, general].includes(channel))
      await saysUnknowable(chat, channel, list)
}

async function saysUnknowable(chat: Chat, channel: string, list: string): Promise<void> {
  const ofPaper = await chat.ask(channel, 'why', { paper: `Caching ${list} a` })
  expect(ofPaper.text).toContain('Whether it arrived cannot be known, and it is never sent twice.')
  const ofAll = await chat.ask(channel, 'why')
  expect(ofAll.text).toMatch(/Whether (?:all of )?it arrived cannot be known, and it is never sent twice\./)
  const counted = '1 message that may or may not have arrived'
  expect((await chat.ask(channel, 'status')).text).toContain(counted)
}

function expectEachOnce(spots: readonly Spot[], list: string): void {
  for (const spot of spots) {
    const messages = messagesAbout(spot, list)
    expect(new Set(messages.map(({ key }) => key)).size, `${spot.place}, ${list}`).toBe(messages.length)
    expect(messages.length, `${spot.place}, ${list}`).toBe(spot.requests.length)
    expect(messages.filter(({ loud }) => loud)).toEqual([])
  }
}

/** Kills the bot at one request after the other, a day for each. */
async function killedEachDay(taken: boolean): Promise<{ lab: Lab; spots: Spot[]; next: string }> {
  const lab = await openLab()
  lab.hub.lists.set('2025-02-28', papersOf('2025-02-28'))
  const first = await lab.start('2025-03-03T12:00:00Z')
  await first.until('answers on')
  const spots = await setUp(lab)
  // The lines that say so, in five channels.
  await expect.poll(() => statesOf(lab), { timeout: waitMs }).toEqual(Array(5).fill('sent'))
  first.kill('SIGKILL')
  await first.ended

  let list = '2025-03-03'
  for (const nth of [1, 2, 3]) {
    await killedAt(lab, spots, list, { nth, taken })
    list = nextListDay(list)
  }
  for (let each = '2025-03-03'; each < list; each = nextListDay(each)) expectEachOnce(spots, each)
  return { lab, spots, next: list }
}

test(
  'killed at any request of a post, before or after it was taken, each message is there once',
  async () => {
    const [{ lab: other }, { lab, spots, next }] = await Promise.all([
      killedEachDay(false),
      killedEachDay(true),
    ])
    await killedUnseen(lab, spots, next)
    const chats = [lab, other].flatMap(({ onDiscord, onSlack }) => [onDiscord, onSlack])
    expect(chats.flatMap(({ violations }) => violations)).toEqual([])
  },
  patienceMs,
)
