/** What is shared out of a person's own conversation, which others may read: in a server without the bot, or with a friend. */
import { expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import { startBot } from './bot.ts'

const own: Place = { platform: 'memory', workspace: 'lab', person: 'U1' }

test.each(['paper 2608.10001', 'search tiny caches', 'daily 2026-08-20', 'trending week'])(
  '%s says nothing of what was said there, or in the workspace',
  async line => {
    const bot = await startBot()
    await bot.start()
    const alone = bot.as({ place: own })
    const paper = '2608.10001'
    await bot.say(`discuss ${paper}`)
    await alone.press({ command: 'vote', options: { paper } })
    await alone.press({ command: 'verdict', options: { paper, verdict: 'Skip', line: 'mine alone' } }, 'form')
    const shared = await alone.ask(`${line} share:yes`)
    expect(shared.reply.visibility).toBe('public')
    const [toAll, toOne] = [await alone.say(`${line} share:yes`), await alone.say(line)]
    expect(toAll).not.toMatch(/discussed|team|mine alone/)
    expect(toOne).toMatch(/discussed/)
  },
)
