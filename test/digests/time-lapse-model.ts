/** What a bot must claim, and when, worked out a second time: slowly, day by day, from all that happened to it. */
import type { Subscription } from '../../src/channels/settings.ts'
import type { CoveredList } from '../../src/digests/slot-lists.ts'
import type { Happening } from './time-lapse.ts'

export interface ExpectedClaim {
  readonly date: string
  readonly ms: number
  readonly lists: readonly CoveredList[]
  readonly leftOut: readonly string[]
}

interface Slot {
  readonly date: string
  readonly ms: number
}

interface Coverage {
  readonly kind: Subscription['kind']
  readonly through: string
  readonly missing: readonly string[]
  readonly open: readonly string[]
}

const hourMs = 3_600_000
const dayMs = 24 * hourMs

export function expectedClaims(id: string, happened: readonly Happening[]): ExpectedClaim[] {
  const lists = new Map<string, { papers: number; closed: boolean }>()
  const claims: ExpectedClaim[] = []
  let place: string | undefined
  let settings: Subscription | undefined
  let isRefused = false
  let startedMs = 0
  let coverage: Coverage | undefined
  let nextLookMs = Number.POSITIVE_INFINITY

  const lastDate = (): string => claims.at(-1)?.date ?? ''

  function whenNext(after: number): number {
    if (!settings || settings.paused) return Number.POSITIVE_INFINITY
    return slots(settings, after, 1).find(({ date, ms }) => ms > after && date > lastDate())!.ms
  }

  function look(nowMs: number): number {
    if (!settings || settings.paused) return Number.POSITIVE_INFINITY
    const slot = slots(settings, nowMs, -1).find(({ ms }) => ms <= nowMs)!
    const isDue = slot.ms > Date.parse(settings.since) && slot.date > lastDate()
    if (!isDue || isRefused) return whenNext(nowMs)
    const known = coverage?.kind === settings.kind ? coverage : undefined
    const turn =
      settings.kind === 'trending'
        ? trending(slot.date)
        : listsOf(
            settings,
            slot,
            known ?? beginning(settings, claims.length === 0 ? firstSlot(settings, slot) : slot),
          )
    const endMs = Math.max(slot.ms, startedMs) + 6 * hourMs
    if (turn.awaited.length > 0 && nowMs < endMs) return Math.min(endMs, nowMs + 300_000)
    claims.push({ date: slot.date, ms: nowMs, lists: turn.lists, leftOut: turn.leftOut })
    coverage = { kind: settings.kind, ...turn.coverage }
    return whenNext(nowMs)
  }

  const isKnown = (date: string): boolean => [...lists.keys()].sort().slice(-60).includes(date)
  const hasPapers = (date: string): boolean => (lists.get(date)?.papers ?? 0) > 0
  const isWhole = (date: string): boolean => hasPapers(date) && lists.get(date)!.closed
  const isHoliday = (date: string): boolean =>
    lists.get(date)?.closed === true &&
    !hasPapers(date) &&
    [...lists.keys()].some(later => later > date && isWhole(later))

  function listsOf({ list }: Subscription, { date: _date, ms }: Slot, before: Coverage) {
    const closed = newestClosed(ms)
    const turn = weekdays(before.through, closed)
    const closing = turn.slice(-5)
    const open = list === 'so far' ? weekdays(closed, dateOf(ms)) : []
    const shown = open.filter(hasPapers)
    const came = before.missing.filter(date => isWhole(date) && isKnown(date))
    const late = turn.length > 5 ? [] : came.slice(-5)
    const through = closed > before.through ? closed : before.through
    const missing = [...(turn.length > 5 ? [] : before.missing), ...closing].filter(
      date => !isWhole(date) && Date.parse(through) - Date.parse(date) <= 14 * dayMs,
    )
    return {
      awaited: [
        ...closing.filter(date => !isWhole(date) && !isHoliday(date)),
        ...(shown.length > 0 ? [] : open),
      ],
      lists: [...late, ...closing.filter(isWhole), ...shown].map(
        (date): CoveredList => ({
          date,
          part: before.open.includes(date) ? 'rest' : isWhole(date) ? 'complete' : 'so far',
          late: late.includes(date),
        }),
      ),
      leftOut: [...came.filter(date => !late.includes(date)), ...turn.slice(0, -5)],
      coverage: {
        through,
        missing,
        open: [
          ...new Set([...before.open.filter(date => date > through || missing.includes(date)), ...shown]),
        ],
      },
    }
  }

  function trending(date: string) {
    const since = plusDays(date, -7)
    const shown = [...lists.keys()].filter(list => list > since && list <= date && hasPapers(list)).sort()
    return {
      awaited: [],
      lists: shown.map(
        (list): CoveredList => ({
          date: list,
          part: isWhole(list) ? 'complete' : 'so far',
          late: false,
        }),
      ),
      leftOut: [],
      coverage: { through: date, missing: [], open: [] },
    }
  }

  for (const one of happened) {
    if (one.kind === 'listed') lists.set(one.date, one)
    else if (one.kind === 'started') startedMs = one.ms
    else if (one.kind === 'refused' && one.subscription === id) isRefused = true
    else if (one.kind === 'resumed' && one.subscription === id) isRefused = false
    else if (one.kind === 'changed') {
      const found = one.subscriptions.find(subscription => subscription.id === id)
      if (found) place = one.place
      if (one.place === place) settings = found
    }
    const isMadeAnew = one.kind === 'started' || (one.kind === 'changed' && one.place === place)
    if (isMadeAnew)
      nextLookMs = whenNext(Math.max(Date.parse(settings?.since ?? '') || 0, Date.parse(lastDate()) || 0))
    const looks = one.kind === 'started' || one.kind === 'looked'
    if (looks && one.ms >= nextLookMs) nextLookMs = look(one.ms)
  }
  return claims
}

