/** Rows of discussions that cannot be read: each harms only itself. */
import { expect, test } from 'vitest'
import type { Stored } from '../../src/discussions/threads.ts'
import { channel, inChannel, started, threadUnder } from '../commands/discussing.ts'

const damages: readonly Partial<Stored>[] = [
  { message: '{' },
  { message: '{"place":"nowhere","message":"m1"}' },
  { message: '{"place":"elsewhere:lab:channel","message":"m1"}' },
  { channel: 'nowhere' },
  { parent: '[]' },
  { state: 'ajar' as never },
  { opened_at: 9e15 },
]

test.each(damages)('%j is left out wherever its paper is shown, and another can be opened', async damage => {
  const bot = await started({ settings: { followups: 'on' } })
  await bot.say('discuss 2608.10001')
  await bot.say('discuss 2608.10002')
  await bot.db.updateTable('discussions').set(damage).where('paper', '=', '2608.10001').execute()
  await bot.restart()
  expect(await bot.say('paper 2608.10001')).not.toContain('discussed')
  expect(await bot.say('daily 2026-08-20')).toContain('discussed')
  expect(await bot.say('history cache')).toContain('discussed')
  // Something has appeared of both papers.
  const papers = await bot.library.many(['2608.10001', '2608.10002'])
  await bot.library.put(papers.map(paper => ({ ...paper, code: { url: 'https://github.com/example/new' } })))
  await bot.db.updateTable('follow_ups').set({ state: 'awaited' }).where('kind', '=', 'code').execute()
  await bot.followUp()
  await bot.settled()
  expect(inChannel(bot, threadUnder(bot, channel, 1))).toHaveLength(2)
  expect(await bot.say('discuss 2608.10001')).toContain('Opened in #channel.')
  expect(await bot.say('paper 2608.10001')).toContain('discussed in #channel')
  expect(bot.faults).toMatchObject([
    { msg: 'a discussion cannot be read, and is left out', discussion: 1, paper: '2608.10001' },
  ])
})

test('a verdict that is none of those that can be given is left out', async () => {
  const bot = await started()
  await bot.press({ command: 'verdict', options: { paper: '2608.10001', verdict: 'Skim' } }, 'form')
  await bot.press({ command: 'verdict', options: { paper: '2608.10001', verdict: 'Skip' } }, 'form')
  await bot.db.updateTable('verdicts').set({ verdict: 'Skipped' }).where('verdict', '=', 'Skip').execute()
  expect(await bot.say('paper 2608.10001')).toContain('Verdict (Ada): Skim')
})
