/**
 * Rate limits: the global one and buckets, by the fake's clock.
 * https://docs.discord.com/developers/topics/rate-limits
 */
import type { BucketLimit } from './types.ts'

interface Window {
  left: number
  resetAt: number
}

export interface Verdict {
  /** `undefined`: go on. */
  readonly retryAfterMs: number | undefined
  readonly global: boolean
  readonly headers: Readonly<Record<string, string>>
}

/** Interaction endpoints are not counted by the global limit, nor bound to it. */
const uncounted = /^\S+ \/(?:interactions|webhooks)\//

export class Limits {
  private readonly buckets = new Map<string, BucketLimit>()
  private readonly windows = new Map<string, Window>()
  private readonly perSecond: number
  private readonly now: () => number

  constructor(perSecond: number, now: () => number) {
    this.perSecond = perSecond
    this.now = now
  }

  set(bucket: BucketLimit): void {
    this.buckets.set(bucket.route, bucket)
  }

  /** @param params begin with the channel or server that has the bucket, or with a webhook and its token */
  count(route: string, params: readonly string[]): Verdict {
    if (!uncounted.test(route)) {
      const window = this.window('global', this.perSecond, 1000)
      if (!this.take(window)) return this.refusal(window, true, { 'x-ratelimit-global': 'true' })
    }
    const bucket = this.buckets.get(route)
    if (!bucket) return { retryAfterMs: undefined, global: false, headers: {} }
    const window = this.window(
      `${route} ${params.slice(0, uncounted.test(route) ? 2 : 1).join(' ')}`,
      bucket.limit,
      bucket.perMs,
    )
    const taken = this.take(window)
    const headers = this.headers(bucket, window)
    return taken ? { retryAfterMs: undefined, global: false, headers } : this.refusal(window, false, headers)
  }

  private window(key: string, limit: number, perMs: number): Window {
    const known = this.windows.get(key)
    if (known && known.resetAt > this.now()) return known
    const fresh = { left: limit, resetAt: this.now() + perMs }
    this.windows.set(key, fresh)
    return fresh
  }

  private take(window: Window): boolean {
    if (window.left === 0) return false
    window.left--
    return true
  }

  private refusal({ resetAt }: Window, global: boolean, headers: Verdict['headers']): Verdict {
    return { retryAfterMs: Math.max(1, resetAt - this.now()), global, headers }
  }

  private headers({ route, limit }: BucketLimit, { left, resetAt }: Window): Verdict['headers'] {
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(left),
      'x-ratelimit-reset': (resetAt / 1000).toFixed(3),
      'x-ratelimit-reset-after': (Math.max(0, resetAt - this.now()) / 1000).toFixed(3),
      'x-ratelimit-bucket': Buffer.from(route).toString('hex').slice(0, 32),
    }
  }
}
