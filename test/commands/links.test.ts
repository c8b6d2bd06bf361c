/** Links to papers that are pasted in a channel. */
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { subscription } from '../channels/fixture.ts'
import { entryXml } from '../fakes/arxiv.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab } from './lab.ts'
import type { Person } from './person.ts'

const link = 'https://arxiv.org/abs/2608.10001v2'
const paste = (person: Person, text = link): Promise<Reply> =>
  person.run({ command: 'paper', options: { paper: text } }, 'link')

const openOn = async (options = {}): Promise<Lab> => {
  const lab = await openLab({ platform: 'slack', ...options })
  await lab.ada.say('settings links value:on')
  await lab.news()
  return lab
}

test('get a compact card for everybody, where that was switched on', async () => {
  const { ada } = await openOn()
  const reply = await paste(ada)
  expect(reply.visibility).toBe('public')
  expect(inWords(reply)).toBe(
    `Tiny Caches: 2-Bit KV Cache Quantization (https://huggingface.co/papers/2608.10001)
Example Lab · 18 Aug 2026 · 32 upvotes · 2 comments · code 5 stars
[Open] [Discuss] [Save]`,
  )
  expect(inWords(await ada.press(reply, 'Open'))).toContain('[Abstract]')
})

test('get none where nobody switched it on, nor once it is off', async () => {
  const { ada, grace } = await openLab({ platform: 'slack' })
  expect(await paste(grace)).toMatchObject({ visibility: 'private' })
  await ada.say('settings links value:on')
  await ada.say('settings links value:off')
  expect(inWords(await paste(grace))).toBe('Links that are pasted here get no cards.')
})

test('get none for half an hour after the same paper, by any of its links, anywhere in the channel', async () => {
  const { ada, grace, network } = await openOn()
  const elsewhere = ada.in({ ...ada.place, channel: 'channel2' })
  await elsewhere.say('settings links value:on')
  await paste(ada)
  const again = 'https://huggingface.co/papers/2608.10001'
  const thread = grace.in({ ...grace.place, thread: 'T1' })
  expect(inWords(await paste(thread, again))).toBe('This paper was shown here a moment ago.')
  expect((await paste(elsewhere)).visibility).toBe('public')
  expect((await paste(ada, 'https://arxiv.org/abs/2608.10002')).visibility).toBe('public')
  network.advance(30 * 60_000)
  expect((await paste(grace, again)).visibility).toBe('public')
})

test('pasted at the same time get one', async () => {
  const { ada, grace } = await openOn()
  const replies = await Promise.all([paste(ada), paste(grace), paste(ada)])
  expect(replies.filter(({ visibility }) => visibility === 'public')).toHaveLength(1)
})

test('get none for a paper that was just shared, or posted', async () => {
  const lab = await openOn({ settings: { subscriptions: [subscription({ topics: ['anchored'] })] } })
  const { ada, network } = lab
  await ada.say('paper 2608.10001 share:yes')
  expect((await paste(ada)).visibility).toBe('private')
  await ada.run({ command: 'subscriptions', options: { id: 's1', act: 'now' } }, 'button')
  await lab.news()
  expect((await paste(ada, 'https://arxiv.org/abs/2608.10002')).visibility).toBe('private')
  network.advance(31 * 60_000)
  expect((await paste(ada, 'https://arxiv.org/abs/2608.10002')).visibility).toBe('public')
})

test('get none for a paper that was just listed for all, or whose discussion was just opened', async () => {
  const lab = await openOn()
  const { ada, grace } = lab
  await ada.say('search tiny caches share:yes')
  expect(await paste(grace)).toMatchObject({ visibility: 'private' })
  await ada.say('discuss 2608.10002')
  await ada.in({ ...ada.place, thread: 'T1' }).say('paper 2608.10003 share:yes')
  for (const last of [2, 3])
    expect(await paste(grace, `https://arxiv.org/abs/2608.1000${last}`)).toMatchObject({
      visibility: 'private',
    })
})

test('that could not be looked up get one as soon as they can', async () => {
  const { ada, arxiv, network } = await openOn()
  const other = 'https://arxiv.org/abs/2301.00001'
  expect(await paste(ada, other)).toMatchObject({ visibility: 'private' })
  arxiv.entries.set('2301.00001', entryXml('2301.00001', 'Found at arXiv'))
  network.advance(15 * 60_000)
  expect((await paste(ada, other)).visibility).toBe('public')
})

test('to a paper that the library lacks are looked up; to one that nobody knows, or to none, get none', async () => {
  const { ada, arxiv } = await openOn()
  arxiv.entries.set('2301.00001', entryXml('2301.00001', 'Found at arXiv'))
  expect(inWords(await paste(ada, 'https://arxiv.org/abs/2301.00001'))).toContain('Found at arXiv')
  for (const other of [
    'https://arxiv.org/abs/2301.99999',
    'https://arxiv.org/list/cs.CL/new',
    'https://arxiv.org',
  ])
    expect(await paste(ada, other)).toMatchObject({ visibility: 'private' })
})

test('say where the paper was discussed, to those who may know', async () => {
  const lab = await openOn()
  const { ada } = lab
  await ada.say('discuss 2608.10001')
  await lab.news()
  lab.network.advance(30 * 60_000)
  const secret = ada.in({ ...ada.place, channel: 'private' })
  await secret.say('settings links value:on')
  await secret.say('discuss 2608.10002')
  await lab.news(secret.place)
  lab.network.advance(30 * 60_000)
  expect(inWords(await paste(ada))).toMatch(/\ndiscussed in #channel \(\S+\), 21 Aug 2026/)
  expect(inWords(await paste(secret, 'https://arxiv.org/abs/2608.10002'))).toMatch(/\ndiscussed in/)
  expect(inWords(await paste(ada, 'https://arxiv.org/abs/2608.10002'))).not.toContain('discussed')
})

test('are a setting only where the bot sees them', async () => {
  const slack = await openLab({ platform: 'slack' })
  expect(await slack.ada.say('settings')).toContain('Pasted links to papers get: no card\n')
  expect(await slack.ada.say('settings links value:on')).toContain('Pasted links to papers get: a card.')
  expect((await slack.news()).map(inWords)).toEqual([
    'Ada changed a setting. Pasted links to papers get: a card\n[Settings]',
  ])
  expect(await slack.ada.alone().say('settings')).not.toContain('Pasted links')
  const discord = await openLab({ platform: 'discord' })
  expect(await discord.ada.say('settings')).not.toContain('Pasted links')
  expect(await discord.ada.say('settings links value:on')).toBe(
    'Links that are pasted here get no cards. In the menu of a message, "Find papers here" looks them up.',
  )
})
