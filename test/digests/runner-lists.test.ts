import { expect, test } from 'vitest'
import { explain } from '../../src/digests/choose.ts'
import { titleId } from '../../src/papers/ids.ts'
import { begun, channel, noteOf, paper, robots, seen, wish } from './runner-fixture.ts'

test('a list that is late is waited for', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  seen(lapse)
  await lapse.advance(90)
  await lapse.put('2026-08-17', robots(17))
  await lapse.advance(6)
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 17-0')])
})

test('after six hours it is given up, silently; it joins the next post if it comes', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  seen(lapse)
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  await lapse.advance(5 * 60 + 59)
  expect(await lapse.bot.delivery.slot('s1', '2026-08-18')).toBeUndefined()
  await lapse.advance(2)
  expect(await noteOf(lapse, '2026-08-18')).toMatchObject({ nothing: 'no list', lists: [] })
  await lapse.put('2026-08-17', robots(17))
  await lapse.put('2026-08-18', robots(18))
  await lapse.advanceTo('2026-08-19T07:00:00Z')
  expect(seen(lapse)).toEqual([
    expect.stringMatching(/The list of Monday 17 August came late[^]*Robots 18-0[^]*Robots 17-0/),
  ])
})

test('a day without a list is silent, and kept', async () => {
  const lapse = await begun(wish({ days: [6, 7] }))
  for (const day of [17, 18, 19, 20, 21]) await lapse.put(`2026-08-${day}`, robots(day))
  await lapse.advanceTo('2026-08-22T07:00:00Z')
  expect(seen(lapse)).toHaveLength(1)
  await lapse.advanceTo('2026-08-23T07:00:00Z')
  expect(seen(lapse)).toEqual([])
  expect(await noteOf(lapse, '2026-08-23')).toMatchObject({ nothing: 'no list' })
})

test('of a list that was posted while it grew, only what joined it later is new', async () => {
  const lapse = await begun(wish({ list: 'so far', time: '18:00', most: 1 }))
  await lapse.advanceTo('2026-08-17T12:00:00Z')
  await lapse.put('2026-08-17', robots(17, 2), false)
  await lapse.advanceTo('2026-08-17T16:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringMatching(/today so far[^]*Robots 17-0/)])
  await lapse.advanceTo('2026-08-18T03:00:00Z')
  await lapse.put('2026-08-17', [...robots(17, 2), paper('2608.17009', 'A late one')])
  await lapse.put('2026-08-18', [], false)
  await lapse.advanceTo('2026-08-18T22:30:00Z')
  expect(seen(lapse)).toEqual([expect.stringMatching(/A late one[^]*joined the list late/)])
  const situation = (await lapse.bot.digests.situationOf('s1', '2026-08-18'))!
  expect(explain('2608.17001', situation)).toMatchObject({ kind: 'shown before', list: '2026-08-17' })
})

test('what was judged while its list grew stays judged where the rest of the list is left out', async () => {
  const [trees, late] = [paper('2608.17008', 'Trees'), paper('2608.17009', 'Robots, late')]
  const lapse = await begun(wish({ list: 'so far', time: '18:00', topics: ['robots'] }))
  await lapse.advanceTo('2026-08-17T12:00:00Z')
  await lapse.put('2026-08-17', [...robots(17), trees], false)
  await lapse.advanceTo('2026-08-17T16:00:00Z')
  await lapse.stop()
  await lapse.advanceTo('2026-08-28T16:00:00Z')
  await lapse.start()
  await lapse.put('2026-08-17', [...robots(17), trees, late])
  for (const day of [18, 19, 20, 21, 24, 25, 26, 27]) await lapse.put(`2026-08-${day}`, robots(day))
  await lapse.put('2026-08-28', robots(28), false)
  await lapse.advance(6)
  expect((await noteOf(lapse, '2026-08-28')).leftOut).toContain('2026-08-17')
  const settings = await lapse.bot.channels.get(channel())
  const fateOf = async (id: string) => (await lapse.bot.digests.accountsOf(id, settings))[0]?.fate
  expect(await fateOf(trees.id)).toMatchObject({ date: '2026-08-17', verdict: { kind: 'off topic' } })
  expect(await fateOf(late.id)).toMatchObject({ kind: 'left out', list: '2026-08-17' })
})

test('a paper waits for its upvotes under whichever id, and is released once', async () => {
  const upvotes = { least: 20, withinDays: 5 }
  const lapse = await begun(wish({ upvotes }))
  const card = { ...paper(titleId('The waiting one'), 'The waiting one', 3), origin: 'page' as const }
  await lapse.put('2026-08-14', [card, ...robots(14)])
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(seen(lapse)).toEqual([])
  await lapse.bot.library.put([paper('2608.14077', 'The waiting one', 25)])
  await lapse.put('2026-08-17', robots(17))
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse)).toEqual([
    expect.stringMatching(/The waiting one[^]*reached 20 upvotes, from Fri 14 Aug/),
  ])
  await lapse.put('2026-08-18', robots(18))
  await lapse.advanceTo('2026-08-19T07:00:00Z')
  expect(seen(lapse)).toEqual([])
  const situation = (await lapse.bot.digests.situationOf('s1', '2026-08-18'))!
  expect(explain('2608.14077', situation)).toMatchObject({ kind: 'posted', receipt: { waitedFor: 20 } })
  expect(explain('2608.14000', situation)).toMatchObject({ kind: 'waiting', until: '2026-08-19' })
})

