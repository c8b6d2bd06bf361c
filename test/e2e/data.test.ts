/** A workspace's data and one's own in Discord and in Slack: who may, what is exported, and that what was deleted stays so. */
import { expect, test } from 'vitest'
import type { Chat, Person } from './chat.ts'
import { openLab } from './lab.ts'
import { startBot } from './process.ts'

/** Two processes, on a machine that does other things too. */
const patienceMs = 60_000

const paper = '2403.03507'

interface Team {
  readonly chat: Chat
  readonly channel: string
  readonly hidden: string
  /** The button of the workspace's data. */
  readonly label: string
}

const settings = ({ chat, channel }: Team, by: Person) => chat.ask(channel, 'settings', {}, by)
const card = ({ chat, channel }: Team, by: Person) => chat.ask(channel, 'paper', { paper }, by)

async function work(team: Team): Promise<void> {
  await (await card(team, 'ada')).press('Vote')
  await (await card(team, 'bob')).press('▲ Team 1')
  expect((await card(team, 'bob')).text).toContain('Team 2')
  await (await team.chat.ask(team.hidden, 'paper', { paper })).press('Save')
}

/** Bob manages nothing. In Discord he isn't offered what he may not do; Slack is asked when he presses. */
async function mayNot(team: Team): Promise<void> {
  const offered = await settings(team, 'bob')
  expect(offered.text.includes(team.label)).toBe(team.chat.name === 'slack')
  const shown = team.chat.name === 'slack' ? await offered.press(team.label) : offered
  expect(shown.text).toMatch(/My data|Only people who administer this workspace may/)
  expect(shown.text).not.toContain('Delete data')
}

async function exportsAndDeletes(team: Team): Promise<void> {
  const offered = await (await settings(team, 'ada')).press(team.label)
  const { text } = await offered.press('Export data')
  expect(text).toMatch(/What Paperboy keeps about this (?:server|workspace)/)
  expect(text).toContain('vote')
  for (const secret of ['saved', team.hidden]) expect(text).not.toContain(secret)

  const own = await (await (await settings(team, 'bob')).press('My data')).press('Delete data')
  expect((await own.press('Delete')).text).toMatch(/^Deleted\. Others see nothing of it any more\./)
  expect((await card(team, 'ada')).text).toContain('Team 1')

  const asked = await (await (await settings(team, 'ada')).press(team.label)).press('Delete data')
  expect((await asked.press('Delete')).text).toMatch(/^Deleted\. Messages that were posted stay/)
  const said = 'deleted what Paperboy kept about this'
  await team.chat.until(() => team.chat.posts(team.channel).some(({ text: line }) => line.includes(said)))
}

test(
  'exported and deleted by who administers the workspace, and one’s own by oneself; kill −9 brings nothing back',
  async () => {
    const { world, discord, slack, onDiscord, onSlack } = await openLab()
    const there = discord.channels
    const here = slack.channels
    const teams: Team[] = [
      { chat: onDiscord, channel: there.text, hidden: there.private, label: 'Server data' },
      { chat: onSlack, channel: here.general, hidden: here.private, label: 'Workspace data' },
    ]
    const begin = () => startBot(world, { ...onDiscord.env, ...onSlack.env })
    const first = begin()
    await first.until('answers on')
    for (const team of teams) {
      await work(team)
      await mayNot(team)
      await exportsAndDeletes(team)
    }
    first.kill('SIGKILL')
    await first.ended
    const second = begin()
    await second.until('answers on')
    for (const team of teams) {
      for (const by of ['ada', 'bob'] as const) expect((await card(team, by)).text).not.toContain('Team')
      expect(team.chat.posts(team.channel)).toHaveLength(1)
      expect(team.chat.posts(team.hidden)).toEqual([])
      expect(team.chat.violations).toEqual([])
    }
    second.kill('SIGTERM')
    expect((await second.ended).code).toBe(0)
  },
  patienceMs,
)
