/** Where posts arrive, where they can't, where nobody knows; forums, threads and direct messages. */
import { formatPlace } from '../../src/chat/place.ts'
import { expect, test } from 'vitest'
import { inWords } from './bot.ts'
import { openLab } from './lab.ts'
import { formOf, labelsOf } from './person.ts'

const channel = 'memory:lab:channel'

test.each([
  ['forbidden', 'Paperboy lacks Send messages here.'],
  ['gone', 'Paperboy cannot see this channel; in Slack, /invite @Paperboy lets it in.'],
  ['archived', 'this channel is archived.'],
] as const)('where it is %s the preview says so, and nothing is saved', async (fault, reason) => {
  const { ada, grace, platform, news } = await openLab()
  platform.faults.set(channel, fault)
  const preview = await ada.ask('subscribe gradients zone:Berlin')
  expect(inWords(preview)).toContain(`Can post here: no, ${reason}\n`)
  expect(await ada.press(preview, 'Save').then(inWords)).toBe(
    `Nothing is saved: ${reason} Once that is mended, press Save again.`,
  )
  platform.faults.clear()
  expect(await grace.say('subscriptions')).toContain('Nothing is posted here')
  expect(await news()).toEqual([])
  expect((await ada.press(preview, 'Save')).summary).toBe('Saved. First post Mon 24 Aug 09:00.')
})

test('what only threads need is asked of what opens threads', async () => {
  const { ada, platform } = await openLab()
  platform.faults.set(channel, 'threadless')
  expect(await ada.say('subscribe gradients zone:Berlin')).toContain('Can post here: yes')
  const preview = await ada.ask('subscribe gradients zone:Berlin form:each')
  expect((await ada.press(preview, 'Save')).summary).toMatch(
    /^Nothing is saved: Paperboy lacks Create threads/,
  )
})

test('where nothing can be known it is saved: the first post will show', async () => {
  const { ada, platform, faults } = await openLab()
  platform.faults.set(channel, 'unreachable')
  const preview = await ada.ask('subscribe gradients zone:Berlin')
  expect(inWords(preview)).toMatch(/^Preview · nothing saved yet\n[^]* Can post here: not known now\n/)
  expect((await ada.press(preview, 'Save')).summary).toBe('Saved. First post Mon 24 Aug 09:00.')
  expect(faults).toEqual([])
})

