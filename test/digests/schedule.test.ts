import { describe, expect, test } from 'vitest'
import { dueSlot, firstUnclaimed, nextSlot, slotInstant } from '../../src/digests/schedule.ts'
import { at, everyDay, local, timed } from './fixture.ts'

describe('both changes of the clock', () => {
  test.each([
    // zone, date, time, what the clocks show, in UTC
    ['Europe/Berlin', '2026-03-29', '02:30', '2026-03-29T03:30', '2026-03-29T01:30:00Z'],
    ['Europe/Berlin', '2026-10-25', '02:30', '2026-10-25T02:30', '2026-10-25T00:30:00Z'],
    ['Europe/Berlin', '2026-03-30', '09:00', '2026-03-30T09:00', '2026-03-30T07:00:00Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T03:30', '2026-03-08T07:30:00Z'],
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T01:30', '2026-11-01T05:30:00Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', '2026-10-04T02:45', '2026-10-03T15:45:00Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-05T01:45', '2026-04-04T14:45:00Z'],
    ['Asia/Kathmandu', '2026-03-29', '02:30', '2026-03-29T02:30', '2026-03-28T20:45:00Z'],
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T03:30', '2026-03-22T02:30:00Z'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T02:30', '2026-02-15T01:30:00Z'],
    ['Africa/Cairo', '2026-04-24', '00:30', '2026-04-24T01:30', '2026-04-23T22:30:00Z'],
    ['America/Nuuk', '2026-03-28', '23:30', '2026-03-29T00:30', '2026-03-29T01:30:00Z'],
  ])('%s, %s %s', (zone, date, time, shown, utc) => {
    const one = timed({ zone, time, days: everyDay })
    expect(slotInstant(one, date).toString()).toBe(utc)
    expect(local(at(utc), zone)).toBe(shown)
    const before = at(utc).subtract({ nanoseconds: 1 })
    expect(nextSlot(one, before)).toEqual({ date, at: at(utc) })
    expect(dueSlot(one, before)?.date).not.toBe(date)
    expect(dueSlot(one, at(utc))).toEqual({ date, at: at(utc) })
    expect(dueSlot(one, at(utc).add({ hours: 12 }), date)).toBeUndefined()
  })

  test('a time that comes twice is due once', () => {
    const one = timed({ time: '02:30', days: everyDay })
    expect(dueSlot(one, at('2026-10-25T01:30:00Z'), '2026-10-25')).toBeUndefined()
    expect(nextSlot(one, at('2026-10-25T00:45:00Z')).date).toBe('2026-10-26')
  })

  test('a slot moved over midnight is not that of the next day', () => {
    const one = timed({ zone: 'America/Nuuk', time: '23:30', days: [6] })
    expect(nextSlot(one, at('2026-03-29T01:10:00Z'))).toEqual({
      date: '2026-03-28',
      at: at('2026-03-29T01:30:00Z'),
    })
    const daily = { ...one, days: everyDay }
    expect(nextSlot(daily, at('2026-03-29T01:30:00Z')).at.toString()).toBe('2026-03-30T00:30:00Z')
  })

  test('a slot is not lost while the clocks go back over midnight', () => {
    // Newfoundland, 2010: at 00:01 it was 23:01 on the day before.
    const one = timed({ zone: 'America/St_Johns', time: '00:00', days: [7], since: '2010-01-01T00:00:00Z' })
    const sunday = { date: '2010-11-07', at: at('2010-11-07T02:30:00Z') }
    expect(local(at('2010-11-07T02:45:00Z'), one.zone)).toBe('2010-11-06T23:15')
    expect(dueSlot(one, at('2010-11-07T02:45:00Z'), '2010-10-31')).toEqual(sunday)
  })

  test('a date that the zone leaves out is posted with the next one, not beside it', () => {
    const one = timed({ zone: 'Pacific/Apia', days: everyDay, since: '2011-01-01T00:00:00Z' })
    const saturday = at('2011-12-30T19:00:00Z')
    expect(slotInstant(one, '2011-12-30')).toEqual(saturday)
    expect(dueSlot(one, saturday, '2011-12-29')).toEqual({ date: '2011-12-31', at: saturday })
    expect(dueSlot(one, saturday, '2011-12-31')).toBeUndefined()
    expect(nextSlot(one, saturday).date).toBe('2012-01-01')
    expect(dueSlot({ ...one, days: [5] }, saturday, '2011-12-23')).toEqual({
      date: '2011-12-30',
      at: saturday,
    })
  })
})

describe('the next slot', () => {
  const friday = at('2026-08-21T10:00:00Z')

  test('is the first after an instant, on one of its days', () => {
    expect(nextSlot(timed(), friday)).toEqual({ date: '2026-08-24', at: at('2026-08-24T07:00:00Z') })
    expect(nextSlot(timed({ days: [6] }), friday).date).toBe('2026-08-22')
    expect(nextSlot(timed({ days: [5] }), friday).date).toBe('2026-08-28')
    expect(nextSlot(timed(), at('2026-08-24T07:00:00Z')).date).toBe('2026-08-25')
  })

  test('changing the time or the zone never posts again on a date', () => {
    const monday = at('2026-08-24T08:00:00Z')
    expect(nextSlot(timed({ time: '18:00' }), monday, '2026-08-24').date).toBe('2026-08-25')
    expect(nextSlot(timed({ zone: 'America/New_York' }), monday, '2026-08-24').date).toBe('2026-08-25')
    expect(nextSlot(timed({ zone: 'Pacific/Auckland' }), monday, '2026-08-24').date).toBe('2026-08-25')
    expect(nextSlot(timed({ time: '18:00' }), monday, '2026-08-21').date).toBe('2026-08-24')
    expect(dueSlot(timed({ time: '18:00' }), at('2026-08-24T20:00:00Z'), '2026-08-24')).toBeUndefined()
  })

  test('a clock that was wrong for a while is waited for', () => {
    expect(nextSlot(timed(), friday, '2031-01-01').date).toBe('2031-01-02')
    expect(dueSlot(timed(), friday, '2031-01-01')).toBeUndefined()
  })
})

describe('what is due', () => {
  test('nothing that fell due before it was made, changed or resumed', () => {
    const since = '2026-08-24T10:00:00Z'
    expect(dueSlot(timed({ since }), at('2026-08-24T12:00:00Z'))).toBeUndefined()
    expect(dueSlot(timed({ since: '2026-08-24T07:00:00Z' }), at('2026-08-24T12:00:00Z'))).toBeUndefined()
    expect(dueSlot(timed({ since: '2026-08-24T06:59:00Z' }), at('2026-08-24T12:00:00Z'))?.date).toBe(
      '2026-08-24',
    )
    expect(firstUnclaimed(timed({ since })).date).toBe('2026-08-25')
  })

  test('after downtime only the newest that was missed', () => {
    expect(dueSlot(timed(), at('2026-08-23T12:00:00Z'), '2026-08-10')?.date).toBe('2026-08-21')
    expect(dueSlot(timed(), at('2026-08-24T06:59:59Z'), '2026-08-21')).toBeUndefined()
    expect(firstUnclaimed(timed(), '2026-08-10').date).toBe('2026-08-11')
  })
})
