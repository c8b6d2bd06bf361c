import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { begun, channel, noteOf, robots, seen, wish } from './runner-fixture.ts'

test('a list is posted at the time of the subscription, once, whatever is restarted', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T06:59:00Z')
  expect(seen(lapse)).toEqual([])
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 14-0')])
  for (let time = 0; time < 2; time++) {
    await lapse.stop()
    await lapse.start()
    await lapse.advance(1)
  }
  expect(seen(lapse)).toEqual([])
  expect(await lapse.db.selectFrom('slots').select('date').execute()).toEqual([{ date: '2026-08-17' }])
})

test('ticks that come together are one; a stopped bot claims nothing more', async () => {
  const lapse = await begun(wish())
  const { digests } = lapse.bot
  await lapse.stop()
  await lapse.start()
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  const ticks = [lapse.bot.digests.tick(), lapse.bot.digests.tick()]
  expect(ticks[0]).toBe(ticks[1])
  await Promise.all(ticks)
  await lapse.put('2026-08-17', robots(17))
  await lapse.stop()
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  await digests.tick()
  expect(await lapse.db.selectFrom('slots').select('date').execute()).toEqual([{ date: '2026-08-17' }])
})

test('a subscription that is paused or gone is not looked at; resumed, it makes up for nothing', async () => {
  const lapse = await begun(wish(), wish({ id: 's2' }))
  const paused = { by: { id: 'U1', name: 'Ada' }, at: '2026-08-17T03:00:00Z' }
  await lapse.subscribe(channel(), wish({ paused }))
  await lapse.advanceTo('2026-08-17T08:00:00Z')
  await lapse.subscribe(channel(), wish())
  await lapse.advanceTo('2026-08-18T06:00:00Z')
  expect(seen(lapse)).toEqual([])
  await lapse.put('2026-08-17', robots(17))
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse)).toHaveLength(1)
})

test('what a new subscription slept through is in its first post', async () => {
  const lapse = await begun(wish())
  await lapse.stop()
  await lapse.advanceTo('2026-08-18T08:00:00Z')
  await lapse.start()
  await lapse.put('2026-08-17', robots(17))
  await lapse.advance(5)
  expect(seen(lapse)).toEqual([
    expect.stringMatching(/^Friday 14 and Monday 17 August[^]*Robots 17-0[^]*Robots 14-0/),
  ])
})

test('a list that comes is posted at once where it was waited for, and nothing else before its time', async () => {
  const lapse = await begun(wish(), wish({ id: 's2', time: '09:04' }))
  await lapse.advanceTo('2026-08-17T08:00:00Z')
  seen(lapse)
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  const lookAgain = () => lapse.bot.digests.lookAgain().then(() => lapse.settled())
  await lookAgain()
  expect(seen(lapse)).toEqual([])
  await lapse.put('2026-08-17', robots(17, 8))
  await lookAgain()
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 17-0')])
  await lapse.advance(4)
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 17-5')])
})

test('what could not be scheduled when it was set up is, as soon as it can be', async () => {
  const lapse = await begun()
  const full = sql`CREATE TEMP TRIGGER full BEFORE INSERT ON main.schedule BEGIN SELECT RAISE(ABORT, 'full'); END`
  await full.execute(lapse.db)
  await lapse.subscribe(channel(), wish({ time: '08:00' }))
  expect((await lapse.bot.channels.get(channel())).subscriptions).toHaveLength(1)
  await lapse.advanceTo('2026-08-17T06:00:00Z')
  expect(lapse.errors.splice(0)).toHaveLength(2)
  expect(seen(lapse)).toEqual([])
  await sql`DROP TRIGGER full`.execute(lapse.db)
  await lapse.advance(1)
  expect(seen(lapse)).toEqual([expect.stringContaining('Robots 14-0')])
  expect(lapse.errors).toEqual([])
})

test('another time on the same day never posts again', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  await lapse.subscribe(channel(), wish({ time: '10:00' }))
  await lapse.advanceTo('2026-08-17T09:00:00Z')
  expect(seen(lapse)).toHaveLength(1)
})

