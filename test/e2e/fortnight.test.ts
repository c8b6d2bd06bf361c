/**
 * A fortnight in Discord and Slack with five subscriptions on each, and one that is personal. The bot is killed every day
 * and begins anew on the next, with the lists as they are then.
 */
import { expect, test } from 'vitest'
import type { Chat, Posted, Shown, Values } from './chat.ts'
import { listsOn, titlesIn } from './fortnight-lists.ts'
import { days, type Got, nothing } from './fortnight-posts.ts'
import { type Lab, openLab, waitMs } from './lab.ts'

/** Eleven processes on two services, on a machine that does other things too. */
const patienceMs = 180_000

/** One's channels, each for a subscription. */
type Channels = Readonly<Record<Exclude<keyof Got, 'personal'>, string>> & { readonly chat: Chat }

/** In a forum commands are typed in one of its posts. */
function channelsOf({ discord, slack, onDiscord, onSlack }: Lab): [typed: Channels, posted: Channels][] {
  const { text, private: closed, forum, forumRequiringTag } = discord.channels
  const { general, second, private: hidden, mpim } = slack.channels
  const there = { chat: onDiscord, topics: text, best: closed, soFar: forum, waiting: forumRequiringTag }
  const here = { chat: onSlack, topics: general, best: second, soFar: hidden, waiting: mpim }
  const [soFar, waiting] = [forum, forumRequiringTag].map(each => discord.openPost(each, 'Set up'))
  return [
    [{ ...there, soFar: soFar!, waiting: waiting! }, there],
    [here, here],
  ]
}

async function save(preview: Shown): Promise<void> {
  expect((await preview.press('Save')).text).toMatch(/^Saved/)
}

async function filtered(preview: Promise<Shown>, values: Values): Promise<Shown> {
  return (await (await preview).press('More filters')).submit(values)
}

async function subscribe({ chat, topics, best, soFar, waiting }: Channels): Promise<void> {
  const typed = (channel: string, options: Values) =>
    chat.ask(channel, 'subscribe', { zone: 'Berlin', ...options })
  await save(await typed(topics, { topics: 'caching -survey', time: '09:00' }))
  const weekly = typed(topics, { days: 'weekly', time: '10:00', max: '3' })
  await save(await filtered(weekly, { 'Chosen from': 'What trends in the last 7 days' }))
  await save(await typed(best, { zone: 'New York', time: '08:00', max: '2' }))
  const agents = await typed(soFar, { topics: 'agents', zone: 'Istanbul', time: '17:00' })
  await save(await (await agents.press('Change')).submit({ 'Which list': 'Today so far' }))
  const routing = typed(waiting, { topics: 'routing' })
  await save(await filtered(routing, { 'Minimum of upvotes': '20 within 5 days' }))
  await save(await typed(topics, { topics: 'a mistake' }))
}

const papersIn = (chat: Chat, channel: string): Posted[] =>
  chat.posts(channel).filter(({ text }) => titlesIn(text).length > 0)

function gotIn({ chat, topics, best, soFar, waiting }: Channels): Got {
  const titles = (channel: string): string[][] => papersIn(chat, channel).map(({ text }) => titlesIn(text))
  return {
    topics: titles(topics),
    best: titles(best),
    soFar: titles(soFar),
    waiting: titles(waiting),
    personal: titles(chat.direct),
  }
}

/** Pressed on a line that an earlier process wrote. */
async function takeBackMistake({ chat, topics }: Channels): Promise<void> {
  const line = () => chat.posts(topics).find(({ text }) => text.includes('a mistake'))
  await chat.until(() => line() !== undefined)
  expect((await line()!.press('Undo')).text).toMatch(/^Taken back: it is removed\./)
}

/** What people do on some days. */
const acts: Readonly<Record<string, (here: Channels) => Promise<void>>> = {
  '2025-03-24': takeBackMistake,
  '2025-03-25': async ({ chat, topics }) =>
    save(await papersIn(chat, topics)[0]!.press('Get this privately')),
  '2025-03-27': async ({ chat, topics }) => {
    const { text } = await chat.ask(topics, 'status')
    expect(text).toContain('waiting for the list of Wednesday 26 March since Thu 27 Mar 09:00')
  },
  '2025-04-04': pressOldButtons,
}

/** Of the first digest, which ten processes ago was posted. */
async function pressOldButtons({ chat, topics }: Channels): Promise<void> {
  const [line, digest] = [chat.posts(topics)[0]!, papersIn(chat, topics)[0]!]
  expect((await digest.press('Discuss 1')).text).toMatch(/^Opened in #/)
  expect((await digest.press('Discuss 1')).text).toMatch(/^Already open in #/)
  expect((await digest.press('All 8')).text).toMatch(/^\W*Monday 24 March\W* · 8 papers · complete list/)
  expect((await digest.press('Get this privately')).text).toContain('You have this already')
  const form = await digest.press('Change')
  expect(form.text).toContain('Daily papers')
  expect((await form.submit({})).text).toMatch(/^\W*Preview for #[^]*Next post: Mon 7 Apr 09:00/)
  expect((await line.press('Undo')).text).toMatch(/^This can be taken back for a day/)
  const survey = await chat.ask(topics, 'why', { paper: 'A survey of caching 04-02' })
  expect(survey.text).toContain('"survey", which is left out, is in the title')
}

test(
  'a fortnight of daily restarts: each post on its day, each paper once in a channel',
  async () => {
    const lab = await openLab()
    const both = channelsOf(lab)
    const first = await lab.answering('2025-03-24T12:00:00Z', listsOn('2025-03-24'))
    for (const [typed] of both) await subscribe(typed)
    // The lines that say so: four on Discord, whose forums have none, and six on Slack.
    await expect.poll(async () => (await lab.outbox()).length, { timeout: waitMs }).toBe(10)
    first.kill('SIGKILL')
    await first.ended
    const expected = nothing()
    for (const [at, got] of days) {
      for (const name of Object.keys(got) as (keyof Got)[]) expected[name].push(...got[name]!)
      const bot = await lab.answering(at, listsOn(at.slice(0, 10)))
      for (const [, here] of both) {
        const message = `${here.chat.name}, ${at}`
        await expect.poll(() => gotIn(here), { timeout: waitMs, message }).toEqual(expected)
        await acts[at.slice(0, 10)]?.(here)
      }
      bot.kill('SIGKILL')
      await bot.ended
    }
    for (const [, { chat, ...channels }] of both) {
      const posts = [...Object.values(channels), chat.direct].flatMap(channel => chat.posts(channel))
      expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length)
      expect(posts.filter(({ loud }) => loud)).toEqual([])
      expect(chat.violations).toEqual([])
    }
  },
  patienceMs,
)
