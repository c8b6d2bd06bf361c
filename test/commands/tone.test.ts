/** Every word that a walk through daily papers brings before people keeps to one tone. */
import { expect, test } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { paper } from '../library/fixture.ts'
import { inWords } from './bot.ts'
import { type Lab, openLab, saving } from './lab.ts'
import { buttonsOf, type Person } from './person.ts'

/** What nobody is told: our own words, and those of a machine. */
const banned =
  /!|\b(?:invalid|ephemeral|slots?|ledger|claim(?:s|ed)?|outbox|cron|oops|sorry|please|undefined|null|NaN|true|false)\b|\[object/i
/** An empty field of a form has its hint after two spaces. */
const stains = /(?<!:) {2}| [.,;:?]|\.\.|\bthe the\b|\b1 (?:papers|lists|posts|days|messages|upvotes)\b/

const lines = `
help
subscribe
subscriptions
settings
status
why
why 2608.20001
why 2608.20002
why 2608.10001
why 2608.99999
subscribe gradients, robots upvotes:"2 within 4 days" zone:Berlin
subscribe gradients
subscribe zone:Atlantis
subscribe 2306.00978 zone:Berlin
subscribe x zone:Berlin time:late
subscribe x zone:Berlin max:99
subscribe kind:team zone:Berlin
subscriptions page:9
settings visibility value:loud
settings visibility
settings value:x
help subscribe
help why`.split('\n')

/** Answers to all lines, then what comes of every button in them, each pressed once. */
async function walked(person: Person): Promise<Reply[]> {
  const first: Reply[] = []
  for (const line of lines) first.push(await person.ask(line))
  const buttons = first.flatMap(buttonsOf).filter(({ options }) => options['act'] !== 'remove')
  const once = new Map(buttons.map(button => [JSON.stringify([button.command, button.options]), button]))
  const then: Reply[] = []
  for (const button of once.values()) then.push(await person.run(button, 'button'))
  return [...first, ...then]
}

const robots = [1, 2, 3, 4].map(at =>
  paper(`2608.2000${at}`, { title: `Robots ${at}`, abstract: '', upvotes: at }),
)
const moreRobots = robots.map(one => ({ ...one, id: `${one.id}0` }))

/** One after the other. */
const states: readonly ((lab: Lab) => Promise<unknown>)[] = [
  async () => undefined,
  async ({ ada }) => {
    const waiting = { upvotes: '3 within 4 days', form: 'thread' }
    await ada.run(saving({ topics: 'robots', max: '1' }), 'button')
    await ada.run(saving({ topics: 'robots', time: '09:30', ...waiting }), 'button')
    await ada.run(saving({ kind: 'trending', days: 'weekly', form: 'each' }), 'button')
    await ada.run(saving({ kind: 'team', days: 'Monday', time: '09:45', topics: 'robots' }), 'button')
    await ada.run({ command: 'vote', options: { paper: '2608.10001' } }, 'button')
  },
  ({ until }) => until('2026-08-24T07:01:00Z'),
  async ({ close, until }) => {
    await close('2026-08-21', ...robots)
    await until('2026-08-24T08:00:00Z')
  },
  async ({ ada, close, until, platform }) => {
    await ada.run(saving({ topics: 'robots', time: '09:15' }), 'button')
    platform.faults.set('memory:lab:channel', 'forbidden')
    await close('2026-08-24', ...moreRobots)
    await until('2026-08-25T08:00:00Z')
  },
  async ({ ada }) => {
    const remove = buttonsOf(await ada.ask('subscriptions')).find(({ label }) => label.startsWith('Remove'))
    return ada.run(remove!, 'button')
  },
]

const linesOf = ({ summary, blocks, ...rest }: Reply): string[] => {
  const withoutFiles = blocks.filter(({ kind }) => kind !== 'file')
  return [summary, ...inWords({ ...rest, summary, blocks: withoutFiles }).split('\n')]
}

test('no word of it is out of tone', async () => {
  const lab = await openLab()
  const replies: Reply[] = []
  for (const reach of states) {
    const reached = await reach(lab)
    if (reached) replies.push(reached as Reply)
    for (const person of [lab.grace, lab.grace.alone(), lab.ada]) replies.push(...(await walked(person)))
    await lab.settled()
  }
  const posts = lab.platform.messages.map(({ reply }) => reply)
  const said = [...new Set([...replies, ...posts].flatMap(linesOf))].map(line => line.trim())
  expect(said.filter(line => line === '' || banned.test(line) || stains.test(line))).toEqual([])
  for (const part of [
    'paused since',
    'waiting for the list',
    'Removed.',
    'Waiting: from',
    'are paused: nothing',
  ])
    expect(said.filter(line => line.includes(part))).not.toEqual([])
  expect(lab.faults).toEqual([])
}, 60_000)
