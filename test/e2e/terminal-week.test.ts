/** A team's week in the terminal, line by line, on papers of August 2026: each day a process of its own. */
import { expect, test } from 'vitest'
import { startHuggingFace } from '../fakes/hugging-face.ts'
import { fetchLists } from './lab.ts'
import { newWorld, startBot } from './process.ts'
import { gemma, listsOn } from './week-lists.ts'

interface Day {
  readonly at: string
  readonly types: readonly string[]
  /** What is read, in this order. */
  readonly reads: readonly RegExp[]
  /** What comes by itself, and is waited for. */
  readonly comes?: string
}

const week: readonly Day[] = [
  {
    at: '2026-08-03T12:00:00Z',
    types: [
      'go #lab',
      'subscribe diffusion zone:Berlin',
      'save',
      'subscribe kind:team zone:Berlin',
      'save',
      'settings followups value:on',
    ],
    reads: [
      /\nPreview for #lab · nothing saved yet\n[^]*?\nFirst post: Tue 4 Aug 09:00, with Monday’s list\./,
      /\nSaved\. First post Tue 4 Aug 09:00\.\n/,
      /\nPreview for #lab · nothing saved yet\nFirst post: Fri 7 Aug 16:00\./,
      /\nSaved\. First post Fri 7 Aug 16:00\.\n/,
      /appears: its thread is told\./,
    ],
  },
  {
    at: '2026-08-05T07:05:00Z',
    types: [
      'go #lab',
      '2',
      `discuss ${gemma.id}`,
      `paper ${gemma.id}`,
      'more',
      'verdict',
      '1',
      'Many tokens a step',
    ],
    reads: [
      /#lab\nMonday 3 and Tuesday 4 August · 6 on the lists, 2 for this channel\n 1\. .*\n.*\n 2\. DiffusionGemma/,
      /\nYou opened a discussion: DiffusionGemma[^]*?\nOpened in #lab\.\n/,
      /\nAlready open in #lab\.\n/,
      /\ndiscussed in #lab, 5 Aug 2026\n/,
      /\nWorth reading, Many tokens a step \(You, 5 Aug 2026\)\n/,
    ],
  },
  {
    at: '2026-08-06T07:05:00Z',
    types: ['go #lab', `paper ${gemma.id}`, 'vote', 'search aurora-lm', '1', 'save', 'reading team'],
    comes: 'There is code',
    reads: [
      /#lab\nWednesday 5 August · 3 on the list, 2 for this channel\n/,
      /#lab\/\w+\nThere is code \(https:\S+\) for this paper now, \d+ stars\.\n/,
      /\ndiscussed in #lab, 5 Aug 2026 · Verdict \(You\): Worth reading, Many tokens a step\n/,
      / ▲ Team 1\]/,
      / Saved\]/,
      /\nThe team’s reading list · 1 paper\n 1\. AURORA-LM.*\n.*\n {4}You\n/,
    ],
  },
  {
    at: '2026-08-07T14:05:00Z',
    types: ['go #lab', 'why 2608.02023'],
    reads: [
      /#lab\nThe team’s week to Friday 7 August\nDiscussed\n• DiffusionGemma.* · team 1 upvote · You: Worth reading, Many tokens a step\nStill to read\n• AURORA-LM.* · You\nThe world upvoted, and we missed\n 1\. SwanTale/,
      /\nSwanTale[^]*?\nPosted on Fri 7 Aug, number 1 of \d+, from the list of Tue 4 Aug/,
    ],
  },
  {
    at: '2026-08-10T07:05:00Z',
    types: ['go #lab', 'history what did we say about many tokens at once?', `cite ${gemma.id}`],
    reads: [
      / 1\. DiffusionGemma.*\n.*\n {4}discussed in #lab, 5 Aug 2026 · Verdict \(You\): .* · team 1 upvote · posted here 5 Aug 2026 · finished by you\n/,
      /\n {2}eprint = \{2608\.00146\},\n/,
    ],
  },
]

/** What of it is missing, or stands before what it should follow. */
function unread(text: string, wanted: readonly RegExp[]): RegExp[] {
  let rest = text
  return wanted.filter(one => {
    const found = one.exec(rest)
    if (found) rest = rest.slice(found.index + found[0].length - 1)
    return !found
  })
}

test('a team’s week in the terminal reads as its members remember it', { timeout: 60_000 }, async () => {
  const hub = await startHuggingFace()
  const world = await newWorld({ hub: hub.url })
  for (const { at, types, comes, reads } of week) {
    hub.lists.clear()
    for (const [date, papers] of listsOn(at.slice(0, 10))) hub.lists.set(date, papers)
    await fetchLists(world, hub, at)
    const bot = startBot(world, { PAPERBOY_NOW: at })
    if (comes !== undefined) await bot.until(comes)
    bot.type(types.map(line => `${line}\n`).join(''))
    bot.end()
    const { code, stdout, stderr } = await bot.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect({ stdout, unread: unread(stdout, reads) }).toEqual({ stdout, unread: [] })
  }
})
