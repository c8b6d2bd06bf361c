/** The team's week: what people did with papers, and what they missed, once a week in one message. */
import { expect, test } from 'vitest'
import { formatPlace } from '../../src/chat/place.ts'
import { paper } from '../library/fixture.ts'
import { inWords } from './bot.ts'
import { openLab, saving } from './lab.ts'
import { buttonsOf, formOf, labelsOf, valuesOf } from './person.ts'
import {
  closeWeek,
  eight,
  five,
  four,
  friday,
  inLab,
  judge,
  lines,
  nextFriday,
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

test('each paper once, by what was done with it, and beside it what was missed', async () => {
  const lab = await openWithWeek({ max: '2' })
  const { ada, grace, platform } = lab
  await grace.in(other).ask(`discuss ${two.id}`)
  await ada.ask(`discuss ${one.id}`)
  platform.replies.set(formatPlace({ ...inLab('channel'), thread: platform.in(inLab('channel'))[1]!.id }), 14)
  await judge(ada, one, 'Skim')
  await judge(ada, one, 'Worth reading', 'code works')
  await judge(grace, one, 'Skip')
  await judge(grace, three, 'Tried it')
  await vote(ada, four)
  await vote(grace, four)
  await save(ada, five)
  await save(grace, five)
  await save(grace, one)
  await closeWeek(lab, '2026-08-20', trees)
  await lab.news()
  await lab.until(friday)
  const [post] = await lab.news()
  expect(inWords(post!)).toBe(`The team’s week to Friday 21 August
Discussed
• Trees 1 (https://memory.example/memory/lab/channel/m4/m5) · 14 replies · Ada: Worth reading, code works · Grace: Skip
• Trees 2 (https://memory.example/memory/lab/other/m2/m3) · in #other
Finished
• Trees 3 (https://huggingface.co/papers/2608.10003) · Grace: Tried it
Voted for
• Trees 4 (https://huggingface.co/papers/2608.10004) · team 2 upvotes
Still to read
• Trees 5 (https://huggingface.co/papers/2608.10005) · Ada and Grace
1 more on the team’s list
The world upvoted, and we missed
1. Trees 6
   Kew · 94 upvotes · Thu 20 Aug
   https://huggingface.co/papers/2608.10006
   [Discuss 1] [Open] [Save] [Why]
2. Trees 7
   Kew · 93 upvotes · Thu 20 Aug
   https://huggingface.co/papers/2608.10007
   [Discuss 2] [Open] [Save] [Why]
Of 13 papers on the lists of Fri 14 Aug to Thu 20 Aug · at least 10 upvotes · 1 more
Open a paper…: 1. Trees 6, 2. Trees 7, Trees 1, Trees 2, Trees 3, Trees 4, Trees 5
[The team’s list] [Change] [Export]`)
  expect(post).toMatchObject({
    summary:
      'The team’s week to Friday 21 August for #channel: 2 discussed, 1 finished, 1 voted for, 2 to read and 2 missed',
    visibility: 'public',
  })
  expect(lab.faults).toEqual([])
})

test('a week in which nobody did anything is skipped, and said where somebody asks', async () => {
  const lab = await openWithWeek()
  await closeWeek(lab, '2026-08-20', trees)
  await lab.until(friday)
  expect(await lines(lab)).toEqual([])
  expect(await lab.grace.say('subscriptions')).toContain(
    '\nnext post Fri 28 Aug 16:00 · last Fri 21 Aug: a quiet week, nothing to post\n',
  )
  expect(await lab.grace.say('why')).toContain(
    '\nFri 21 Aug: nobody discussed, judged, saved or voted for a paper here, so nothing was posted.',
  )
  expect(await lab.grace.say(`why ${one.id}`)).toContain(
    '\nNothing was posted of the team’s week that it was in.',
  )
  // What was missed then is old: the next week is about its own lists.
  await vote(lab.ada, eight)
  await closeWeek(lab, '2026-08-27')
  await lab.until(nextFriday)
  expect((await posted(lab))[0]).toMatch(
    /^The team’s week to Friday 28 August\nVoted for\n• Trees 8 [^\n]*\nOpen a paper…: Trees 8\n\[The team’s list\] \[Change\]$/,
  )
})

test('what was missed is posted: daily posts leave it out, as it leaves out theirs', async () => {
  const lab = await openWithWeek({ max: '2' })
  await lab.ada.run(saving({ topics: '"Trees 1", "Trees 2"', time: '15:00' }), 'button')
  await vote(lab.ada, eight)
  await closeWeek(lab, '2026-08-20', trees)
  await lab.until('2026-08-21T13:00:00Z')
  await lab.news()
  await lab.until(friday)
  expect((await posted(lab))[0]).toMatch(/we missed\n1\. Trees 3\n[^]*\n2\. Trees 4\n/)
  await lab.ada.run(saving({ topics: 'trees', max: '10', time: '17:00' }), 'button')
  await lab.close('2026-08-21', ...trees)
  await lab.until('2026-08-24T15:00:00Z')
  const [daily] = (await lines(lab)).filter(text => text.startsWith('Thursday 20 and Friday 21 August'))
  expect(daily!.match(/^\d+\. .*/gm)).toEqual([5, 6, 7, 8].map((at, place) => `${place + 1}. Trees ${at}`))
  expect(await lab.grace.say(`why ${three.id}`)).toContain(
    'Posted on Fri 21 Aug, number 1 of 5, from the list of Thu 20 Aug',
  )
  expect(await lab.grace.say(`why ${eight.id}`)).toContain('Posted on Mon 24 Aug')
})

test('what the world finds later is missed a week later', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  const late = paper('2608.20001', { title: 'Late bloomer', upvotes: 9 })
  await closeWeek(lab, '2026-08-20', [one, late])
  expect(await lab.grace.say(`why ${one.id}`)).toContain(
    'It counts as missed unless somebody here has discussed, judged or saved it by then, or voted for it.',
  )
  await lab.until(friday)
  expect((await posted(lab))[0]).not.toContain('we missed')
  expect(await lab.grace.say(`why ${late.id}`)).toContain(
    'Waiting: from the list of Thu 20 Aug, it has 9 upvotes of 10',
  )
  expect(await lab.grace.say(`why ${one.id}`)).toContain('The team knew it')
  await lab.library.put([{ ...late, upvotes: 60 }])
  await vote(lab.ada, two)
  await closeWeek(lab, '2026-08-27')
  await lab.until(nextFriday)
  expect((await posted(lab))[0]).toContain(
    '1. Late bloomer\n   1 author · 60 upvotes · reached 10 upvotes, from Thu 20 Aug\n',
  )
})

