/** What commands may call. Platforms, SQL and the network stay behind it. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Library } from '../src/library/library.ts'
import type { Upstream } from '../src/library/live.ts'

export interface Services {
  readonly library: Library
  readonly upstream: Upstream
  now(): Temporal.Instant
}

/** The date in UTC, `YYYY-MM-DD`: the one that Hugging Face's lists are counted by. */
export function today(services: Pick<Services, 'now'>): string {
  return services.now().toString().slice(0, 10)
}
