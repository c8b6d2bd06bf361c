/** Minimums of upvotes as people type them. Pure. */
import { UserError } from '../errors.ts'
import { cutGraphemes, oneLine } from '../papers/text.ts'
import { limits } from './limits.ts'
import type { Subscription } from './settings.ts'

type Waiting = NonNullable<Subscription['upvotes']>

/** Days that a paper is waited for where none are named. */
const usualDays = 5

/**
 * Reads `20`, `20 within 5 days`, `20/5`; nothing or 0 is no minimum.
 *
 * @throws UserError `settings.upvotes`
 */
export function parseWaiting(typed: string): Waiting | undefined {
  const text = typed.trim()
  if (/^0*$/.test(text)) return undefined
  const found =
    /^(?<least>\d{1,4})(?:\s+upvotes?)?(?:\s*(?:\/|,|in|within|for)\s*(?<days>\d{1,3})(?:\s*d(?:ays?)?)?)?$/i.exec(
      text,
    )
  const { least = '', days = usualDays } = found?.groups ?? {}
  const waiting = { least: Number(least), withinDays: Number(days) }
  const isRead =
    waiting.least >= 1 &&
    waiting.least <= limits.upvotes &&
    waiting.withinDays >= 1 &&
    waiting.withinDays <= limits.waitingDays
  if (isRead) return waiting
  const shown = cutGraphemes(oneLine(text), limits.shownGraphemes)
  throw new UserError('settings.upvotes', `I can't read the upvotes "${shown}".`, {
    help: `Try 20 within 5 days; ${limits.upvotes} upvotes and ${limits.waitingDays} days are the most.`,
  })
}

/** `20 within 5 days`: what `parseWaiting` reads. Nothing for no minimum. */
export function formatWaiting(waiting: Waiting | undefined): string {
  if (!waiting) return ''
  const { least, withinDays } = waiting
  return `${least} within ${withinDays} day${withinDays === 1 ? '' : 's'}`
}
