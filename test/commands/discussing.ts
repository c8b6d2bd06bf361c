/** A bot that opens discussions, and what stands in its channels. */
import type { Place } from '../../src/chat/place.ts'
import type { Answer, Button, Reply } from '../../src/chat/reply.ts'
import { type Bot, inWords, startBot } from './bot.ts'

export const lab = { platform: 'memory', workspace: 'lab' } as const
export const channel: Place = { ...lab, channel: 'channel' }
export const other: Place = { ...lab, channel: 'other' }
export const hidden: Place = { ...lab, channel: 'private' }
export const forum: Place = { ...lab, channel: 'forum' }

/** Of the first thread in the channel. */
export const link = 'https://memory.example/memory/lab/channel/m1/m2'

export async function started(options: Parameters<typeof startBot>[0] = {}): Promise<Bot> {
  const bot = await startBot(options)
  await bot.start()
  return bot
}

export const buttonsOf = ({ reply: { blocks } }: Pick<Answer, 'reply'>): Button[] =>
  blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))

export function buttonOf(answer: Pick<Answer, 'reply'>, label: string): Extract<Button, { command: string }> {
  const button = buttonsOf(answer).find(one => one.label === label)
  if (!button || !('command' in button)) throw new Error(`no button ${label}: ${inWords(answer.reply)}`)
  return button
}

export const inChannel = ({ platform }: Bot, place = channel): Reply[] =>
  platform.in(place).map(({ reply }) => reply)
export const threadUnder = ({ platform }: Bot, place = channel, at = 0): Place => ({
  ...place,
  thread: platform.in(place)[at]!.id,
})
