/** Links to papers that people paste. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { notice } from '../../src/chat/replies.ts'
import { type Bot, publicPage, startBot } from './harness.ts'

let bot: Bot
beforeEach(async () => {
  bot = await startBot()
})
afterEach(() => bot.close())

const awq = 'https://arxiv.org/abs/2306.00978'
const galore = 'https://huggingface.co/papers/2403.03507'

const unfurled = async (count: number) => {
  await expect.poll(() => bot.slack.unfurls.length).toBe(count)
  return bot.slack.unfurls
}

test('is a request for the paper from where it was pasted, whose public answer is its card', async () => {
  bot.answerWith(publicPage('A card'))
  const pasted = bot.slack.paste(`Look at ${awq} today`, { user: bot.slack.users.bob })
  const [card] = await unfurled(1)
  expect(bot.requests).toMatchObject([
    {
      command: 'paper',
      options: { paper: awq },
      surface: 'link',
      actor: { id: bot.slack.users.bob },
      place: { platform: 'slack', channel: bot.slack.channels.general },
      scope: { kind: 'public' },
    },
  ])
  const message = bot.slack.messages(bot.slack.channels.general)[0]!
  expect(card).toMatchObject({
    channel: message.channel,
    ts: message.ts,
    unfurls: { [awq]: { blocks: [{}, {}] } },
  })
  expect(JSON.stringify(card)).toContain('A card')
  expect(bot.slack.messages(bot.slack.channels.general)).toHaveLength(1)
  expect(pasted.shown).toEqual([])
})

test('within a thread and in a private channel it is asked for there', async () => {
  bot.answerWith(publicPage('A card'))
  const parent = await bot.slack.write('parent', { channel: bot.slack.channels.private })
  bot.slack.paste(awq, { channel: bot.slack.channels.private, thread: parent.ts })
  await unfurled(1)
  expect(bot.requests[0]).toMatchObject({ place: { thread: parent.ts }, scope: { kind: 'private' } })
})

test('two links are two cards, whose buttons work', async () => {
  bot.answerWith(async ({ options }) => ({ reply: publicPage(`Card of ${options['paper']}`) }))
  bot.slack.paste(`${awq} and ${galore}`)
  const cards = await unfurled(2)
  expect(
    cards
      .map(({ unfurls }) => Object.keys(unfurls))
      .flat()
      .sort(),
  ).toEqual([awq, galore])
  expect(new Set(bot.requests.map(({ id }) => id)).size).toBe(2)
})

/** Once all that was begun is done. */
const cardsAtTheEnd = async () => {
  await bot.platform.stop()
  return bot.slack.unfurls
}

describe('there is no card', () => {
  test('where the answer is private', async () => {
    bot.answerWith(notice('Links that are pasted here get no cards.'))
    bot.slack.paste(awq)
    await expect.poll(() => bot.requests.length).toBe(1)
    expect(await cardsAtTheEnd()).toEqual([])
    expect(bot.slack.messages(bot.slack.channels.general)).toHaveLength(1)
  })

  test('for three links, for those still being written, and for its own', async () => {
    bot.answerWith(publicPage('A card'))
    const { slack } = bot
    const at = {
      channel: slack.channels.general,
      message_ts: '1.2',
      links: [{ url: awq, domain: 'arxiv.org' }],
    }
    await slack.paste(`${awq} ${galore} https://www.alphaxiv.org/abs/2306.00978`).acknowledged()
    const writing = { ...at, channel: 'COMPOSER', source: 'composer' }
    await slack.event({ type: 'link_shared', user: slack.users.ada, ...writing }).acknowledged()
    await slack.event({ type: 'link_shared', user: slack.botUserId, ...at }).acknowledged()
    expect(await cardsAtTheEnd()).toEqual([])
    expect(bot.requests).toEqual([])
  })

  test('a second time where Slack delivers the link again', async () => {
    bot.answerWith(publicPage('A card'))
    const pasted = bot.slack.paste(awq)
    await unfurled(1)
    bot.slack.deliverAgain(pasted)
    await expect.poll(() => pasted.attempts).toBe(2)
    expect(await cardsAtTheEnd()).toHaveLength(1)
  })

  test('where Slack refuses it, and nobody is told', async () => {
    bot.answerWith(publicPage('A card'))
    bot.slack.apply('cannot_unfurl_url', { method: 'chat.unfurl' })
    bot.slack.paste(awq)
    await expect
      .poll(() => bot.slack.requests.filter(({ method }) => method === 'chat.unfurl').length)
      .toBe(1)
    expect(await cardsAtTheEnd()).toEqual([])
    expect(bot.slack.messages(bot.slack.channels.general)).toHaveLength(1)
    expect(bot.logged()).toContain('could not be shown')
  })
})
