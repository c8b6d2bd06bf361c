/** What the team's week tells in a channel follows from who reads it, as the platform says then. */
import { setImmediate, setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { inspectionMs } from '../../src/chat/inspection.ts'
import { formatPlace } from '../../src/chat/place.ts'
import { inWords } from './bot.ts'
import { saving } from './lab.ts'
import {
  closeWeek,
  five,
  four,
  friday,
  hidden,
  inLab,
  judge,
  lines,
  one,
  openWithWeek,
  other,
  posted,
  save,
  three,
  trees,
  two,
  vote,
} from './team.ts'

test('a private channel’s week knows what was said there and in public; a public one’s nothing of it', async () => {
  const lab = await openWithWeek()
  const { ada, grace } = lab
  await ada.in(hidden).run(saving({ kind: 'team' }), 'button')
  await ada.in(hidden).ask(`discuss ${one.id}`)
  await judge(grace.in(hidden), two, 'Skip', 'rubbish')
  await vote(grace.in(hidden), three)
  await save(ada.in(hidden), four)
  await save(grace.alone(), five)
  await vote(grace, five)
  await closeWeek(lab, '2026-08-20', trees)
  await Promise.all([lab.news(), lab.news(hidden)])
  await lab.until(friday)
  const [inPublic] = await posted(lab)
  expect(inPublic).toMatch(
    /^The team’s week to Friday 21 August\nVoted for\n• Trees 5 [^\n]* · team 1 upvote\nThe world upvoted, and we missed\n1\. Trees 1\n/,
  )
  expect(inPublic).not.toMatch(/private|rubbish|team 2|Still to read/)
  const [inPrivate] = await posted(lab, hidden)
  expect(inPrivate).toMatch(
    /\nDiscussed\n• Trees 1 [^]*\nFinished\n• Trees 2 [^]* · Grace: Skip, rubbish\nVoted for\n• Trees 3 [^]*\n• Trees 5 [^]*\nStill to read\n• Trees 4 [^\n]* · Ada\nThe world[^]*\n1\. Trees 6\n/,
  )
})

test('a channel that has become public tells of nothing that was said while it was private', async () => {
  const lab = await openWithWeek()
  const { ada, platform } = lab
  platform.private.add(formatPlace(other))
  const privately = { kind: 'private', place: other } as const
  await ada.in(other).run(saving({ kind: 'team' }), 'button')
  await lab.db
    .insertInto('verdicts')
    .values({
      platform: 'memory',
      workspace: 'lab',
      scope: formatPlace(privately.place),
      paper: one.id,
      person: 'memory:lab:@U1',
      name: 'Ada',
      verdict: 'Skip',
      line: 'rubbish',
      at: Date.parse('2026-08-16T09:00:00Z'),
    })
    .execute()
  const listed = await ada.in(other).ask('subscriptions')
  expect(inWords(await ada.in(other).press(listed, 'Preview'))).toContain('Ada: Skip, rubbish')
  platform.private.clear()
  expect(inWords(await ada.in(other).press(listed, 'Preview'))).toContain('Nothing would be posted now')
})

test('where another company reads too, nothing is told that is public in the workspace', async () => {
  const { ada } = await openWithWeek()
  await vote(ada, one)
  const previewIn = async (channel: string): Promise<string> => {
    const there = ada.in(inLab(channel))
    return inWords(await there.ask('subscribe kind:team zone:Berlin'))
  }
  expect(await previewIn('other')).toContain('Voted for')
  expect(await previewIn('shared')).toContain('Nothing would be posted now')
})

test('nothing is told in a channel that is gone, for nobody knows who reads it once it is back', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  lab.platform.faults.set(formatPlace(inLab('channel')), 'gone')
  await lab.until(friday)
  lab.platform.faults.clear()
  expect(await lines(lab)).toEqual([])
  expect(await lab.grace.say('subscriptions')).toContain('last Fri 21 Aug: the channel could not be seen')
  expect(await lab.grace.say('why')).toContain(
    'Fri 21 Aug: Paperboy could not see this channel, so nothing was posted.',
  )
})

test('where nothing can be known of the channel, it is tried again', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  lab.platform.faults.set(formatPlace(inLab('channel')), 'unreachable')
  await lab.until(friday)
  expect(await posted(lab)).toEqual([])
  lab.platform.faults.clear()
  await lab.until('2026-08-21T14:06:00Z')
  expect(await posted(lab)).toHaveLength(1)
})

/** Nobody waits for what a platform says for as long as it may take. */
const impatient = (ms: number, signal: AbortSignal): Promise<unknown> =>
  ms === inspectionMs ? setImmediate() : setTimeout(ms, undefined, { signal, ref: false })

test('a platform that never answers keeps no other channel waiting, and is asked again', async () => {
  const lab = await openWithWeek({}, { wait: impatient })
  await lab.ada.in(other).run(saving({ kind: 'team' }), 'button')
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  lab.platform.faults.set(formatPlace(inLab('channel')), 'silent')
  await lab.until(friday)
  expect(await posted(lab)).toEqual([])
  expect(await posted(lab, other)).toHaveLength(1)
  lab.platform.faults.clear()
  await lab.until('2026-08-21T14:06:00Z')
  expect(await posted(lab)).toHaveLength(1)
})

test('once a thread is not told of, the others are not asked for, and none of them is told', async () => {
  const lab = await openWithWeek({}, { wait: impatient })
  const { ada, platform } = lab
  for (const paper of [one, two]) await ada.in(other).ask(`discuss ${paper.id}`)
  await ada.ask(`discuss ${three.id}`)
  await vote(ada, one)
  await lab.until('2026-08-18T08:00:00Z')
  await closeWeek(lab, '2026-08-20')
  for (const { id } of platform.in(other))
    platform.faults.set(formatPlace({ ...other, thread: id }), 'silent')
  const asked: string[] = []
  const inspect = platform.inspect.bind(platform)
  platform.inspect = place => {
    asked.push(formatPlace(place))
    return inspect(place)
  }
  await lab.until(friday)
  const said = (await posted(lab)).join()
  expect(said).toMatch(/\nDiscussed\n• Trees 3 [^\n]*\nVoted for\n• Trees 1 [^\n]*\nOpen a paper/)
  expect(said).not.toContain('#other')
  expect(asked.map(place => place.replace(/:m\d+$/, ':thread'))).toEqual([
    'memory:lab:channel',
    'memory:lab:channel:thread',
    'memory:lab:other:thread',
  ])
})
