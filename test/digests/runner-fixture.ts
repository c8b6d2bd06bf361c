/** A bot with a channel in Berlin and made lists, for the tests of the runner. */
import { newSubscription, type Subscription } from '../../src/channels/settings.ts'
import { flatten } from '../../src/chat/plain-text.ts'
import type { Place } from '../../src/chat/place.ts'
import { type Note, noteSchema } from '../../src/digests/note.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { ada } from '../channels/fixture.ts'
import type { TimeLapse } from './time-lapse.ts'
import { openLapse } from './open-lapse.ts'

export const channel = (name = 'lab'): Place => ({ platform: 'memory', workspace: 'w', channel: name })

export const wish = (changes: Partial<Subscription> = {}): Subscription => ({
  ...newSubscription({ id: 's1', zone: 'Europe/Berlin', createdBy: ada, createdAt: '2026-08-01T00:00:00Z' }),
  time: '09:00',
  ...changes,
})

export const paper = (id: string, title: string, upvotes = 0): Paper => ({
  id,
  title,
  abstract: '',
  authors: [],
  categories: [],
  origin: 'huggingface',
  upvotes,
})

/** The list of a date in August 2026, closed where nothing else is said. */
export const robots = (day: number, count = 1): Paper[] =>
  Array.from({ length: count }, (_, at) => paper(`2608.${day}00${at}`, `Robots ${day}-${at}`, 10 - at))

/** Started in the night of Monday 17 August 2026, when Friday's list is there. */
export async function begun(...subscriptions: Subscription[]): Promise<TimeLapse> {
  const lapse = await openLapse('2026-08-17T03:00:00Z')
  await lapse.put('2026-08-14', robots(14))
  if (subscriptions.length > 0) await lapse.subscribe(channel(), ...subscriptions)
  return lapse
}

/** What people saw since they last looked: each message as plain text. */
export const seen = (lapse: TimeLapse): string[] => lapse.shown.splice(0).map(({ reply }) => flatten(reply))

export async function noteOf(lapse: TimeLapse, date: string, subscription = 's1'): Promise<Note> {
  return noteSchema.parse((await lapse.bot.delivery.slot(subscription, date))?.note)
}
