/** What must hold of every time-lapse, whatever happened in it. */
import { Temporal } from '@js-temporal/polyfill'
import { expect } from 'vitest'
import type { Reply } from '../../src/chat/reply.ts'
import { formatPlace } from '../../src/chat/place.ts'
import type { Claim, Slot } from '../../src/delivery/delivery.ts'
import { choose, explain } from '../../src/digests/choose.ts'
import { noteSchema } from '../../src/digests/note.ts'
import { receiptSchema } from '../../src/digests/receipt.ts'
import { expectedClaims } from './time-lapse-model.ts'
import type { Happening, TimeLapse } from './time-lapse.ts'

const dayMs = 24 * 3_600_000

/** What people saw of one message. */
interface Seen {
  readonly key: string
  /** `channel paper` for each paper that it brings; details in a thread say them again. */
  readonly papers: readonly string[]
}

const msOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds

export interface Checks {
  /** Right after a look, when everything is as it was when posts were chosen. */
  looked(): Promise<void>
  /** When it is over; of these subscriptions. */
  over(subscriptions: readonly string[]): Promise<Sum>
}

/** Slots that were claimed, those of them that were never sent, papers posted, and papers that it was asked of why. */
interface Sum {
  slots: number
  unsent: number
  papers: number
  explained: number
}

/** @param isAsked whether a slot is among those that are chosen again and explained */
export function createChecks(lapse: TimeLapse, isAsked: () => boolean): Checks {
  const seen: Seen[] = []
  return {
    async looked() {
      for (const { key, place, reply } of lapse.shown.splice(0)) {
        const { thread: _thread, ...channel } = place
        seen.push({ key, papers: broughtBy(key, reply).map(id => `${formatPlace(channel)} ${id}`) })
      }
      for (const claim of lapse.claimed.splice(0)) if (isAsked()) await expectChosen(lapse, claim)
    },

    async over(subscriptions) {
      expect(lapse.errors).toEqual([])
      const sum = { slots: 0, unsent: 0, papers: 0, explained: 0 }
      const sent: string[] = []
      for (const id of subscriptions) {
        const claimed = (await lapse.bot.delivery.recent(id, 10_000)).toReversed()
        expectClaims(lapse, id, claimed)
        const events = refusals(lapse, id)
        for (const slot of claimed) {
          expectSilence(slot)
          if (isAsked()) sum.explained += await expectExplained(lapse, slot)
          if (wasSent(events, slot))
            sent.push(...slot.papers.map(({ id: paper }) => `${formatPlace(slot.channel)} ${paper}`))
          else sum.unsent++
        }
        sum.slots += claimed.length
      }
      expectSeen(seen, sent)
      return { ...sum, papers: sent.length }
    },
  }
}

/** No message twice, no paper twice in a channel, none that wasn't claimed, and all that could be sent within a day. */
function expectSeen(seen: readonly Seen[], sent: readonly string[]): void {
  const keys = seen.map(({ key }) => key)
  expect(keys.length).toBe(new Set(keys).size)
  expect(seen.flatMap(({ papers }) => papers).sort()).toEqual(sent.toSorted())
  expect(new Set(sent).size).toBe(sent.length)
}

function broughtBy(key: string, { blocks }: Reply): string[] {
  return blocks.flatMap(block => {
    if (block.kind === 'select' && key.endsWith(':digest')) return block.choices.map(({ value }) => value)
    const button = block.kind === 'buttons' && /:paper-\d+$/.test(key) ? block.buttons[0] : undefined
    return button && 'command' in button ? [button.options['paper']!] : []
  })
}

/** Each date once and no other, at the first look at which its lists were there, with these lists. */
function expectClaims({ happened }: TimeLapse, id: string, claimed: readonly Slot[]): void {
  const actual = claimed.map(({ date, claimedAt, note }) => {
    const { lists, leftOut } = noteSchema.parse(note)
    return {
      date,
      ms: msOf(claimedAt),
      lists: lists.map(({ shownAt: _shownAt, ...list }) => list),
      leftOut,
    }
  })
  expect(actual).toEqual(expectedClaims(id, happened))
}

/** Choosing once more finds the same papers, and the same receipts, to the upvote. */
async function expectChosen({ bot }: TimeLapse, { subscription, date, papers, note }: Claim): Promise<void> {
  const { taken: _taken, ...situation } = (await bot.digests.situationOf(subscription, date))!
  const { lists, waiting, nothing } = noteSchema.parse(note)
  const choice = choose(situation)
  expect(papers).toEqual(choice.papers.map(({ paper: { id }, receipt }) => ({ id, receipt })))
  if (nothing === 'no list') expect([lists, papers]).toEqual([[], []])
  else expect(Object.values(waiting).flat().sort()).toEqual(choice.waiting.map(({ id }) => id).sort())
}

/** A slot without papers says nothing, or once that there was nothing for long. */
function expectSilence({ papers, posts, note }: Slot): void {
  const { nothing } = noteSchema.parse(note)
  expect(nothing === undefined).toBe(papers.length > 0)
  const keys = posts.map(({ key }) => key)
  if (papers.length > 0) expect(keys.length).toBeGreaterThan(0)
  else expect(keys.filter(key => !key.endsWith(':silence'))).toEqual([])
}

/** Long after, `why` says of what was posted what was stored then, and of nothing else that it was posted. */
async function expectExplained(
  { bot }: TimeLapse,
  { subscription, date, papers, note }: Slot,
): Promise<number> {
  const situation = (await bot.digests.situationOf(subscription, date))!
  const { at, lists } = noteSchema.parse(note)
  const entries = await Promise.all(lists.map(list => bot.library.listed(list.date)))
  const inTime = entries.flatMap(list =>
    [...list].filter(([, seenAt]) => msOf(seenAt) <= msOf(at)).map(([id]) => id),
  )
  const known = new Set([...inTime, ...situation.waiting.map(({ read }) => read.paper.id)])
  const receipts = new Map(papers.map(({ id, receipt }) => [id, receiptSchema.parse(receipt)]))
  const ids = new Set([...receipts.keys(), ...entries.flatMap(list => [...list.keys()])])
  for (const id of ids) {
    const verdict = explain(id, situation)
    const receipt = receipts.get(id)
    if (receipt) expect(verdict).toEqual({ kind: 'posted', receipt })
    else if (known.has(id)) expect(['posted', 'not listed']).not.toContain(verdict.kind)
    else expect(verdict.kind).toBe('not listed')
  }
  return ids.size
}

/** Unless it was refused, and nobody mended that within a day. */
function wasSent(events: readonly Happening[], { claimedAt }: Slot): boolean {
  const claimedMs = msOf(claimedAt)
  let [isSent, isTried] = [true, true]
  for (const { kind, ms } of events) {
    if (ms <= claimedMs) continue
    if (kind === 'started' || kind === 'looked') isTried = false
    if (kind === 'refused' && isTried) isSent = false
    if (kind === 'resumed' && !isSent && ms - claimedMs < dayMs) [isSent, isTried] = [true, true]
  }
  return isSent
}

/** What bears on whether posts of a subscription are sent. */
function refusals({ happened }: TimeLapse, id: string): Happening[] {
  const isOwn = (one: Happening): boolean => 'subscription' in one && one.subscription === id
  if (!happened.some(isOwn)) return []
  return happened.filter(one => one.kind === 'started' || one.kind === 'looked' || isOwn(one))
}
