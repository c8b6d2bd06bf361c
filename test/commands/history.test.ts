/** Search in what was posted, saved, voted for, judged and discussed here. */
import { expect, test } from 'vitest'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import { titleId } from '../../src/papers/ids.ts'
import { subscription } from '../channels/fixture.ts'
import { inWords, startBot } from './bot.ts'
import { openLab } from './lab.ts'

const workspace = { platform: 'memory', workspace: 'lab' } as const
const hidden: Place = { ...workspace, channel: 'private' }

test('a question finds the thread, with what happened to the paper', async () => {
  const bot = await startBot()
  await bot.start()
  await bot.say('discuss 2608.10001')
  bot.platform.replies.set(formatPlace({ ...workspace, channel: 'channel', thread: 'm1' }), 14)
  await bot.say('discuss 2608.10001')
  await bot.press({ command: 'vote', options: { paper: '2608.10001' } })
  await bot.press(
    { command: 'verdict', options: { paper: '2608.10001', verdict: 'Tried it', line: 'works' } },
    'form',
  )
  await bot.say('save 2608.10002')
  expect(await bot.say('history what did we say about KV-cache quantisation?')).toMatch(
    /^what did we say about KV-cache quantisation\? · 1 paper known here\n1\. Tiny Caches[^]*\n {3}discussed in #channel \(https:\S+\), 21 Aug 2026, 14 replies · Verdict \(Ada\): Tried it, works · team 1 upvote · finished by you\n/,
  )
  expect(await bot.say('history anchored gradients')).toContain('\n   on your reading list\n')
})

test('what is new is found at the next question, what was taken back no more', async () => {
  const bot = await startBot()
  expect(await bot.say('history gradients')).toBe(
    'Nothing that was posted, saved or discussed here matches gradients.\n[Search the library]',
  )
  const vote = { command: 'vote', options: { paper: '2608.10003' } }
  await bot.press(vote)
  expect(await bot.say('history gradients')).toContain('1. Braided')
  await bot.press(vote)
  expect(await bot.say('history gradients')).toContain('Nothing that was posted')
})

test('what others saved is found, with their names, and takes no place once it was taken off', async () => {
  const bot = await startBot()
  const grace = bot.as({ person: 'Grace' })
  await grace.say('save 2608.10001')
  expect(await bot.say('history tiny caches')).toContain('\n   saved by Grace\n')
  expect(await grace.say('history tiny caches')).toContain('\n   on your reading list\n')
  const many = Array.from({ length: 30 }, (_, at) => `2608.3${String(at).padStart(4, '0')}`)
  const known = (await bot.library.get('2608.10002'))!
  await bot.library.put(many.map(id => ({ ...known, id, title: `Zebra stripes ${id}` })))
  await bot.library.put([{ ...known, id: '2608.40000', title: 'A study that names no animal but one zebra' }])
  for (const id of many) {
    await grace.say(`save ${id}`)
    await grace.press({ command: 'save', options: { paper: id, to: 'removed' } })
  }
  await bot.press({ command: 'vote', options: { paper: '2608.40000' } })
  expect(await bot.say('history zebra')).toMatch(/1 paper known here\n1\. A study that names/)
})

test('a paper that was taken over is found as what it is now', async () => {
  const bot = await startBot()
  const title = 'Gradients known by their title'
  const before = titleId(title)
  const known = (await bot.library.get('2608.10011'))!
  await bot.library.put([{ ...known, id: before, title, origin: 'page' }])
  await bot.say(`save ${before}`)
  expect(await bot.say('history known gradients')).toContain('1. Gradients known')
  await bot.library.put([{ ...known, id: '2608.20001', title }])
  expect(await bot.say('history known gradients')).toMatch(
    /1 paper known here\n1\. Gradients known[^]*on your/,
  )
})

