/**
 * The whole process is killed between claim, send and confirm, at every request that its posts are made of, in Discord
 * and Slack: once before the service has taken the request, once after it. The next start finds out which it was.
 */
import { expect, test } from 'vitest'
import { nextListDay } from '../../src/papers/calendar.ts'
import { entry } from '../fakes/hugging-face.ts'
import type { Posted } from './chat.ts'
import { type Lab, openLab, type Row } from './lab.ts'
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

  const next = await lab.start(`${day}T08:10:00Z`)
  await expect.poll(() => unsentIn(lab), { timeout: patienceMs, interval: 50, message: step }).toEqual([])
  next.kill('SIGKILL')
  await next.ended
}

const unknowable = 'Whether it arrived cannot be known, and it is never sent twice.'

/** Kills the bot where nobody may look afterwards: on Discord before the first request was taken, on Slack after it. */
async function killedUnseen(lab: Lab, spots: readonly Spot[], list: string): Promise<void> {
  const { discord, slack, onDiscord, onSlack } = lab
  const day = nextListDay(list)
  lab.hub.lists.set(list, papersOf(list))
  const held = spots.map(({ chat, channel }) => chat.holdPost(channel))
  const victim = await lab.start(`${day}T08:00:00Z`)
  await Promise.all(spots.map((spot, at) => spot.chat.until(() => held[at]!.hasCome)))
  for (const [at, { chat }] of spots.entries()) if (chat === onSlack) await held[at]!.take()
  victim.kill('SIGKILL')
  await victim.ended
  const { dm, ...inServer } = discord.channels
  for (const channel of Object.values(inServer)) discord.deny(['ReadMessageHistory'], channel)
  const { im, ...inTeam } = slack.channels
  for (const channel of [inTeam.second, inTeam.private, inTeam.general]) slack.setChannel(channel, 'left')

  const next = await lab.start(`${day}T08:10:00Z`)
  await next.until('answers on')
  const open = async () => (await lab.outbox()).filter(({ due }) => due !== null)
  await expect.poll(open, { timeout: patienceMs, interval: 50 }).toEqual([])
  const rows = await lab.outbox()
  const states = Object.fromEntries(spots.map(spot => [spot.channel, statesIn(rows, spot, day)]))
  const there = Object.fromEntries(spots.map(spot => [spot.channel, messagesAbout(spot, list).length]))
  expect(states).toEqual({
    [inServer.text]: ['unknowable', 'refused', 'sent', 'sent'],
    [inServer.private]: ['unknowable', 'refused'],
    [inServer.forum]: ['unknowable', 'sent'],
    [inServer.forumRequiringTag]: ['unknowable'],
    [dm]: ['sent'],
    [inTeam.second]: ['unknowable', 'refused'],
    [inTeam.private]: ['unknowable', 'refused'],
    [inTeam.general]: ['unknowable'],
    [im]: ['sent'],
  })
  expect(there).toEqual({
    [inServer.text]: 2,
    [inServer.private]: 0,
    [inServer.forum]: 1,
    [inServer.forumRequiringTag]: 0,
    [dm]: 1,
    [inTeam.second]: 1,
    [inTeam.private]: 1,
    [inTeam.general]: 1,
    [im]: 1,
  })
  const asked = [
    [onDiscord, inServer.text],
    [onDiscord, inServer.private],
    [onSlack, inTeam.second],
    [onSlack, inTeam.general],
  ] as const
  for (const [chat, channel] of asked) {
    expect((await chat.ask(channel, 'why', { paper: papersOf(list)[0]!['title'] as string })).text).toContain(
      unknowable,
    )
    expect((await chat.ask(channel, 'why')).text).toContain(unknowable)
    expect((await chat.ask(channel, 'status')).text).toContain(
      '1 message of which nobody can tell whether they arrived',
    )
  }
}

function expectEachOnce(spots: readonly Spot[], list: string): void {
  for (const spot of spots) {
    const messages = messagesAbout(spot, list)
    expect(new Set(messages.map(({ key }) => key)).size, `${spot.place}, ${list}`).toBe(messages.length)
    expect(messages.length, `${spot.place}, ${list}`).toBe(spot.requests.length)
    expect(messages.filter(({ loud }) => loud)).toEqual([])
  }
}

const steps: readonly Step[] = [1, 2, 3].flatMap(nth => [
  { nth, taken: false },
  { nth, taken: true },
])

test(
  'killed at any request of a post, before or after it was taken, each message is there once',
  async () => {
    const lab = await openLab()
    lab.hub.lists.set('2025-02-28', papersOf('2025-02-28'))
    const first = await lab.start('2025-03-03T12:00:00Z')
    await first.until('answers on')
    const spots = await setUp(lab)
    first.kill('SIGTERM')
    await first.ended

    let list = '2025-03-03'
    for (const step of steps) {
      await killedAt(lab, spots, list, step)
      list = nextListDay(list)
    }
    for (let each = '2025-03-03'; each < list; each = nextListDay(each)) expectEachOnce(spots, each)

    await killedUnseen(lab, spots, list)
    expect([...lab.onDiscord.violations, ...lab.onSlack.violations]).toEqual([])
  },
  patienceMs,
)
