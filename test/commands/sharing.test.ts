/** What is shown to everyone, and what a channel has set about that. */
import { expect, test } from 'vitest'
import type { Answer } from '../../src/chat/reply.ts'
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
  expect(inWords(reply)).toMatch(/\[(?:Share|More)\]/)
})

test('where only managers share, the answer says so', async () => {
  const bot = await startBot({ settings: { share: 'managers' } })
  const { reply } = await bot.ask('trending share:yes')
  expect(reply.visibility).toBe('private')
  expect(inWords(reply)).toContain('Only people who manage this channel may share here')
})

const removal = (by: string) => ({ command: 'remove', options: { by } })

test('what was shared carries its removal by who shared it, and nothing else does', async () => {
  const bot = await startBot()
  for (const line of shareable) {
    const buttons = await Promise.all(
      ['yes', 'no'].map(async share => buttonsOf(await bot.ask(`${line} share:${share}`))),
    )
    expect(buttons[0]!.at(-1)).toEqual({ label: 'Remove', ...removal('U1') })
    expect(buttons[1]).not.toContainEqual(expect.objectContaining({ command: 'remove' }))
  }
})

test('who shared it removes it', async () => {
  const { reply } = await (await startBot()).press(removal('U1'))
  expect(reply).toMatchObject({ removes: true, visibility: 'private', summary: 'Removed.' })
})

test('others are told who may', async () => {
  const { reply } = await (await startBot()).press(removal('U2'))
  expect(reply).not.toHaveProperty('removes')
  expect(inWords(reply)).toBe(
    'Only who shared this and people who manage this channel can remove it. Ask one of them.',
  )
})

test('who manages the channel removes what others shared', async () => {
  const bot = await startBot({ settings: { manage: 'everyone' } })
  expect((await bot.press(removal('U2'))).reply.removes).toBe(true)
})

test('typed, nothing is removed, and that is said', async () => {
  const bot = await startBot()
  const { reply } = await bot.ask('remove')
  expect(reply).not.toHaveProperty('removes')
  expect(inWords(reply)).toContain(
    '"remove" is a button, and cannot be typed. What leads to it: search kv cache quantization share:yes',
  )
  expect(inWords((await bot.ask('remove by:U1')).reply)).toContain('No paper matches')
})

const buttonsOf = ({ reply: { blocks } }: Answer) =>
  blocks.flatMap(block => (block.kind === 'buttons' || block.kind === 'pager' ? block.buttons : []))