test('trending posts the best of the last days, each once', async () => {
  const lapse = await begun(wish({ kind: 'trending', most: 2 }))
  await lapse.put('2026-08-13', [paper('2608.13000', 'The best', 90)])
  await lapse.put('2026-08-06', [paper('2608.06000', 'Too old', 99)])
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringMatching(/Trending[^]*The best[^]*Robots 14-0/)])
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse)).toEqual([])
  expect(await noteOf(lapse, '2026-08-18')).toMatchObject({ nothing: 'no paper' })
})

test('one that no longer posts what is trending begins with the lists that closed last', async () => {
  const lapse = await begun(wish({ kind: 'trending' }))
  await lapse.put('2026-08-17', robots(17), false)
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 17-0')])
  await lapse.subscribe(channel(), wish())
  await lapse.put('2026-08-17', robots(17, 2))
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringMatching(/^Monday 17 August[^]*Robots 17-1/)])
})

test.each(['lab', 'forum'])('ten lists without a match are said in #%s once', async name => {
  const lapse = await begun()
  await lapse.subscribe(channel(name), wish({ topics: ['proteins'] }))
  const days = [17, 18, 19, 20, 21, 24, 25, 26, 27, 28, 31]
  for (const day of days) {
    await lapse.put(`2026-08-${day}`, robots(day))
    await lapse.advance(24 * 60)
  }
  for (let more = 0; more < 5; more++) await lapse.advance(24 * 60)
  expect(lapse.shown.map(({ key }) => key)).toEqual([expect.stringMatching(/^s1:2026-\d\d-\d\d:silence$/)])
  expect(seen(lapse)[0]).toMatch(/^Nothing matched proteins in the last 10 lists\..*\n\[Widen\]$/)
})

test('why a paper was not posted is found again from what is kept, as it was then', async () => {
  const other = wish({ id: 's2', topics: ['enzymes'] })
  const lapse = await begun(wish({ topics: ['robots'], most: 1 }), other)
  await lapse.put('2026-08-14', [...robots(14, 3), paper('2608.14009', 'Proteins')])
  await lapse.bot.delivery.claim({
    subscription: other.id,
    date: '2026-08-16',
    channel: channel(),
    papers: [{ id: '2608.14002', receipt: null }],
    posts: [],
  })
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  await lapse.subscribe(channel(), wish({ topics: ['proteins'], most: 9 }))
  await lapse.put('2026-08-14', [
    paper('2608.14008', 'Robots that came after'),
    paper('2608.14001', 'Robots 14-1', 99),
  ])
  await lapse.advance(24 * 60)
  const situation = (await lapse.bot.digests.situationOf('s1', '2026-08-17'))!
  const kinds = ['2608.14000', '2608.14001', '2608.14002', '2608.14008', '2608.14009'].map(
    id => explain(id, situation).kind,
  )
  expect(kinds).toEqual(['posted', 'no room', 'posted before', 'not listed', 'off topic'])
})

test('of a date without a post, and of one whose note is damaged, nothing is said', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(await lapse.bot.digests.situationOf('s1', '2026-08-16')).toBeUndefined()
  await lapse.db.updateTable('slots').set({ note: '{"version":1}' }).execute()
  expect(await lapse.bot.digests.situationOf('s1', '2026-08-17')).toBeUndefined()
  expect(lapse.errors).toEqual([expect.objectContaining({ subscription: 's1', date: '2026-08-17' })])
  await lapse.put('2026-08-17', robots(17))
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse).at(-1)).toContain('Robots 17-0')
})
