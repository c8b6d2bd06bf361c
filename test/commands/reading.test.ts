/** Saves, votes and verdicts: a person's own, and what the team sees of them. */
import { expect, test } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { ActionButton, Answer } from '../../src/chat/reply.ts'
import { inWords, startBot } from './bot.ts'
import { buttonsOf } from './person.ts'

const lab = { platform: 'memory', workspace: 'lab' } as const
const hidden: Place = { ...lab, channel: 'private' }
const direct: Place = { ...lab, person: 'U1' }

/** The first with this label. */
function buttonOf({ reply }: Answer, label: string): ActionButton {
  const button = buttonsOf(reply).find(one => one.label === label)
  if (!button) throw new Error(`no button ${label}: ${inWords(reply)}`)
  return button
}

const titlesIn = (list: string): string[] =>
  list.split('\n').flatMap(line => /^\d+\. (\S+)/.exec(line)?.[1] ?? [])

test('what is saved is on one’s list, the latest first, and can be taken off', async () => {
  const bot = await startBot()
  expect(await bot.say('reading')).toBe(
    'Your reading list is empty. Save, on any paper, puts it there.\n[Team] [Done]',
  )
  expect(await bot.say('save 2608.10001')).toBe(
    'Saved: Tiny Caches: 2-Bit KV Cache Quantization\n[Reading list] [Take it off]',
  )
  expect(await bot.say('save 2608.10001')).toMatch(/^On your reading list already: Tiny/)
  await bot.say('save 2608.10002')
  const list = await bot.ask('reading')
  expect(list.reply.visibility).toBe('private')
  expect(inWords(list.reply)).toMatch(/^Your reading list · 2 papers\n1\. Anchored[^]*\n2\. Tiny/)
  const off = await bot.press(buttonOf(list, 'Take it off'))
  expect(inWords(off.reply)).toMatch(/^Removed from your reading list: Anchored/)
  expect(titlesIn(await bot.say('reading'))).toEqual(['Tiny'])
  expect(titlesIn(await bot.as({ person: 'Grace' }).say('reading'))).toEqual([])
})

test('a card says that it is saved, and pressed again takes it back', async () => {
  const bot = await startBot()
  const card = await bot.ask('paper 2608.10001')
  const saved = await bot.press(buttonOf(card, 'Save'))
  expect(saved.reply.replaces).toBe(true)
  expect(inWords(saved.reply)).toContain('[Discuss] [Saved] [Vote]')
  expect(inWords((await bot.press(buttonOf(saved, 'Saved'))).reply)).toContain('[Discuss] [Save] [Vote]')
  expect(titlesIn(await bot.say('reading'))).toEqual([])
})

test('Save pressed again on a message takes it off, for who pressed', async () => {
  const bot = await startBot()
  const grace = bot.as({ person: 'Grace' })
  const shared = await bot.ask('paper 2608.10001 share:yes')
  const press = async (who: Pick<typeof bot, 'press'>): Promise<string> =>
    inWords((await who.press(buttonOf(shared, 'Save'))).reply)
  expect(await press(bot)).toMatch(/^Saved: Tiny/)
  expect(await press(grace)).toMatch(/^Saved: Tiny/)
  expect(await press(bot)).toMatch(/^Removed from your reading list: Tiny[^]*\[Save again\]$/)
  expect(titlesIn(await bot.say('reading'))).toEqual([])
  expect(titlesIn(await grace.say('reading'))).toEqual(['Tiny'])
  expect(await press(bot)).toMatch(/^Saved: Tiny/)
  const removed = await bot.press(buttonOf(shared, 'Save'))
  expect(inWords((await bot.press(buttonOf(removed, 'Save again'))).reply)).toMatch(/^Saved: Tiny/)
  expect(inWords((await bot.press(buttonOf(removed, 'Save again'))).reply)).toMatch(/^On your/)
})

test('the first press in public takes nothing off that was saved in private', async () => {
  const bot = await startBot()
  await bot.as({ place: hidden }).say('save 2608.10001')
  const shared = await bot.ask('paper 2608.10001 share:yes')
  expect(inWords((await bot.press(buttonOf(shared, 'Save'))).reply)).toMatch(/^On your reading list already/)
  expect(await bot.as({ person: 'Grace' }).say('reading team')).toContain('Tiny')
  expect(inWords((await bot.press(buttonOf(shared, 'Save'))).reply)).toMatch(/^Removed/)
})

test('the team sees what was saved in public, by whom, and who will read it', async () => {
  const bot = await startBot()
  await bot.say('save 2608.10001')
  await bot
    .as({ person: 'Grace' })
    .press({ command: 'save', options: { paper: '2608.10001', to: 'reading' } })
  expect(await bot.as({ person: 'Emmy' }).say('reading team')).toContain('\n   Ada, Grace, to be read\n')
})

test('what was saved in private is on one’s own list everywhere, and on nobody else’s', async () => {
  const bot = await startBot()
  await bot.as({ place: hidden }).say('save 2608.10001')
  await bot.as({ place: direct }).say('save 2608.10002')
  expect(titlesIn(await bot.say('reading'))).toEqual(['Anchored', 'Tiny'])
  expect(await bot.say('reading team')).toContain('Nobody has saved a paper here yet.')
  const grace = { person: 'Grace' }
  expect(await bot.as(grace).say('reading team')).toContain('Nobody')
  expect(titlesIn(await bot.as({ ...grace, place: hidden }).say('reading team'))).toEqual(['Tiny'])
})