test('weeks join: what is done right after one is told in the next, and nothing twice', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  await lab.until(friday)
  await vote(lab.ada, two)
  await closeWeek(lab, '2026-08-27')
  await lab.until(nextFriday)
  const weeks = await posted(lab)
  expect(weeks.map(text => text.match(/• Trees \d/g))).toEqual([['• Trees 1'], ['• Trees 2']])
})

test('after downtime the newest week comes, and says so', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  await lab.until(friday)
  await posted(lab)
  await closeWeek(lab, '2026-08-27')
  await closeWeek(lab, '2026-09-03')
  // Nobody wakes on the 28th.
  const { network } = lab
  network.advance(Date.parse('2026-09-02T09:00:00Z') - network.now().epochMilliseconds)
  await vote(lab.ada, two)
  await lab.until('2026-09-05T09:00:00Z')
  expect((await posted(lab)).map(text => text.split('\n').slice(0, 4))).toEqual([
    [
      'The team’s week to Friday 4 September',
      'Catching up: nothing was posted here since Fri 21 Aug.',
      'Left out: Friday 21, Monday 24, Tuesday 25, Wednesday 26 and Thursday 27 August.',
      'Voted for',
    ],
  ])
})

test('its own form, one day, one a channel; posted now, paused, removed and taken back as others are', async () => {
  const lab = await openLab({ at: '2026-08-17T08:00:00Z', fill: library => library.put(trees) })
  const { ada, grace, close } = lab
  expect((await grace.ask('subscribe kind:team zone:Berlin')).summary).toMatch(/^Only people who manage/)
  const quiet = await ada.ask('subscribe kind:team zone:Berlin')
  expect(inWords(quiet)).toBe(`Preview for #channel · nothing saved yet
First post: Fri 21 Aug 16:00. Can post here: yes
Nothing would be posted now: in a week in which nobody discusses, judges, saves or votes for a paper here it stays silent.
[Save] [Change] [More filters] [Cancel]`)
  const form = await ada.press(quiet, 'Change')
  expect(formOf(form).fields.map(({ name }) => name)).toEqual(['topics', 'days', 'time', 'zone', 'max'])
  expect(valuesOf(form)).toEqual({ days: 'Friday', time: '16:00', zone: 'Europe/Berlin', max: '5' })
  const refused = await ada.submit(form, { days: 'Mon, Thu' })
  expect(refused.summary).toBe(
    'The team’s week is posted once a week, not on Monday and Thursday. Name one day, such as Friday.',
  )
  expect(valuesOf(await ada.press(refused, 'Change'))).toMatchObject({ days: 'Mon, Thu' })
  const thursday = await ada.submit(form, { days: 'Thursday', time: '17:30' })
  const more = await ada.press(thursday, 'More filters')
  expect(valuesOf(more)).toEqual({ upvotes: '10 within 7 days' })
  const free = await ada.submit(more, { upvotes: '0' })
  expect((await ada.press(free, 'Save')).summary).toBe('Saved. First post Thu 20 Aug 17:30.')
  expect(await lines(lab)).toEqual(['Ada set up the team’s week here; first post Thu 20 Aug 17:30\n[Undo]'])
  const list = await grace.ask('subscriptions')
  expect(inWords(list)).toContain(
    'the team’s week\n17:30 Thursday, Europe/Berlin · missed papers · at most 5 papers\n',
  )
  expect(labelsOf(list)).not.toContain('Add the team’s week')
  expect((await ada.run(saving({ kind: 'team' }), 'button')).summary).toBe(
    'The team’s week is posted here already. Change it where it is: subscriptions',
  )
  await vote(ada, one)
  await close('2026-08-14', one, two)
  expect(inWords(await grace.press(list, 'Preview'))).toMatch(
    /Posted now, it would say:\nThe team’s week to Monday 17 August\nVoted for\n• Trees 1 [^]*\n1\. Trees 2\n[^]*papers\/2608.10002\nOf 2 papers on the list of Fri 14 Aug\n\[Change\]/,
  )
  expect((await ada.press(list, 'Post now')).summary).toBe(
    'The team’s week is on the way. The next post is Thu 20 Aug 17:30.',
  )
  expect(await posted(lab)).toHaveLength(1)
  await lab.until('2026-08-18T08:00:00Z')
  expect((await ada.press(list, 'Post now')).summary).toMatch(
    /^Nothing is posted: nobody discussed, judged, saved or voted for a paper here since the last one\. /,
  )
  await ada.press(list, 'Pause')
  await vote(ada, three)
  await lab.until('2026-08-20T16:00:00Z')
  await ada.press(await grace.ask('subscriptions'), 'Resume')
  const removed = await ada.press(list, 'Remove')
  expect((await ada.press(removed, 'Undo')).summary).toBe('Taken back: it is as it was before.')
  expect(await lines(lab)).toEqual([
    'Ada paused the team’s week here\n[Undo]',
    'Ada resumed the team’s week here\n[Undo]',
    'Ada removed the team’s week here\n[Undo]',
    'Ada put back the team’s week here\n[Subscriptions]',
  ])
  expect(lab.faults).toEqual([])
})