/** The first since it was set up, which may have been slept through. */
function firstSlot(settings: Subscription, slot: Slot): Slot {
  const sinceMs = Date.parse(settings.since)
  return [...slots(settings, sinceMs, 1), slot].find(({ ms }) => ms > sinceMs)!
}

function beginning(settings: Subscription, slot: Slot): Coverage {
  const from =
    settings.list === 'so far' ? slot : slots(settings, slot.ms, -1).find(({ ms }) => ms < slot.ms)!
  return { kind: 'lists', through: newestClosed(from.ms), missing: [], open: [] }
}

/** Slots around an instant, from two days behind it on, in time's direction or against it. */
function* slots({ days, time, zone }: Subscription, aroundMs: number, direction: 1 | -1): Generator<Slot> {
  for (let step = -2; step < 20; step++) {
    const date = plusDays(dateOf(aroundMs), step * direction)
    if (days.includes(new Date(date).getUTCDay() || 7))
      yield { date, ms: instantOf(`${date}T${time}Z`, zone) }
  }
}

/** A wall-clock time that is skipped is as much later; of one that comes twice the first counts. */
function instantOf(wallClock: string, zone: string): number {
  const wall = Date.parse(wallClock)
  const [before, after] = [offset(zone, wall - dayMs), offset(zone, wall + dayMs)]
  const valid = [wall - before, wall - after].filter(ms => ms + offset(zone, ms) === wall)
  return valid.length > 0 ? Math.min(...valid) : wall - before
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** What the clocks of a zone are ahead of UTC. */
function offset(zone: string, ms: number): number {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' })
  clocks.set(zone, clock)
  return Date.parse(`${clock.format(ms).replace(' ', 'T')}Z`) - Math.floor(ms / 1000) * 1000
}

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)
const plusDays = (date: string, days: number): string => dateOf(Date.parse(date) + days * dayMs)
const isWeekday = (date: string): boolean => new Date(date).getUTCDay() % 6 !== 0

function newestClosed(ms: number): string {
  let date = dateOf(ms)
  while (!isWeekday(date) || Date.parse(date) + 26.5 * hourMs > ms) date = plusDays(date, -1)
  return date
}

/** After one and up to the other. */
function weekdays(after: string, to: string): string[] {
  const found: string[] = []
  for (let date = plusDays(after, 1); date <= to; date = plusDays(date, 1))
    if (isWeekday(date)) found.push(date)
  return found
}