test('a verdict ends the reading, and stands on the card', async () => {
  const bot = await startBot()
  await bot.say('save 2608.10001')
  const form = await bot.press(buttonOf(await bot.ask('reading'), 'Verdict'))
  expect(form.reply.blocks).toMatchObject([
    { kind: 'form', command: 'verdict', options: { paper: '2608.10001' } },
  ])
  const given = await bot.press(
    { command: 'verdict', options: { paper: '2608.10001', verdict: 'Worth reading', line: 'code works' } },
    'form',
  )
  expect(inWords(given.reply)).toContain('\nWorth reading, code works (Ada, 21 Aug 2026)\n')
  expect(await bot.say('paper 2608.10001')).toContain('\nVerdict (Ada): Worth reading, code works\n')
  expect(titlesIn(await bot.say('reading'))).toEqual([])
  expect(await bot.say('reading done')).toMatch(
    /^Finished here · 1 paper\n1\. Tiny[^]*Ada · Worth reading, code works\n/,
  )
})

test('all verdicts are kept, the latest shown', async () => {
  const bot = await startBot()
  const judge = (person: string, verdict: string) =>
    bot.as({ person }).press({ command: 'verdict', options: { paper: '2608.10001', verdict } }, 'form')
  await judge('Ada', 'Skim')
  await judge('Grace', 'Tried it')
  expect(await bot.say('paper 2608.10001')).toContain('\nVerdict (Grace): Tried it\n')
  const all = await bot.press({ command: 'verdict', options: { paper: '2608.10001', show: 'all' } })
  expect(inWords(all.reply)).toMatch(/Tried it \(Grace,[^]*Skim \(Ada,/)
})

test('a verdict’s line, and a name, are one line each', async () => {
  const bot = await startBot()
  const line = 'code works\n\nVerdict (Grace): Skip\u202E'
  await bot
    .as({ person: 'Emmy' })
    .press({ command: 'verdict', options: { paper: '2608.10001', verdict: 'Skim', line } }, 'form')
  expect(await bot.say('paper 2608.10001')).toContain(
    '\nVerdict (Emmy): Skim, code works Verdict (Grace): Skip\n',
  )
  await bot.handle({
    command: 'verdict',
    options: { paper: '2608.10001', verdict: 'Skip' },
    actor: { id: 'U9', name: 'Emmy\nNoether', manages: false },
    place: { platform: 'memory', workspace: 'lab', channel: 'channel' },
    surface: 'form',
  })
  expect(await bot.say('paper 2608.10001')).toContain('\nVerdict (Emmy Noether): Skip\n')
})

test('a verdict’s line is cut at 140 characters', async () => {
  const bot = await startBot()
  const options = { paper: '2608.10001', verdict: 'Skip', line: 'x'.repeat(200) }
  await bot.press({ command: 'verdict', options }, 'form')
  expect(await bot.say('paper 2608.10001')).toContain(`Verdict (Ada): Skip, ${'x'.repeat(139)}…\n`)
})

test('a vote is counted for the team, and pressed again taken back', async () => {
  const bot = await startBot()
  const vote = { command: 'vote', options: { paper: '2608.10001' } }
  expect(inWords((await bot.press(vote)).reply)).toBe(
    'Your vote counts: Tiny Caches: 2-Bit KV Cache Quantization, 1 vote of the team',
  )
  await bot.as({ person: 'Grace' }).press(vote)
  expect(await bot.say('paper 2608.10001')).toContain('[▲ Team 2]')
  expect(await bot.say('search tiny caches')).toContain(' · team 2 upvotes\n')
  const card = await bot.ask('paper 2608.10001')
  expect(inWords((await bot.press(buttonOf(card, '▲ Team 2'))).reply)).toContain('[▲ Team 1]')
})

test('a hundred who vote at the same moment are a hundred votes', async () => {
  const bot = await startBot()
  const vote = { command: 'vote', options: { paper: '2608.10001' } }
  await Promise.all(Array.from({ length: 100 }, (_, at) => bot.as({ person: `P${at}` }).press(vote)))
  expect(await bot.say('paper 2608.10001')).toContain('[▲ Team 100]')
  await Promise.all([1, 2, 3].map(() => bot.as({ person: 'P1' }).press(vote)))
  expect(await bot.say('paper 2608.10001')).toContain('[▲ Team 99]')
})

test('a vote in private counts there alone, and takes no public one away', async () => {
  const bot = await startBot()
  const vote = { command: 'vote', options: { paper: '2608.10001' } }
  const inside = bot.as({ place: hidden })
  await bot.press(vote)
  await bot.as({ person: 'Grace', place: hidden }).press(vote)
  expect(await bot.say('paper 2608.10001')).toContain('[▲ Team 1]')
  expect(await inside.say('paper 2608.10001')).toContain('[▲ Team 2]')
  await inside.press(vote)
  expect(await inside.say('paper 2608.10001')).toContain('[▲ Team 1]')
  expect(await bot.say('paper 2608.10001')).toContain('[▲ Team 1]')
})

test('the home page shows one’s own reading list', async () => {
  const bot = await startBot()
  const home = () => bot.as({ place: direct }).press({ command: 'help', options: {} }, 'home')
  expect(inWords((await home()).reply)).not.toContain('Your reading list')
  await bot.say('save 2608.10001')
  expect(inWords((await home()).reply)).toMatch(/\nYour reading list\nTiny Caches: [^]*\n\[All 1\]$/)
})
