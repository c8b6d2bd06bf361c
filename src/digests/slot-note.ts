/** What is kept of a slot, for the next one and for whoever asks why. */
import type { ChannelSettings, Subscription } from '../channels/settings.ts'
import type { Claim } from '../delivery/delivery.ts'
import type { Logger } from '../log.ts'
import { type Note, type NotedList, noteSchema, noteVersion } from './note.ts'
import type { Slot } from './schedule.ts'
import type { Covering, Shared } from './shared.ts'

/** What a post has to know of its channel. */
type Channel = Pick<ChannelSettings, 'place' | 'name' | 'forum'>

/** A slot that is due, with all that it stands on. */
export interface Run {
  readonly subscription: Subscription
  readonly channel: Channel
  readonly slot: Slot
  readonly covering: Covering
  readonly last: { readonly date: string; readonly note: Note | undefined } | undefined
  readonly shared: Shared
}

/** What is kept of the last slot of a subscription. */
export type Before = Pick<Claim, 'subscription' | 'date' | 'note'>

/** What a slot was judged by. A note that can't be read is told, and the next slot begins as if it was the first. */
export function readNote({ subscription, date, note }: Before, log: Pick<Logger, 'error'>): Note | undefined {
  const read = noteSchema.safeParse(note)
  if (!read.success) log.error({ subscription, date, err: read.error }, 'the note of a post is damaged')
  return read.data
}

/** The last slot with its note. */
export const lastOf = (before: Before | undefined, log: Pick<Logger, 'error'>): Run['last'] =>
  before && { date: before.date, note: readNote(before, log) }

/**
 * How far a subscription had come before a slot. One that became another kind begins anew: trending covers the same lists
 * again and again.
 */
export function coverageOf(
  last: Run['last'],
  { subscription, slot, shared }: Pick<Run, 'subscription' | 'slot' | 'shared'>,
): Note['coverage'] | undefined {
  if (!last) return shared.beginning(subscription, slot)
  return last.note?.rule.kind === subscription.kind ? last.note.coverage : undefined
}

/** The lists of a slot, each with when it was shown before. */
export function listsOf({ covering, last }: Run): NotedList[] {
  return covering.lists.map(list => {
    const shownAt = list.part === 'rest' ? last?.note?.shown[list.date] : undefined
    return { ...list, ...(shownAt !== undefined && { shownAt }) }
  })
}

export function noteOf(run: Run, rest: Pick<Note, 'waiting' | 'silence' | 'nothing' | 'week'>): Note {
  const { subscription, covering, last, shared } = run
  const { coverage, leftOut } = covering
  const shown = coverage.open.flatMap(date => {
    const isShown = covering.lists.some(list => list.date === date)
    const at = isShown ? shared.readAt : last?.note?.shown[date]
    return at === undefined ? [] : [[date, at]]
  })
  return {
    version: noteVersion,
    at: shared.readAt,
    rule: shared.ruleOf(subscription),
    lists: listsOf(run),
    leftOut,
    coverage,
    shown: Object.fromEntries(shown) as Note['shown'],
    ...rest,
  }
}
