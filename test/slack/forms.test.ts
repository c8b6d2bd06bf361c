/** Forms in modals, App Home, first contact, and what is answered in views. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import type { FakeDelivery, FakeMessage, FakeView } from '../fakes/slack/server.ts'
import { type Bot, form, page, publicPage, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const first = async <T extends FakeMessage | FakeView>(delivery: FakeDelivery): Promise<T> => {
  await delivery.answered()
  return delivery.shown[0] as T
}
const filled = (delivery: FakeDelivery): Promise<string> =>
  delivery.answered(text => text.includes('Filter by'))

describe('a form', () => {
  test('opens at once while its content is made, and is then filled', async () => {
    const gate = Promise.withResolvers<void>()
    bot.answerWith(() => gate.promise.then(() => ({ reply: form })))
    const delivery = bot.slack.command('search kv filter:yes')
    expect(await delivery.answered()).toContain('being prepared')
    gate.resolve()
    await filled(delivery)
    expect(bot.slack.views(bot.slack.users.ada)).toHaveLength(1)
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toEqual([])
  })

  test('that turns out to be an error says so in the modal', async () => {
    bot.answerWith(notice('This cannot be filtered.'))
    const delivery = bot.slack.command('search kv filter:yes')
    expect(await delivery.answered(text => text.includes('cannot'))).toContain('This cannot be filtered.')
  })

  test('typed, its result is a private answer', async () => {
    bot.answerWith(form)
    const opened = bot.slack.command('search kv filter:yes')
    await filled(opened)
    bot.answerWith(page('Filtered'))
    const submitted = bot.slack.submit(opened.shown[0] as FakeView, { filter: 'org:nvidia' })
    await opened.answered(text => text.includes('Filtered'))
    expect(submitted.ackBody).toEqual({ response_action: 'clear' })
    expect(bot.requests[1]).toMatchObject({
      command: 'search',
      options: { query: 'kv', filter: 'org:nvidia' },
      surface: 'form',
      place: { channel: bot.slack.channels.general },
      scope: { kind: 'public' },
    })
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toHaveLength(1)
  })

  test('from a private answer, its result replaces that answer', async () => {
    bot.answerWith(page('Before'))
    const shown = await first<FakeMessage>(bot.slack.command('kv'))
    bot.answerWith(form)
    const opened = bot.slack.press(shown, 'Filter')
    await filled(opened)
    bot.answerWith(page('Filtered'))
    bot.slack.submit(opened.shown[0] as FakeView)
    await opened.answered(text => text.includes('Filtered'))
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toEqual([shown])
  })

  test('from a public message, its result is a private answer', async () => {
    bot.answerWith(publicPage('For all'))
    const shown = await first<FakeMessage>(bot.slack.command('kv'))
    bot.answerWith(form)
    const opened = bot.slack.press(shown, 'Filter')
    await filled(opened)
    bot.answerWith(page('Filtered'))
    bot.slack.submit(opened.shown[0] as FakeView)
    await opened.answered(text => text.includes('Filtered'))
    expect(bot.slack.textOf(shown)).toContain('For all')
    expect(bot.slack.ephemerals(bot.slack.users.ada)).toHaveLength(1)
  })

  test('what is submitted in a channel that has just become private is private', async () => {
    bot.answerWith(form)
    const opened = bot.slack.command('search kv filter:yes')
    await filled(opened)
    bot.slack.setChannel(bot.slack.channels.general, 'private')
    bot.answerWith(page('Filtered'))
    await bot.slack.submit(opened.shown[0] as FakeView).acknowledged()
    await vi.waitFor(() => expect(bot.requests.map(({ scope }) => scope.kind)).toEqual(['public', 'private']))
  })

  test('that stood open for too long says that its answer cannot be shown there', async () => {
    bot.answerWith(form)
    const opened = bot.slack.command('search kv filter:yes')
    await filled(opened)
    bot.slack.clock.advance(31 * 60_000)
    bot.answerWith(page('Filtered'))
    const said = await bot.slack.submit(opened.shown[0] as FakeView, { filter: 'x' }).answered()
    expect(said).toContain('This answer can no longer be changed. Ask again with /papers search kv filter:x')
  })

  test.each(['expired_trigger_id', 'invalid_trigger_id', 'trigger_exchanged'])(
    'for which Slack was too slow says so (%s)',
    async error => {
      bot.slack.apply(error, { method: 'views.open', times: 1 })
      const said = await bot.slack.command('search kv filter:yes').answered()
      expect(said).toContain('Slack was too slow to open this. Try again: /papers search kv filter:yes')
      expect(bot.requests).toEqual([])
    },
  )

  test('with more options than its view can carry still submits them', async () => {
    const long = 'x'.repeat(4000)
    const [block] = form.blocks
    if (block?.kind !== 'form') throw new Error('There is no form.')
    bot.answerWith({ ...form, blocks: [{ ...block, options: { query: long } }] })
    const opened = bot.slack.command('search kv filter:yes')
    await filled(opened)
    await bot.slack.submit(opened.shown[0] as FakeView, { filter: 'y' }).acknowledged()
    await vi.waitFor(() => expect(bot.requests).toHaveLength(2))
    expect(bot.requests[1]!.options).toEqual({ query: long, filter: 'y' })
  })
})

describe('App Home', () => {
  test('shows help', async () => {
    bot.answerWith(page('Welcome home'))
    await bot.slack.home().answered()
    const place = { platform: 'slack', workspace: bot.slack.teamId, person: bot.slack.users.ada }
    expect(bot.requests[0]).toMatchObject({
      command: 'help',
      surface: 'home',
      place,
      scope: { kind: 'private', place },
    })
    expect(bot.slack.textOf(bot.slack.homeOf(bot.slack.users.ada)!)).toContain('Welcome home')
  })

  test('a press there is answered in a modal, which further presses change', async () => {
    bot.answerWith(page('Welcome home'))
    await bot.slack.home().answered()
    bot.answerWith(page('In a modal'))
    const opened = bot.slack.press(bot.slack.homeOf(bot.slack.users.ada)!, 'Next')
    await opened.answered(text => text.includes('In a modal'))
    bot.answerWith(page('Page two'))
    const modal = opened.shown[0] as FakeView
    await bot.slack.press(modal, 'Next').acknowledged()
    await bot.slack.until(() => bot.slack.textOf(modal).includes('Page two'))
    expect(bot.slack.views(bot.slack.users.ada)).toEqual([modal])
    expect(bot.requests[2]).toMatchObject({ surface: 'button', place: { person: bot.slack.users.ada } })
  })

  test('what is shared there is for nobody, so it says how to share', async () => {
    bot.answerWith(page('Welcome home'))
    await bot.slack.home().answered()
    bot.answerWith(publicPage('Shared'))
    const opened = bot.slack.press(bot.slack.homeOf(bot.slack.users.ada)!, 'Share')
    expect(await opened.answered(text => text.includes('channel'))).toContain(
      'There is no channel here. Type it in one: /papers search share',
    )
  })

  test('a form there is answered in its own modal', async () => {
    bot.answerWith(page('Welcome home'))
    await bot.slack.home().answered()
    bot.answerWith(form)
    const opened = bot.slack.press(bot.slack.homeOf(bot.slack.users.ada)!, 'Filter')
    await filled(opened)
    bot.answerWith(page('Filtered'))
    const modal = opened.shown[0] as FakeView
    const submitted = bot.slack.submit(modal, { filter: 'x' })
    await bot.slack.until(() => bot.slack.textOf(modal).includes('Filtered'))
    expect(submitted.ackBody).toMatchObject({ response_action: 'update' })
    expect(modal.closed).toBe(false)
  })
})

describe('first contact', () => {
  test('who invites the bot is told privately; nothing is posted in the channel', async () => {
    const channel = bot.slack.channels.notJoined
    bot.answerWith(page('Nothing is posted here by itself.'))
    const shown = await first<FakeMessage>(bot.slack.joined({ channel, user: bot.slack.users.bob }))
    expect(shown).toMatchObject({ onlyFor: bot.slack.users.bob, channel })
    expect(bot.slack.messages(channel)).toEqual([])
    expect(bot.requests[0]).toMatchObject({
      command: 'help',
      options: { joined: 'yes' },
      actor: { id: bot.slack.users.bob },
      place: { channel },
    })
  })

  test('others who join are none of its business', async () => {
    const { slack } = bot
    const joining = { type: 'member_joined_channel', user: slack.users.bob, inviter: slack.users.ada }
    await slack.event({ ...joining, channel: slack.channels.general, channel_type: 'C' }).acknowledged()
    await slack.command('after').answered()
    expect(bot.requests).toHaveLength(1)
  })
})
