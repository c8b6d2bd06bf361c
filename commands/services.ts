/** What commands may call. Platforms, SQL and the network stay behind it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Channels } from '../src/channels/channels.ts'
import type { KeptData } from '../src/channels/kept-data.ts'
import type { RecentlyShown } from '../src/channels/recently-shown.ts'
import type { Allowance } from '../src/chat/allowance.ts'
import type { Place } from '../src/chat/place.ts'
import type { Inspection, MessageRef } from '../src/chat/platform.ts'
import type { Delivery, Post } from '../src/delivery/delivery.ts'
import type { Digests } from '../src/digests/runner.ts'
import type { Discussions } from '../src/discussions/discussions.ts'
import type { Library } from '../src/library/library.ts'
import type { Upstream } from '../src/library/live.ts'

export interface Services {
  readonly library: Library
  readonly upstream: Upstream
  readonly channels: Channels
  readonly keptData: KeptData
  readonly shown: RecentlyShown
  readonly delivery: Pick<Delivery, 'pause' | 'resume' | 'waiting' | 'recent' | 'posted' | 'slot'>
  readonly digests: Pick<
    Digests,
    'postNow' | 'situationOf' | 'upcoming' | 'preview' | 'weekNow' | 'accountsOf' | 'lastPost'
  >
  readonly discussions: Omit<Discussions, 'week' | 'start' | 'settled' | 'follow' | 'followUp' | 'forgotten'>
  readonly places: {
    /** Rejects when nothing can be known of the place now. */
    inspect(place: Place): Promise<Inspection>
    /** The direct messages of a person who is met in this place. */
    direct(person: string, met: Place): Place
    /** Where people find a message; undefined where its platform has no addresses. */
    linkTo(message: MessageRef): string | undefined
  }
  /** Changes that everybody is told of. */
  readonly changes: Allowance
  /** Says something to everybody in a place, once for a key, and doesn't wait until it is there. */
  announce(post: Post): void
  /** Unlike any other anywhere. */
  newId(): string
  now(): Temporal.Instant
}

/** The date in UTC, `YYYY-MM-DD`: the one that Hugging Face's lists are counted by. */
export function today(services: Pick<Services, 'now'>): string {
  return services.now().toString().slice(0, 10)
}
