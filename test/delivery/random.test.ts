/** Whatever happens in whatever order: nothing is posted twice, and nothing is lost without a word. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Claim, Post } from '../../src/delivery/delivery.ts'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import { PaperboyError } from '../../src/errors.ts'
import { type Bot, channel, claimOf, type Event, hours, minutes, post, refuse, World } from './fixture.ts'

const channels = ['lab', 'other', 'forum']
const event = fc.constantFrom<Event>(
  { kind: 'sent' },
  { kind: 'lost' },
  { kind: 'unknown', forLog: '503' },
  { kind: 'retry', afterMs: 90_000 },
  refuse,
  { kind: 'hang' },
  { kind: 'taken, then hang' },
  { kind: 'throws', error: new Error('reset') },
  { kind: 'throws', error: new PaperboyError('fault', 'A fault.') },
)
const action = fc.oneof(
  fc.record({
    do: fc.constant('claim' as const),
    subscription: fc.nat({ max: 2 }),
    day: fc.integer({ min: 10, max: 13 }),
    papers: fc.uniqueArray(fc.nat({ max: 5 }), { maxLength: 3 }),
    details: fc.boolean(),
  }),
  fc.record({ do: fc.constant('send' as const), key: fc.nat({ max: 3 }) }),
  fc.record({ do: fc.constant('next' as const), events: fc.array(event, { maxLength: 3 }) }),
  fc.record({
    do: fc.constant('look' as const),
    event: fc.constantFrom('cannot look' as const, 'throws' as const),
  }),
  fc.record({
    do: fc.constant('wait' as const),
    ms: fc.constantFrom(1000, minutes(1), minutes(3), hours(20)),
  }),
  fc.record({ do: fc.constant('resume' as const), subscription: fc.nat({ max: 2 }) }),
  fc.record({ do: fc.constant('crash' as const), at: fc.nat({ max: 12 }) }),
)
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never

/** Each subscription has its channel; the last of them posts into a forum. */
function claimFor({ subscription, day, papers, details }: Extract<Action, { do: 'claim' }>): Claim {
  const place = channel(channels[subscription === 2 ? 2 : 0])
  const date = `2026-08-${day}`
  const key = `s${subscription}:${date}`
  const thread = { title: key, tags: [] }
  const ids = papers.map(id => `2608.0000${id}`)
  const said = { ...post(`${key} ${ids.join(' ')}`, place), key }
  const posts: Post[] =
    subscription === 2
      ? [{ ...said, thread }]
      : [said, ...(details ? [under(`${key}:details`, place, key)] : [])]
  const receipts = ids.map(id => ({ id, receipt: null }))
  return claimOf(date, { subscription: `s${subscription}`, channel: place, papers: receipts, posts })
}

const under = (key: string, place: Post['place'], parent: string): Post => ({
  ...post(key, place),
  thread: { title: key, tags: [], under: parent },
})

/** A world, the bot that lives in it now, and what was taken. */
interface Run {
  readonly world: World
  bot: Bot
  readonly taken: Map<string, string[]>
}

async function perform(run: Run, act: Action): Promise<void> {
  const { world, bot, taken } = run
  switch (act.do) {
    case 'claim': {
      const claim = claimFor(act)
      const { kind } = await bot.delivery.claim(claim)
      const key = `${claim.channel.channel} ${claim.subscription} ${claim.date}`
      if (kind === 'claimed')
        taken.set(
          key,
          claim.papers.map(({ id }) => `${claim.channel.channel} ${id}`),
        )
      return
    }
    case 'send':
      void bot.delivery.send(post(`one:${act.key}`, channel('other')))
      return
    case 'next':
      bot.connection.events.push(...act.events)
      return
    case 'look':
      bot.connection.lookEvents.push(act.event)
      return
    case 'wait':
      return world.advance(act.ms)
    case 'resume':
      return bot.delivery.resume(`s${act.subscription}`)
    case 'crash':
      for (let turn = 0; turn < act.at; turn++) await new Promise(setImmediate)
      bot.crash()
      run.bot = await world.started()
  }
}

/** The service works again, everything is resumed, and time passes. */
async function heal(run: Run): Promise<void> {
  run.bot.crash()
  await run.world.idle()
  run.bot = await run.world.started()
  for (const subscription of ['s0', 's1', 's2']) await run.bot.delivery.resume(subscription)
  for (let minute = 0; minute < 10; minute++) await run.world.advance(minutes(2))
}

/** Everything that is not as it must be at the end. */
async function complaints({ world, bot, taken }: Run): Promise<string[]> {
  const { shown } = world
  const states = Object.entries(await world.states())
  const { waiting, sending, paused } = await bot.delivery.waiting()
  return [
    ...twice(shown).map(key => `${key} is shown twice`),
    ...twice([...taken.values()].flat()).map(paper => `${paper} is posted twice`),
    ...states
      .filter(([key, state]) => state === 'sent' && !shown.includes(key))
      .map(([key]) => `${key} is lost`),
    ...states
      .filter(([key, state]) => state === 'refused' && shown.includes(key))
      .map(([key]) => `${key} is shown, though it was refused`),
    ...(waiting + sending + paused > 0 ? [`Not over: ${JSON.stringify(states)}`] : []),
  ]
}

const twice = (all: readonly string[]): string[] => all.filter((one, at) => all.indexOf(one) < at)

test('each message at most once, each claimed one once unless refused or unknowable, each paper once', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 25 }), async actions => {
      const world = new World(await openMemoryDatabase())
      const run: Run = { world, bot: await world.started(), taken: new Map() }
      for (const one of actions) await perform(run, one)
      await heal(run)
      expect(await complaints(run)).toEqual([])
      await run.bot.delivery.stop()
      await world.db.destroy()
    }),
    { numRuns: 150 },
  )
}, 90_000)