test('topics narrow what was missed, not what the team did; a forum gets a post, a person a message', async () => {
  const lab = await openWithWeek({ topics: '"Trees 7"' })
  const { ada, platform } = lab
  const forum = platform.place('forum')
  await ada.in(forum).run(saving({ kind: 'team', tags: 'papers' }), 'button')
  await ada.run(saving({ kind: 'team', me: 'yes' }), 'button')
  await vote(ada, one)
  await closeWeek(lab, '2026-08-20', trees)
  await lab.news()
  await lab.until(friday)
  expect((await posted(lab))[0]).toMatch(
    /Voted for\n• Trees 1 [^]*\n1\. Trees 7\n[^]*· topic: "Trees 7"\n[^]*\nOf 13 papers on the lists of Fri 14 Aug to Thu 20 Aug · Topic: "Trees 7" · at least 10 upvotes\n/,
  )
  const [post] = platform.messages.filter(({ place: where }) => where.channel === 'forum')
  expect(post!.place.thread).toBeDefined()
  const [personal] = await lab.news(ada.alone().place)
  expect(personal!.summary).toMatch(/^The team’s week to Friday 21 August: 1 voted for and 5 missed$/)
  expect(buttonsOf(personal!).map(({ label }) => label)).toEqual(
    expect.arrayContaining(['The team’s list', 'Change', 'Stop']),
  )
})

test('where it can’t be posted, who set it up is told of it by its name', async () => {
  const lab = await openWithWeek()
  await vote(lab.ada, one)
  await closeWeek(lab, '2026-08-20')
  lab.platform.faults.set(formatPlace(inLab('channel')), 'forbidden')
  await lab.until(friday)
  expect((await lines(lab, lab.ada.alone().place))[0]).toMatch(
    /^The team’s week in #channel is paused: nothing can be posted there\./,
  )
})