test('said in a thread, it is the channel’s', async () => {
  const { ada, grace, platform, news } = await openLab()
  const thread = { ...platform.place('channel'), thread: 'm1' }
  await ada.in(thread).press(await ada.in(thread).ask('subscribe gradients zone:Berlin'), 'Save')
  expect(await news(thread)).toEqual([])
  expect((await news()).map(({ summary }) => summary)).toEqual([
    'Ada set up daily papers here: gradients; first post Mon 24 Aug 09:00',
  ])
  expect(await grace.say('subscriptions')).toMatch(/^1 subscription in #channel\ngradients\n/)
})

test('a forum has tags, gets each paper as a post, and no line about changes', async () => {
  const { ada, until, news, platform } = await openLab()
  const forum = platform.place('forum')
  const there = ada.in(forum)
  const more = await there.press(
    await there.ask('subscribe gradients zone:Berlin time:20:00 max:2'),
    'More filters',
  )
  expect(formOf(more).fields.map(({ name }) => name)).toEqual(['days', 'upvotes', 'tags', 'kind', 'form'])
  const preview = await there.submit(more, { tags: 'vision, robotics', form: 'each' })
  expect((await there.press(preview, 'Save')).summary).toBe('Saved. First post Fri 21 Aug 20:00.')
  expect(await news(forum)).toEqual([])
  expect(await there.say('subscriptions')).toContain('a thread for each paper · tags: vision, robotics')
  await until('2026-08-21T18:00:00Z')
  const posts = platform.messages.filter(({ place }) => place.channel === 'forum')
  expect(posts.map(({ place }) => place.thread)).toEqual([expect.any(String), expect.any(String)])
  expect(posts.map(({ reply }) => reply.summary)).toEqual([
    'Anchored Gradients for Training',
    'Braided Gradients for Training',
  ])
})

test('"Get this privately" is everyone’s: the topics of the post, in their own messages', async () => {
  const { ada, grace, until, news, platform } = await openLab()
  await ada.press(await ada.ask('subscribe KV cache zone:Berlin time:20:00'), 'Save')
  await until('2026-08-21T18:00:00Z')
  const post = (await news()).at(-1)!
  const preview = await grace.press(post, 'Get this privately')
  expect(preview.visibility).toBe('private')
  expect(inWords(preview)).toMatch(/^Preview for you · nothing saved yet\n/)
  const saved = await grace.press(preview, 'Save')
  expect(saved.summary).toBe('Saved in your direct messages. First post Mon 24 Aug 09:00.')
  expect(await news()).toEqual([])
  expect(await news(grace.alone().place)).toEqual([])
  expect(await grace.alone().say('subscriptions')).toMatch(/^1 subscription to you\nKV cache\n/)
  expect(inWords(await grace.press(saved, 'All subscriptions'))).toMatch(/^1 subscription to you\nKV cache\n/)
  expect(await grace.say('subscriptions')).toMatch(/^1 subscription in #channel\n/)
  expect(platform.in(ada.alone().place)).toEqual([])
})

test('pressed again it shows what the person has, whatever they made of it since', async () => {
  const { ada, grace, until, news } = await openLab()
  await ada.press(await ada.ask('subscribe KV cache zone:Berlin time:20:00'), 'Save')
  await until('2026-08-21T18:00:00Z')
  const post = (await news()).at(-1)!
  await grace.press(await grace.press(post, 'Get this privately'), 'Save')
  const form = await grace.alone().press(await grace.alone().ask('subscriptions'), 'Change')
  await grace.alone().press(await grace.alone().submit(form, { time: '7', zone: 'Tokyo' }), 'Save')
  const again = await grace.press(post, 'Get this privately')
  expect(inWords(again)).toBe(`You have this already.
KV cache
07:00 Monday to Friday, Asia/Tokyo · complete list · at most 5 papers
next post Mon 24 Aug 07:00 · nothing was posted yet
[Change] [Pause] [Preview] [Post now] [Remove]`)
  expect((await grace.press(again, 'Remove')).summary).toMatch(/^Removed\./)
  expect(await grace.alone().say('subscriptions')).toContain('Nothing is posted to you')
  expect(await grace.say('subscriptions')).toMatch(/^1 subscription in #channel\n/)
})

test('what a channel has already is shown, and what asks for anything else is not', async () => {
  const { ada } = await openLab()
  await ada.press(await ada.ask('subscribe KV cache zone:Berlin max:3'), 'Save')
  for (const line of ['KV cache', 'KV cache zone:Tokyo', 'KV cache max:3 time:9am'])
    expect(await ada.say(`subscribe ${line}`)).toMatch(/^This is posted here already\.\nKV cache\n/)
  await ada.press(await ada.ask('subscribe kind:team zone:Berlin'), 'Save')
  expect(await ada.say('subscribe kind:team days:Mon')).toMatch(
    /^This is posted here already\.\nthe team’s week\n/,
  )
  for (const line of ['KV cache max:4', 'KV cache time:18:00', 'KV cache, gradients', 'zone:Berlin'])
    expect(await ada.say(`subscribe ${line}`)).toMatch(/^Preview for #channel/)
})

test('without topics it is what trends, and Stop ends it', async () => {
  const { grace, until, news, library } = await openLab()
  const me = grace.alone()
  const preview = await grace.run({ command: 'subscribe', options: { me: 'yes', zone: 'Berlin' } }, 'button')
  await grace.press(preview, 'Save')
  expect(await me.say('subscriptions')).toContain(
    'trending papers\n09:00 Monday to Friday, Europe/Berlin · trending, last 7 days · at most 5 papers',
  )
  await library.putList('2026-08-21', [], { fetchedAt: '2026-08-22T03:00:00Z', closed: true })
  await until('2026-08-24T07:00:00Z')
  const [post] = await news(me.place)
  expect(inWords(post!)).toMatch(/^Trending, 19 Aug to 21 Aug · 9 on the lists, the best 5\n1\. Tiny Caches/)
  expect(labelsOf(post!)).toEqual(expect.arrayContaining(['Change', 'Stop']))
  expect((await me.press(post!, 'Stop')).summary).toMatch(/^Removed\. It can be put back for a day/)
  expect(await me.say('subscriptions')).toBe(
    'Nothing is posted to you until you subscribe.\n[Set up daily papers]',
  )
  await until('2026-08-25T07:00:00Z')
  expect(await news(me.place)).toEqual([])
})

test('somebody else’s messages are out of reach', async () => {
  const { ada, grace } = await openLab()
  await grace.run({ command: 'subscribe', options: { me: 'yes', zone: 'Berlin', step: 'save' } }, 'button')
  for (const line of ['subscriptions', 'why', 'status'])
    expect(await ada.alone().say(line)).toContain('Nothing is posted to you until you subscribe.')
  expect(
    await ada.run({ command: 'subscriptions', options: { me: 'yes' } }, 'button').then(inWords),
  ).toContain('Nothing is posted to you until you subscribe.')
  expect(formatPlace(ada.alone().place)).not.toBe(formatPlace(grace.alone().place))
})
