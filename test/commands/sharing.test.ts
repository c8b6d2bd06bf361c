/** What is shown to everyone, and what a channel has set about that. */
import { expect, test } from 'vitest'
import { inWords, startBot } from './bot.ts'

const shareable = ['search gradients', 'paper 2608.10001', 'daily 2026-08-20', 'trending'] as const

test.each(shareable)(
  '"%s" is for everyone where the channel has set that, and says who asked',
  async line => {
    const bot = await startBot({ settings: { visibility: 'public' } })
    const { reply } = await bot.ask(line)
    expect(reply.visibility).toBe('public')
    expect(inWords(reply)).toContain('Shared by Ada')
  },
)

test.each(shareable)('"%s share:no" is for one', async line => {
  const bot = await startBot({ settings: { visibility: 'public' } })
  const { reply } = await bot.ask(`${line} share:no`)
  expect(reply.visibility).toBe('private')
  expect(inWords(reply)).not.toContain('Shared')
  expect(inWords(reply)).toContain('[Share]')
})

test('where only managers share, the answer says so', async () => {
  const bot = await startBot({ settings: { share: 'managers' } })
  const { reply } = await bot.ask('trending share:yes')
  expect(reply.visibility).toBe('private')
  expect(inWords(reply)).toContain('Only people who manage this channel may share here')
})
