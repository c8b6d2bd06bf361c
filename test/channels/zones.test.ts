import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abbreviations, cityZones, newerNames } from '../../src/channels/cities.ts'
import { isZone, parseZone, zonesLike } from '../../src/channels/zones.ts'
import { explain } from '../../src/errors.ts'

const complaint = (typed: string): string => {
  try {
    return `read as ${parseZone(typed)}`
  } catch (error) {
    return explain(error)
  }
}

describe('parseZone', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    [' europe/berlin ', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['US/Pacific', 'US/Pacific'],
    ['berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['Munich, Germany', 'Europe/Berlin'],
    ['Tübingen', 'Europe/Berlin'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['St. Johns', 'America/St_Johns'],
    ['kyiv', 'Europe/Kyiv'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/UTC', 'UTC'],
  ])('%s', (typed, zone) => expect(parseZone(typed)).toBe(zone))

  test.each([
    ['CET+1', 'Europe/Berlin'],
    ['EST', 'America/New_York'],
    ['Berln', 'Europe/Berlin'],
    ['+02:00', 'Europe/Berlin'],
    ['Etc/GMT+5', 'Europe/Berlin'],
    ['', 'Europe/Berlin'],
    ['constructor', 'Europe/Berlin'],
    ['2026-01-01T00:00[Asia/Tokyo]', 'Europe/Berlin'],
    ['2026/01/01', 'Europe/Berlin'],
  ])('%s is not one, and an example is given', (typed, zone) =>
    expect(complaint(typed)).toBe(`I don't know the time zone "${typed}". Try ${zone}.`),
  )

  test('reads the name of every zone that is offered, and every city', () => {
    for (const zone of zonesLike('', 1000)) expect(parseZone(zone)).toBe(zone)
    for (const [city, zone] of Object.entries(cityZones)) expect(parseZone(city)).toBe(zone)
  })

  test('answers any text with a zone or one line', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), typed => {
        const said = complaint(typed)
        expect(said).not.toContain('\n')
        expect(said.length).toBeLessThan(2000)
        expect(said.startsWith('read as ') ? isZone(said.slice(8)) : said.startsWith("I don't know")).toBe(
          true,
        )
      }),
    )
  })
})

test('every zone of the tables is one', () => {
  const named = [...[cityZones, newerNames].flatMap(Object.values), ...abbreviations.values()]
  expect(named.filter(zone => !isZone(zone))).toEqual([])
})

test.each([
  '+01:00',
  'europe/berlin',
  '',
  '2026-01-01[Europe/Berlin]',
  '20260101T00Z',
  '__proto__',
  'Mars/Base',
])('"%s" is not kept as a zone', text => expect(isZone(text)).toBe(false))

test('completion: cities first, then names, then parts of names', () => {
  expect(zonesLike('ber', 2)).toEqual(['Atlantic/Bermuda', 'Europe/Berlin'])
  expect(zonesLike('san f', 5)).toEqual(['America/Los_Angeles'])
  expect(zonesLike('europe/z', 5)).toEqual(['Europe/Zagreb', 'Europe/Zurich'])
  expect(zonesLike('york', 5)).toEqual(['America/New_York'])
  expect(zonesLike('calcutta', 5)).toEqual([])
  expect(zonesLike('', 25)).toHaveLength(25)
  expect(zonesLike('nowhere', 25)).toEqual([])
})
