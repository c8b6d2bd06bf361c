/** Time zones as people type them, and their IANA names. */
import { Temporal } from '@js-temporal/polyfill'
import { UserError } from '../errors.ts'
import { editDistance } from '../papers/edit-distance.ts'
import { cutGraphemes, oneLine } from '../papers/text.ts'
import { abbreviations, cityZones, newerNames } from './cities.ts'
import { limits } from './limits.ts'

const example = 'Europe/Berlin'

/** IANA names of places, and UTC. */
const zones: readonly string[] = Intl.supportedValuesOf('timeZone')
  .filter(zone => !zone.startsWith('Etc/'))
  .map(zone => newerNames[zone] ?? zone)
  .concat('UTC')
  .sort()
const offered: ReadonlySet<string> = new Set(zones)

/** By what people may call it: the last part of a zone's name, or a city that none is named after. */
const zonesByCity: ReadonlyMap<string, string> = new Map([
  ...zones.map(zone => [plain(zone.slice(zone.lastIndexOf('/') + 1)), zone] as const),
  ...Object.entries(cityZones),
  ['gmt', 'UTC'],
  ['etc/utc', 'UTC'],
])

/** Whether this is the IANA name of a zone, written as IANA writes it. Offsets such as `+01:00` know no summer time. */
export function isZone(text: string): boolean {
  return offered.has(text) || (/^[A-Z]/.test(text) && ianaName(text) === text)
}

/**
 * Reads an IANA name in any case, or a city: `europe/berlin`, `New York`, `Munich, Germany`, `UTC`.
 * @throws UserError `settings.zone` with a zone that may be meant.
 */
export function parseZone(typed: string): string {
  const city = zonesByCity.get(plain(typed)) ?? zonesByCity.get(plain(typed.split(',')[0]!))
  const name = city ?? (/^(?!etc\/).+\//i.test(typed.trim()) && ianaName(typed.trim().replaceAll(' ', '_')))
  if (name) return name
  const shown = cutGraphemes(oneLine(typed), limits.shownGraphemes)
  throw new UserError('settings.zone', `I don't know the time zone "${shown}".`, {
    help: `Try ${nearest(plain(typed))}.`,
  })
}

/** Zones whose name, or a city in which, begins with what was typed; then those in whose name it stands. */
export function zonesLike(typed: string, limit: number): string[] {
  const wanted = plain(typed)
  const found = [
    ...[...zonesByCity].filter(([city]) => city.startsWith(wanted)).map(([, zone]) => zone),
    ...zones.filter(zone => plain(zone).startsWith(wanted)),
    ...zones.filter(zone => plain(zone).includes(wanted)),
  ]
  return [...new Set(found)].slice(0, limit)
}

/** The name as IANA writes it. Temporal also reads a zone out of longer texts, which are no names. */
function ianaName(text: string): string | undefined {
  try {
    const { timeZoneId } = Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return timeZoneId.toLowerCase() === text.toLowerCase() ? timeZoneId : undefined
  } catch {
    return undefined
  }
}

function nearest(wanted: string): string {
  const letters = /^[a-z]+/.exec(wanted)?.[0] ?? ''
  const near = [...zonesByCity].find(([city]) => editDistance(wanted, city, 2) <= (city.length > 4 ? 2 : 1))
  return abbreviations.get(letters) ?? near?.[1] ?? example
}

/** Without case, marks and the punctuation of names. */
function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[_\s.]+/g, ' ')
    .trim()
}
