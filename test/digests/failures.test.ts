/** What users of feed bots report, played through with the whole runner. */
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plainText } from '../../src/chat/rich-text.ts'
import { explain } from '../../src/digests/choose.ts'
import { sentenceOf } from '../../src/digests/sentence.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { begun, channel, noteOf, paper, robots, seen, wish } from './runner-fixture.ts'
import { TimeLapse } from './time-lapse.ts'

const refused = 'memory:w:lab'

test('a new subscription posts nothing older than the list that closed last', async () => {
  const lapse = await begun()
  for (const day of [10, 11, 12, 13]) await lapse.put(`2026-08-${day}`, robots(day))
  await lapse.subscribe(channel(), wish({ most: 10 }))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect((await noteOf(lapse, '2026-08-17')).lists.map(({ date }) => date)).toEqual(['2026-08-14'])
  expect(await lapse.bot.delivery.posted(channel())).toHaveLength(1)
})

test('failures 2 and 3: a paper that is listed again is posted once, in each channel', async () => {
  const lapse = await begun(wish())
  await lapse.subscribe(channel('other'), wish({ id: 's2' }))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(lapse.shown.splice(0).map(({ place }) => place.channel)).toEqual(['lab', 'other'])
  await lapse.put('2026-08-17', [...robots(14), ...robots(17)])
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  const digests = seen(lapse)
  expect(digests).toHaveLength(2)
  for (const digest of digests) {
    expect(digest).toContain('Robots 17-0')
    expect(digest).not.toContain('Robots 14-0')
  }
})

test('of two bots on one database one posts', async () => {
  const lapse = await begun(wish())
  const twin = new TimeLapse({
    db: lapse.db,
    snapshotFile: join(temporaryFolder(), 'search.index'),
    begin: '2026-08-17T03:00:00Z',
  })
  await twin.start()
  await Promise.all([lapse.advanceTo('2026-08-17T07:00:00Z'), twin.advanceTo('2026-08-17T07:00:00Z')])
  expect([...lapse.shown, ...twin.shown].map(({ key }) => key)).toEqual(['s1:2026-08-17:digest'])
  await twin.stop()
})

test('a holiday is silent, and Friday does not come again', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  seen(lapse)
  await lapse.put('2026-08-17', [])
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  await lapse.advance(7 * 60)
  expect(seen(lapse)).toEqual([])
  expect(await noteOf(lapse, '2026-08-18')).toMatchObject({ nothing: 'no list', lists: [] })
  await lapse.put('2026-08-18', robots(18))
  await lapse.advanceTo('2026-08-19T07:00:00Z')
  expect(seen(lapse)).toEqual([expect.stringMatching(/^Tuesday 18 August · 1 on the list/)])
})

test('a part of a list is not posted as the whole', async () => {
  const lapse = await begun(wish())
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  seen(lapse)
  await lapse.put('2026-08-17', robots(17), false)
  await lapse.advanceTo('2026-08-18T07:00:00Z')
  expect(seen(lapse)).toEqual([])
  await lapse.put('2026-08-17', robots(17, 3))
  await lapse.advance(5)
  expect(seen(lapse)).toEqual([expect.stringMatching(/^Monday 17 August · 3 on the list/)])
})

test('however many lists and papers there are, a post is one message of as many as wanted', async () => {
  const lapse = await begun(wish({ most: 5, days: [1] }))
  for (const day of [17, 18, 19, 20, 21]) await lapse.put(`2026-08-${day}`, robots(day, 9))
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  seen(lapse)
  await lapse.advanceTo('2026-08-24T07:00:00Z')
  const [message, ...others] = seen(lapse)
  expect(others).toEqual([])
  expect(message).toMatch(/^Monday 17, [^]*45 on the lists, the best 5/)
  expect(message!.match(/^\d+\. /gm)).toHaveLength(5)
})

test('filters stand under the post, and each paper that was left out has its reason', async () => {
  const upvotes = { least: 5, withinDays: 5 }
  const lapse = await begun(wish({ topics: ['robots -speech'], upvotes, most: 1 }))
  await lapse.put('2026-08-14', [
    ...robots(14, 2),
    paper('2608.14007', 'Robots and speech', 50),
    paper('2608.14008', 'Proteins', 60),
    paper('2608.14009', 'Robots that few know', 4),
  ])
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  expect(seen(lapse)).toEqual([
    expect.stringMatching(/Topic: robots · without: speech · at least 5 upvotes within 5 days · 1 more/),
  ])
  const situation = (await lapse.bot.digests.situationOf('s1', '2026-08-17'))!
  const sentences = [0, 1, 7, 8, 9].map(at =>
    plainText(sentenceOf(explain(`2608.1400${at}`, situation), '2026-08-17')),
  )
  expect(sentences).toEqual([
    expect.stringMatching(/^Posted on Mon 17 Aug, number 1 of 2/),
    expect.stringMatching(/number 2 of those that do, and at most 1/),
    expect.stringMatching(/speech/),
    expect.stringMatching(/robots/),
    expect.stringMatching(/4 upvotes of 5/),
  ])
})

test('failures 16 and 17: refused for good it stops sending, keeps its settings, and goes on when resumed', async () => {
  const lapse = await begun(wish())
  const settings = await lapse.bot.channels.get(channel())
  lapse.platform.faults.set(refused, 'archived')
  for (const day of [17, 18, 19]) {
    await lapse.advanceTo(`2026-08-${day}T07:00:00Z`)
    await lapse.put(`2026-08-${day}`, robots(day))
  }
  expect(seen(lapse)).toEqual([])
  expect(lapse.happened.filter(({ kind }) => kind === 'refused')).toHaveLength(1)
  expect(await lapse.bot.delivery.pause('s1')).toMatchObject({ forOwner: 'Paperboy may not post there.' })
  expect(await lapse.bot.channels.get(channel())).toEqual(settings)
  lapse.platform.faults.clear()
  await lapse.resume('s1')
  await lapse.advanceTo('2026-08-20T07:00:00Z')
  expect(seen(lapse)).toEqual([
    expect.stringMatching(/Catching up: nothing was posted here since Mon 17 Aug/),
  ])
})

test('what was given up after a day says so with its slot, also after a restart', async () => {
  const lapse = await begun(wish({ form: 'thread' }))
  lapse.platform.faults.set(refused, 'forbidden')
  await lapse.advanceTo('2026-08-17T07:00:00Z')
  await lapse.advance(25 * 60)
  lapse.platform.faults.clear()
  await lapse.resume('s1')
  await lapse.stop()
  await lapse.start()
  const slot = await lapse.bot.delivery.slot('s1', '2026-08-17')
  expect(slot?.posts.map(({ delivered }) => delivered)).toEqual([
    expect.objectContaining({ kind: 'refused', forOwner: 'Paperboy may not post there.' }),
    expect.objectContaining({
      kind: 'refused',
      forOwner: 'It could not be posted for a day, so it was left out.',
    }),
  ])
})
