/**
 * A team's week in Discord and in Slack, on papers of August 2026. Ada manages the channel, Bob is a member; the bot is killed
 * every day and begins anew on the next.
 */
import { expect, test } from 'vitest'
import type { Chat, Posted, Shown } from './chat.ts'
import { openLab, waitMs } from './lab.ts'
import { aurora, dreamTraj, gemma, listsOn } from './week-lists.ts'

/** Ten starts on two services, on a machine that does other things too. */
const patienceMs = 180_000

interface Team {
  readonly chat: Chat
  readonly channel: string
}

async function monday({ chat, channel }: Team): Promise<void> {
  const preview = await chat.ask(channel, 'subscribe', { topics: 'diffusion', zone: 'Berlin' })
  expect(preview.text).toMatch(/^\W*Preview for #[^]*First post: Tue 4 Aug 09:00, with Monday’s list\./)
  expect((await preview.press('Save')).text).toMatch(/^Saved\. First post Tue 4 Aug 09:00\./)
  const week = await chat.ask(channel, 'subscribe', { kind: 'team', zone: 'Berlin' })
  expect((await week.press('Save')).text).toMatch(/^Saved\. First post Fri 7 Aug 16:00\./)
  const settings = chat.name === 'slack' ? ['followups', 'links'] : ['followups']
  for (const setting of settings)
    expect((await chat.ask(channel, 'settings', { setting, value: 'on' })).text).toMatch(
      /: \W*(?:its thread is told|a card)\b/,
    )
}

/** The bot was not there on Tuesday. Bob discusses a paper, Ada wants to as well, and says what she thinks. */
async function wednesday(team: Team): Promise<void> {
  const digest = await postWith(team, gemma.title)
  expect(digest.text).toMatch(/^\W*Monday 3 and Tuesday 4 August\W* · 6 on the lists, 2 for this channel/)
  const [first, second] = await Promise.all([digest.press('Discuss 2', 'bob'), digest.press('Discuss 2')])
  const said = [first.text, second.text].map(text => text.split(' in #')[0])
  expect(new Set(said)).toEqual(new Set(['Opened', 'Already open']))
  const { thread } = await discussion(team)
  expect(thread.map(({ text }) => text)).toEqual([expect.stringContaining(gemma.summary)])
  const form = await thread[0]!.press('Verdict')
  const judged = await form.submit({ Verdict: 'Worth reading', 'Why, in one line': 'Many tokens a step' })
  expect(judged.text).toMatch(/\bWorth reading\b\W*, Many tokens a step \(ada, /i)
}

/** Bob finds the paper elsewhere, and sees that it was discussed. */
async function thursday(team: Team): Promise<void> {
  const { chat, channel } = team
  const known = /discussed in #.*(?:<t:|5 Aug)[^]*Verdict \(ada\): Worth reading, Many tokens a step/i
  const card = await chat.ask(channel, 'paper', { paper: gemma.title }, 'bob')
  expect(card.text).toMatch(known)
  expect((await card.press('Vote')).text).toContain('▲ Team 1')
  expect(await chat.paste(channel, `https://arxiv.org/abs/${gemma.id}v1`)).toMatch(
    /discussed .*(?:<t:|5 Aug)/,
  )
  await postWith(team, aurora.title)
  const other = await chat.ask(channel, 'search', { query: 'aurora-lm' }, 'bob')
  expect((await (await opened(other)).press('Save')).text).toContain('Saved')
  const list = await chat.ask(channel, 'reading', { show: 'team' })
  expect(list.text).toMatch(/^\W*The team’s reading list\W* · 1 paper\n[^]*AURORA-LM[^]*\bbob\b/i)
}

const opened = (list: Shown): Promise<Shown> => list.press('Open 1')

/** Code has appeared: the thread is told, and nobody else. In the afternoon the week is summed up. */
async function friday(team: Team): Promise<void> {
  const { chat } = team
  const week = await postWith(team, 'The team’s week to Friday 7 August')
  expect(week.text).toMatch(
    /\n\W*Discussed\W*\n• .*DiffusionGemma.*team ▲ 1 · ada: Worth reading, Many tokens a step\n/i,
  )
  expect(week.text).toMatch(/\n\W*Still to read\W*\n• .*AURORA-LM.* · bob\n/i)
  expect(week.text).toMatch(
    /\n\W*The world upvoted, and we missed\W*\n1\W+SwanTale[^]*LongHorizon-Harness[^]*MerchantBench/,
  )
  expect(week.text).not.toMatch(/DreamTraj|LLaDA|<@|@ada/)
  await chat.until(() => discussionsIn(team).some(({ thread }) => thread.length > 1))
  const { thread } = await discussion(team)
  expect(thread.map(({ text }) => text)).toEqual([
    expect.stringContaining(gemma.summary),
    expect.stringMatching(/^There is \W*code\b.* for this paper now/),
  ])
}

/** A week later it is all found again. */
async function nextMonday(team: Team): Promise<void> {
  const { chat, channel } = team
  const found = await chat.ask(
    channel,
    'history',
    { query: 'what did we say about many tokens at once?' },
    'bob',
  )
  expect(found.text).toMatch(
    /DiffusionGemma[^]*discussed in #.*(?:<t:|5 Aug)[^]*team ▲ 1 · posted here .*(?:<t:|5 Aug)/,
  )
  expect((await chat.ask(channel, 'cite', { paper: gemma.id })).text).toContain('eprint = {2608.00146}')
  const again = await (await postWith(team, gemma.title)).press('Discuss 2', 'bob')
  expect(again.text).toMatch(/^Already open in #/)
  const { text } = await chat.ask(channel, 'paper', { paper: dreamTraj.id })
  expect(text).not.toContain('discussed')
}

const days: readonly (readonly [at: string, act: (team: Team) => Promise<void>])[] = [
  ['2026-08-03T12:00:00Z', monday],
  ['2026-08-05T07:05:00Z', wednesday],
  ['2026-08-06T07:05:00Z', thursday],
  ['2026-08-07T14:05:00Z', friday],
  ['2026-08-10T07:05:00Z', nextMonday],
]

async function postWith({ chat, channel }: Team, title: string): Promise<Posted> {
  const post = () => chat.posts(channel).find(({ text }) => text.includes(title))
  await chat.until(() => post() !== undefined)
  return post()!
}

const discussionsIn = ({ chat, channel }: Team): Posted[] =>
  chat.posts(channel).filter(({ thread }) => thread.length > 0)

async function discussion(team: Team): Promise<Posted> {
  await team.chat.until(() => discussionsIn(team).length > 0)
  expect(discussionsIn(team)).toHaveLength(1)
  return discussionsIn(team)[0]!
}

test(
  'a team’s week: one place for a paper, found again from every mention of it',
  async () => {
    const lab = await openLab()
    const teams: Team[] = [
      { chat: lab.onDiscord, channel: lab.discord.channels.text },
      { chat: lab.onSlack, channel: lab.slack.channels.general },
    ]
    for (const [at, act] of days) {
      const bot = await lab.answering(at, listsOn(at.slice(0, 10)))
      for (const team of teams) await act(team)
      await expect
        .poll(async () => (await lab.outbox()).every(({ state }) => state === 'sent'), { timeout: waitMs })
        .toBe(true)
      bot.kill('SIGKILL')
      await bot.ended
    }
    for (const { chat, channel } of teams) {
      const posts = chat.posts(channel).flatMap(post => [post, ...post.thread])
      expect(new Set(posts.map(({ key }) => key)).size).toBe(posts.length)
      expect(posts.filter(({ loud }) => loud)).toEqual([])
      expect(chat.violations).toEqual([])
    }
  },
  patienceMs,
)
