/** How presses are answered: what is private is replaced, what is public stays. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import type { Reply } from '../../src/chat/reply.ts'
import type { FakeDelivery, FakeMessage } from '../fakes/slack/server.ts'
import { type Bot, page, publicPage, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

/** What was shown first in answer. */
const message = async (delivery: FakeDelivery): Promise<FakeMessage> => {
  await delivery.answered()
  return delivery.shown[0] as FakeMessage
}
const privateMessage = async (text = 'Page one'): Promise<FakeMessage> => {
  bot.answerWith(page(text))
  return message(bot.slack.command('kv cache'))
}
const sharedBy = async (ask: () => FakeDelivery): Promise<FakeMessage> => {
  bot.answerWith(publicPage('For all'))
  return message(ask())
}
const publicMessage = (): Promise<FakeMessage> => sharedBy(() => bot.slack.command('kv cache'))

describe('a press', () => {
  test('on a private answer replaces it', async () => {
    const shown = await privateMessage()
    bot.answerWith(page('Page two'))
    await bot.slack.press(shown, 'Next').answered(text => text.includes('Page two'))
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toEqual([shown])
    expect(bot.slack.textOf(shown)).not.toContain('Page one')
    expect(bot.requests[1]).toMatchObject({
      command: 'search',
      options: { query: 'next' },
      surface: 'button',
    })
  })

  test('whose answer is no other view of it leaves it', async () => {
    const shown = await privateMessage()
    bot.answerWith({ reply: notice('At once'), later: Promise.resolve(notice('Saved')) })
    const answer = await message(bot.slack.press(shown, 'Next'))
    expect(answer).toMatchObject({ onlyFor: bot.slack.users.ada })
    expect(bot.slack.textOf(answer)).toContain('Saved')
    expect(bot.slack.textOf(shown)).toContain('Page one')
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toHaveLength(2)
  })

  test('that shares leaves the private answer and adds a public message', async () => {
    const shown = await privateMessage()
    bot.answerWith(publicPage('Shared'))
    const shared = await message(bot.slack.press(shown, 'Share'))
    expect(shared.onlyFor).toBeUndefined()
    expect(shared.sent).toMatchObject({ unfurl_links: false })
    expect(bot.slack.textOf(shown)).toContain('Page one')
  })

  test('on a public message answers privately and leaves the message', async () => {
    const shown = await publicMessage()
    bot.answerWith(page('For Bob'))
    const answer = await message(bot.slack.press(shown, 'Next', { user: bot.slack.users.bob }))
    expect(answer).toMatchObject({ onlyFor: bot.slack.users.bob })
    expect(bot.slack.textOf(shown)).toContain('For all')
    expect(bot.requests[1]!.actor.id).toBe(bot.slack.users.bob)
  })

  test('on a public message waits for the better reply, because it cannot be changed', async () => {
    const shown = await publicMessage()
    bot.answerWith({ reply: page('At once'), later: Promise.resolve(page('Better')) })
    expect(await bot.slack.press(shown, 'Next').answered()).toContain('Better')
    expect(bot.slack.textOf(shown)).toContain('For all')
  })

  test('in a thread is answered in the thread', async () => {
    bot.answerWith(publicPage('In the thread'))
    const parent = await bot.slack.write('look')
    const shown = await message(bot.slack.mention('kv', { thread: parent.ts }))
    bot.answerWith(page('Private'))
    const answer = await message(bot.slack.press(shown, 'Next'))
    expect(answer).toMatchObject({ onlyFor: bot.slack.users.ada, sent: { thread_ts: parent.ts } })
    expect(bot.requests[1]!.place.thread).toBe(parent.ts)
  })

  test('on the parent of a thread is answered in the channel', async () => {
    const shown = await publicMessage()
    await bot.slack.write('A reply', { thread: shown.ts })
    bot.answerWith(page('Private'))
    const answer = await message(bot.slack.press(shown, 'Next'))
    expect(answer.sent).not.toHaveProperty('thread_ts')
    expect(bot.requests[1]!.place).not.toHaveProperty('thread')
  })

  test('on what was shared in a conversation of two people is answered privately', async () => {
    bot.answerWith(publicPage('For both'))
    const shared = await message(bot.slack.command('kv', { channel: bot.slack.channels.people }))
    bot.answerWith(page('For Bob'))
    const answer = await message(bot.slack.press(shared, 'Next', { user: bot.slack.users.bob }))
    expect(answer.onlyFor).toBe(bot.slack.users.bob)
    expect(bot.slack.textOf(shared)).toContain('For both')
  })

  test('on a link is acknowledged and does nothing', async () => {
    const shown = await privateMessage()
    await bot.slack.press(shown, 'arXiv').acknowledged()
    expect(bot.requests).toHaveLength(1)
  })

  test('of a button that has expired says so and offers the command', async () => {
    const shown = await privateMessage()
    const [, actions] = shown.blocks as { elements?: { value: string }[] }[]
    const values = (actions!.elements ?? []) as { value: string }[]
    values[0]!.value = `search~${'a'.repeat(22)}`
    expect(await bot.slack.press(shown, 'Next').answered(text => text.includes('expired'))).toContain(
      'Start "search"',
    )
  })
})

describe('a press that removes', () => {
  const removed: Reply = { ...notice('It is removed.'), removes: true }
  test.each([
    ['a command', () => bot.slack.command('kv')],
    [
      'a command in a channel that the bot is not in',
      () => bot.slack.command('kv', { channel: bot.slack.channels.notJoined }),
    ],
    ['a mention', () => bot.slack.mention('kv')],
    ['a direct message', () => bot.slack.direct('kv')],
  ])('takes away what answered %s, and says so', async (_name, ask) => {
    const shown = await sharedBy(ask)
    bot.answerWith(removed)
    expect(await bot.slack.press(shown, 'Remove').answered()).toContain('It is removed.')
    expect(shown.deleted).toBe(true)
  })

  test('tells only who pressed', async () => {
    const shown = await sharedBy(() => bot.slack.command('kv'))
    bot.answerWith(removed)
    const told = await message(bot.slack.press(shown, 'Remove', { user: bot.slack.users.bob }))
    expect(told.onlyFor).toBe(bot.slack.users.bob)
  })

  test('on a private answer removes nothing, and says so', async () => {
    const shown = await privateMessage()
    bot.answerWith(removed)
    const told = await bot.slack.press(shown, 'Remove').answered()
    expect(told).toContain('There is no message here to remove.')
    expect(shown.deleted).toBe(false)
  })

  test('at home removes nothing, and says so', async () => {
    bot.answerWith(page('Home'))
    const delivery = bot.slack.home()
    await delivery.answered()
    bot.answerWith(removed)
    const pressed = bot.slack.press(delivery.shown[0]!, 'Remove')
    expect(await pressed.answered(text => text.includes('no message'))).toContain('There is no message here')
  })

  test('that Slack refuses leaves the message, and says so', async () => {
    const shown = await sharedBy(() => bot.slack.command('kv'))
    bot.answerWith(removed)
    bot.slack.apply('cant_delete_message', { method: 'response_url', times: 1 })
    const told = await bot.slack.press(shown, 'Remove').answered()
    expect(told).toBe('Slack did not remove this message. The log says why.')
    expect(shown.deleted).toBe(false)
    expect(bot.logged()).toContain('cant_delete_message')
  })
})