test('what was posted in this channel is found here, and in no other', async () => {
  const lab = await openLab({
    settings: { subscriptions: [subscription({ id: 'own', topics: ['cache'] })] },
  })
  expect(await lab.as({}).say('history caches')).toContain('Nothing')
  await lab.ada.run({ command: 'subscriptions', options: { id: 'own', act: 'now' } }, 'button')
  await lab.settled()
  expect(await lab.as({}).say('history caches')).toContain('\n   posted here 21 Aug 2026\n')
  expect(await lab.as({ place: { ...workspace, channel: 'other' } }).say('history caches')).toContain(
    'Nothing',
  )
})

test('what was said in private is found there alone', async () => {
  const bot = await startBot()
  await bot.as({ place: hidden }).press({ command: 'vote', options: { paper: '2608.10001' } })
  await bot.press({ command: 'vote', options: { paper: '2608.10002' } })
  expect(await bot.say('history caches gradients')).not.toContain('Tiny Caches')
  const inside = await bot.as({ place: hidden }).say('history caches gradients')
  expect(inside).toContain('Tiny Caches')
  expect(inside).toContain('Anchored')
})

/** Judges a paper of the first eleven, by its number. */
const judge = (person: Pick<Awaited<ReturnType<typeof startBot>>, 'press'>, number: number, line: string) =>
  person.press(
    { command: 'verdict', options: { paper: `2608.${10_000 + number}`, verdict: 'Skim', line } },
    'form',
  )

test('a word that was written beside a verdict finds the paper, alone and with words of the paper', async () => {
  const bot = await startBot()
  for (const number of [2, 3, 4]) await bot.say(`save 2608.${10_000 + number}`)
  await judge(bot, 3, 'Too slow on our A100')
  await judge(bot, 4, 'As slow as it gets')
  for (const asked of ['A100', 'what did Ada say about A100?', 'gradients too slow on A100', 'slow A100'])
    expect(await bot.say(`history ${asked}`)).toMatch(/known here\n1\. Braided[^]*Skim, Too slow on our A100/)
  expect(await bot.say('history slow')).toMatch(/2 papers known here/)
  expect(await bot.say('history unheard of and slow')).toMatch(/2 papers known here/)
  for (const asked of ['A100 -gradients', 'A100 author:nobody', 'A100 after:2027', '"A100 our"'])
    expect(await bot.say(`history ${asked}`)).toContain('Nothing that was posted')
})

test('the verdict that answers is shown beside the latest', async () => {
  const bot = await startBot()
  await judge(bot.as({ person: 'Grace' }), 3, 'Runs on a laptop')
  await judge(bot, 3, 'Too slow')
  expect(await bot.say('history laptop')).toContain(
    '\n   Verdict (Ada): Skim, Too slow · Verdict (Grace): Skim, Runs on a laptop',
  )
})

test('what was written in private finds its paper there alone, and nowhere once it was deleted', async () => {
  const bot = await startBot()
  const inside = bot.as({ place: hidden })
  const grace = bot.as({ person: 'Grace' })
  await judge(inside, 1, 'Falls over on Mondays')
  await judge(grace, 2, 'Mondays are fine')
  await bot.press({ command: 'vote', options: { paper: '2608.10001' } })
  expect(await bot.say('history Mondays')).toMatch(/1 paper known here\n1\. Anchored/)
  expect(await inside.say('history Mondays')).toContain('2 papers known here')
  await grace.press({ command: 'data', options: { act: 'deleted', of: 'person' } })
  await bot.press({ command: 'data', options: { act: 'deleted', of: 'person' } })
  expect(await bot.say('history Mondays')).toContain('Nothing that was posted')
  expect(await inside.say('history Mondays')).toContain('Nothing that was posted')
})

test('pages, and what can be asked for', async () => {
  const bot = await startBot()
  for (const last of [1, 2, 3, 4, 5, 6, 7]) await bot.say(`save 2608.1000${last}`)
  expect(await bot.say('history gradients')).toMatch(/7 papers known here[^]*\n5\. [^]*\[Next\]/)
  const next = await bot.press({ command: 'history', options: { query: 'gradients', page: '2' } })
  expect(inWords(next.reply)).toMatch(/\n7\. [^]*\[Previous\]/)
  expect(await bot.say('history -survey')).toBe(
    'There is nothing to look for. Try: history kv cache quantization',
  )
})