test('what a channel is called, and whether it is a forum, is what its settings say', async () => {
  const lapse = await begun()
  await lapse.subscribe(channel('forum'), wish())
  await lapse.subscribe(channel('lab'), wish({ id: 's2' }))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  const threads = Object.fromEntries(
    lapse.shown.map(({ place, reply }) => [/for #\w+/.exec(reply.summary)?.[0], place.thread !== undefined]),
  )
  expect(threads).toEqual({ 'for #forum': true, 'for #lab': false })
})

test('two subscriptions of a channel share its papers', async () => {
  const lapse = await begun(wish({ most: 1 }), wish({ id: 's2', most: 1 }))
  await lapse.put('2026-08-14', robots(14, 2))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  const posted = await lapse.bot.delivery.posted(channel())
  expect(posted.map(({ paper, subscription }) => [subscription, paper])).toEqual([
    ['s1', '2608.14000'],
    ['s2', '2608.14001'],
  ])
})

test('a subscription that is removed while its post is made posts nothing, and nothing is kept of it', async () => {
  const lapse = await begun()
  await lapse.put('2026-08-14', robots(14, 3))
  await lapse.subscribe(channel(), wish())
  let removing: Promise<unknown> | undefined
  lapse.meanwhile = () => {
    lapse.meanwhile = undefined
    removing = lapse.bot.channels.update(channel(), settings => ({ ...settings, subscriptions: [] }))
  }
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(removing).toBeDefined()
  await removing
  expect(lapse.shown).toEqual([])
  expect(await lapse.bot.delivery.posted(channel())).toEqual([])
})

test('papers that are taken while a post is made are left to who took them', async () => {
  const lapse = await begun()
  await lapse.put('2026-08-14', robots(14, 3))
  await lapse.subscribe(channel(), wish({ most: 2 }), wish({ id: 'x', time: '23:00' }))
  lapse.meanwhile = () => {
    lapse.meanwhile = undefined
    const papers = [{ id: '2608.14000', receipt: null }]
    void lapse.bot.delivery.claim({
      subscription: 'x',
      date: '2026-08-17',
      channel: channel(),
      papers,
      posts: [],
    })
  }
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  const slot = await lapse.bot.delivery.slot('s1', '2026-08-17')
  expect(slot?.papers.map(({ id }) => id)).toEqual(['2608.14001', '2608.14002'])
})

test('a channel that fails stops no other, and is tried again', async () => {
  const lapse = await begun()
  await lapse.subscribe(channel('damaged'), wish({ id: 'a' }))
  await lapse.subscribe(channel('sound'), wish({ id: 'b' }))
  const settings = lapse.db.selectFrom('keyv').select(['key', 'value']).where('key', 'like', '%damaged')
  const { key, value } = await settings.executeTakeFirstOrThrow()
  await lapse.db.updateTable('keyv').set({ value: '{"cut' }).where('key', '=', key).execute()
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(lapse.shown.splice(0).map(({ place }) => place)).toEqual([channel('sound')])
  expect(lapse.errors).toEqual([expect.objectContaining({ subscription: 'a', place: 'memory:w:damaged' })])
  await lapse.db.updateTable('keyv').set({ value }).where('key', '=', key).execute()
  await lapse.advance(4)
  expect(seen(lapse)).toEqual([])
  await lapse.advance(2)
  expect(seen(lapse)).toHaveLength(1)
})

test('one that was refused claims nothing until it is resumed, and then catches up', async () => {
  const lapse = await begun(wish())
  lapse.platform.faults.set('memory:w:lab', 'forbidden')
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  await lapse.put('2026-08-17', robots(17))
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  lapse.platform.faults.clear()
  await lapse.bot.delivery.resume('s1')
  await lapse.put('2026-08-18', robots(18))
  await lapse.advanceTo('2026-08-19T07:00:00Z')
  const [resent, ...rest] = seen(lapse)
  // What was refused is older than a day by now, and given up.
  expect(rest).toEqual([])
  expect(resent).toMatch(
    /Catching up: nothing was posted here since Mon 17 Aug[^]*Robots 17-0[^]*Robots 18-0/,
  )
})

test('after downtime only the newest post is made, of five lists', async () => {
  const lapse = await begun(wish({ most: 10 }))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  seen(lapse)
  await lapse.stop()
  await lapse.advanceTo('2026-08-28T12:00:00Z')
  await lapse.start()
  for (const day of [17, 18, 19, 20, 21, 24, 25, 26, 27]) await lapse.put(`2026-08-${day}`, robots(day))
  await lapse.advance(6)
  const [digest, ...rest] = seen(lapse)
  expect(rest).toEqual([])
  expect(digest).toContain('Catching up')
  expect(digest).toContain('Left out: Monday 17, Tuesday 18, Wednesday 19 and Thursday 20 August')
  const { lists, coverage } = await noteOf(lapse, '2026-08-28')
  expect(lists.map(({ date }) => date.slice(-2))).toEqual(['21', '24', '25', '26', '27'])
  expect(coverage.through).toBe('2026-08-27')
})
