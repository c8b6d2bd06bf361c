/** The team's week: which time it is about, and whether both platforms show all of the longest one. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { flatten } from '../../src/chat/plain-text.ts'
import { choose } from '../../src/digests/choose.ts'
import { nextSlot } from '../../src/digests/schedule.ts'
import { weekBefore } from '../../src/digests/week.ts'
import { composeWeek, type WeekDigest } from '../../src/digests/week-reply.ts'
import { renderMessage as renderDiscord } from '../../src/discord/render/render.ts'
import type { WorkedOn } from '../../src/discussions/discussions.ts'
import { renderMessage as renderSlack } from '../../src/slack/render.ts'
import { anyTime, anyZone, subscription } from '../channels/fixture.ts'
import { complaintsAboutMessage } from '../discord/render/valid.ts'
import { checkMessage } from '../fakes/slack/blocks.ts'
import { paper } from '../search/papers.ts'
import { actions } from './actions.ts'
import { anyInstant, at } from './fixture.ts'
import { list, situation } from './lists.ts'

test('weeks join without a gap, whatever the clocks do, and each is seven days long', () => {
  const anyDay = fc.integer({ min: 1, max: 7 })
  fc.assert(
    fc.property(anyTime, anyDay, anyZone, anyInstant, (time, day, zone, begin) => {
      const timed = { time, days: [day], zone, since: begin.toString() }
      let last = nextSlot(timed, begin)
      const first = weekBefore(last, timed)
      expect(Math.abs(first.to.since(first.from).total('hours') - 24 * 7)).toBeLessThanOrEqual(24)
      for (let weeks = 0; weeks < 30; weeks++) {
        const slot = nextSlot(timed, last.at)
        const week = weekBefore(slot, timed, { date: last.date, to: last.at.toString() })
        expect([week.from, week.to].map(String)).toEqual([last.at, slot.at].map(String))
        last = slot
      }
    }),
    { numRuns: 20 },
  )
})

test('what is older than seven days by the zone’s clock is no part of it', () => {
  const friday = { date: '2026-03-27', at: at('2026-03-27T15:00:00Z') }
  const berlin = { zone: 'Europe/Berlin' }
  const week = (last?: { date: string; to: string | undefined }) =>
    String(weekBefore(friday, berlin, last).from)
  expect(week()).toBe('2026-03-20T15:00:00Z')
  expect(week({ date: '2026-03-25', to: '2026-03-25T11:00:00Z' })).toBe('2026-03-25T11:00:00Z')
  expect(week({ date: '2026-03-13', to: '2026-03-13T15:00:00Z' })).toBe('2026-03-20T15:00:00Z')
  // The clocks of Berlin changed on the 29th.
  const next = { date: '2026-04-03', at: at('2026-04-03T14:00:00Z') }
  expect(String(weekBefore(next, berlin).from)).toBe('2026-03-27T15:00:00Z')
})

const place = { platform: 'discord', workspace: 'G1', channel: 'C1' }
const hostile = '\n• @everyone <!channel> <@U1> [a](https://evil.example) `*_~ '
const long = (number: number) =>
  paper(`2608.0${1000 + number}`, `${number} ${hostile.repeat(4)}`, '', {
    upvotes: 100,
    organization: { name: 'University of Longnames' },
  })

function longest(number: number, opened: boolean, voted: boolean): WorkedOn {
  const said = { verdict: 'Worth reading', line: hostile.repeat(3).slice(0, 140), name: hostile } as const
  return {
    paper: long(number),
    opened,
    voted,
    saved: false,
    votes: 12,
    verdicts: voted ? [] : Array.from({ length: 9 }, () => ({ ...said, at: '2026-08-20T10:00:00Z' })),
    ...(opened && {
      link: 'https://discord.com/channels/1/2/3',
      discussion: {
        id: number,
        message: { place: { ...place, channel: 'C2' }, message: 'm' },
        channelName: hostile,
        openedAt: '2026-08-20T10:00:00Z',
        state: 'open',
        replies: 99,
      },
    }),
  }
}

const numbers = (from: number): number[] => Array.from({ length: 9 }, (_, number) => from + number)

function digest(missed: number, changes: Partial<WeekDigest> = {}): WeekDigest {
  const wish = { kind: 'team', most: 10, days: [5], topics: [], tags: ['papers'] } as const
  const lists = [
    list(
      '2026-08-20',
      Array.from({ length: missed }, (_, number) => long(number)),
    ),
  ]
  const asked = situation(wish, lists)
  const people = Array.from({ length: 9 }, () => ({ name: hostile, saved: 'saved' as const }))
  return {
    subscription: subscription(wish),
    topics: [],
    date: asked.date,
    lists: lists.map(({ date, papers }) => ({ date, part: 'complete', late: false, papers: papers.length })),
    leftOut: [],
    choice: choose(asked),
    discussed: new Map(),
    place,
    isForum: false,
    channelName: 'lab',
    actions,
    week: {
      papers: [
        ...numbers(20).map(one => longest(one, true, false)),
        ...numbers(40).map(one => longest(one, false, false)),
        ...numbers(60).map(one => longest(one, false, true)),
      ],
      unread: numbers(80).map(one => ({ paper: long(one), people, at: '2026-08-20T10:00:00Z' })),
      known: new Set(),
    },
    ...changes,
  }
}

test.each([0, 5, 10])(
  'the longest week with %i papers missed is whole on both platforms, and mentions nobody',
  missed => {
    const [post] = composeWeek(digest(missed))
    const { reply } = post!
    const words = flatten(reply)
    for (const more of ['4 more', '5 more', '6 more', '6 more on the team’s list'])
      expect(words.split('\n').some(line => line.endsWith(more))).toBe(true)
    expect(words).toContain('6 earlier verdicts')
    const slack = renderSlack(reply)
    expect(checkMessage({ text: slack.text, blocks: slack.blocks })).toEqual([])
    const discord = renderDiscord(reply)
    expect(complaintsAboutMessage(discord.message)).toEqual([])
    for (const shown of [JSON.stringify(slack.blocks), JSON.stringify(discord.message)]) {
      expect(shown).not.toMatch(/not shown|does not fit/)
      for (const title of [
        'Discussed',
        'Finished',
        'Voted for',
        'Still to read',
        ...(missed ? ['we missed'] : []),
      ])
        expect(shown).toContain(title)
    }
  },
)

test('a forum gets it as a post with tags; a week without a deed is nothing', () => {
  const title = 'The team’s week to Friday 21 August'
  expect(composeWeek(digest(1, { isForum: true })).map(({ key, thread }) => [key, thread])).toEqual([
    ['s1:2026-08-21:digest', { title, tags: ['papers'] }],
  ])
  const idle = { papers: [], unread: digest(0).week.unread, known: new Set<string>() }
  expect(composeWeek(digest(5, { week: idle }))).toEqual([])
})
