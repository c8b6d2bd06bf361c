/** A walk over everything that can be pressed: each button fits into an id, comes back from it, and works. */
import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { decodeButton, encodeButton, maxButtonId } from '../../src/chat/button-codec.ts'
import { type Invocation, isInternal } from '../../src/chat/command.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { entry } from '../fakes/hugging-face.ts'
import { type Bot, startBot } from './bot.ts'

/** Presses beyond the first answer; a pair of lists and their pages is reached in two. */
const depth = 3

const beginnings = [
  ...commands.filter(command => !isInternal(command)).flatMap(({ examples }) => examples),
  'gradients',
  `gradients ${'and gradients '.repeat(20)}`,
  'gradients org:nvidia',
  'quantizaton',
  'paper Gradients for Training',
  'daily Sunday',
  'daily 2026-08-20',
  'trending month',
  'help search',
  'history gradients',
  'sttus',
  `mentioned ${[1, 2, 3, 4, 5, 6].map(last => `2608.1000${last}`).join(' ')}`,
]

const complaint =
  /needs a value|I don't know|can't read|no page|does not work from|cannot be typed|nothing to look for/

/** Everything in a reply that runs a command. */
function invocationsIn({ blocks }: Reply): Invocation[] {
  return blocks
    .flatMap((block): (Invocation | { readonly url: string } | undefined)[] => {
      if (block.kind === 'papers') return block.items.flatMap(({ buttons }) => buttons)
      if (block.kind === 'buttons') return [...block.buttons]
      if (block.kind === 'pager') return [block.previous, block.next, ...block.buttons]
      if (block.kind === 'select')
        return block.choices.map(({ value }) => ({
          command: block.command,
          options: { ...block.options, [block.option]: value },
        }))
      return []
    })
    .filter(button => button !== undefined && 'command' in button)
    .map(({ command, options }) => ({ command, options }))
}

/** The reply, and the better one that comes later. */
async function repliesTo(answer: ReturnType<Bot['ask']>): Promise<Reply[]> {
  const { reply, later } = await answer
  const better = await later
  return better ? [reply, better] : [reply]
}

test('every button of every reply decodes to itself and is answered', async () => {
  const bot = await startBot({ manages: true })
  await bot.start()
  bot.hub.hits = [entry('2608.20001')]
  for (const last of [1, 2, 3, 4, 5, 6]) await bot.ask(`save 2608.1000${last}`)
  const stored = new Map<string, string>()
  const pressed = new Map<string, Invocation>()
  let replies = (await Promise.all(beginnings.map(line => repliesTo(bot.ask(line))))).flat()
  for (let presses = 0; presses < depth; presses++) {
    const next: Reply[] = []
    for (const invocation of replies.flatMap(invocationsIn)) {
      const id = encodeButton(invocation, { put: ({ name, content }) => stored.set(name, content) })
      expect(id.length).toBeLessThanOrEqual(maxButtonId)
      if (pressed.has(id)) continue
      const decoded = await decodeButton(id, stored)
      expect(decoded).toEqual(invocation)
      pressed.set(id, invocation)
      next.push(...(await repliesTo(bot.press(invocation))))
    }
    replies = next
  }
  expect(bot.faults).toEqual([])
  expect(stored.size).toBeGreaterThan(0)
  expect(pressed.size).toBeGreaterThan(50)
  expect(new Set([...pressed.values()].map(({ command }) => command))).toEqual(
    new Set(commands.map(({ name }) => name)),
  )
})

test('no button leads to a complaint about its own options', async () => {
  const bot = await startBot()
  await bot.start()
  // What somebody else did stays, whatever is pressed here.
  for (const last of [1, 2, 3, 4, 5, 6]) await bot.as({ person: 'Grace' }).ask(`save 2608.1000${last}`)
  const complained: unknown[] = []
  for (const line of beginnings) {
    const replies = await repliesTo(bot.ask(line))
    for (const invocation of replies.flatMap(invocationsIn)) {
      const { summary } = (await bot.press(invocation)).reply
      if (complaint.test(summary)) complained.push({ ...invocation, summary })
    }
  }
  expect(complained).toEqual([])
})
