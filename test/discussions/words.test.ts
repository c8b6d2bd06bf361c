/** What is known of a paper, in words. */
import { expect, test } from 'vitest'
import { plainText } from '../../src/chat/rich-text.ts'
import type { Discussion } from '../../src/discussions/discussions.ts'
import { knownFacts, knownLine } from '../../src/discussions/words.ts'

const place = { platform: 'memory', workspace: 'lab', channel: 'lab' }
const discussion: Discussion = {
  id: 1,
  message: { place, message: 'm1' },
  channelName: 'lab',
  openedAt: '2026-08-05T23:30:00Z',
  state: 'open',
  replies: 2,
}

test.each([
  ['America/New_York', '5 Aug 2026'],
  ['Europe/Berlin', '6 Aug 2026'],
])('the day of a discussion is that of who reads it: %s', (zone, day) => {
  const known = { discussion, votes: 0 }
  const line = knownLine(known, () => 'https://chat.example/1')
  expect(plainText(line, { zone })).toBe(`discussed in #lab, ${day}, 2 replies`)
  const [facts] = knownFacts(known)
  expect(plainText(facts!, { zone })).toBe(`discussed ${day}, 2 replies`)
})
