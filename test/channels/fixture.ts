import * as fc from 'fast-check'
import { newSubscription, type Subscription } from '../../src/channels/settings.ts'

export const ada = { id: 'U1', name: 'Ada' }
export const made = { id: 's1', zone: 'Europe/Berlin', createdBy: ada, createdAt: '2026-08-21T10:00:00Z' }

export const subscription = (changes: Partial<Subscription> = {}): Subscription => ({
  ...newSubscription(made),
  ...changes,
})

/** Clock changes at night, at midnight, of half an hour, in the south, twice around Ramadan, and none. */
export const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/Nuuk',
  'America/Santiago',
  'Africa/Cairo',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Auckland',
  'UTC',
]

export const anyZone = fc.constantFrom(...zones)
export const anyTime = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(parts => parts.map(part => String(part).padStart(2, '0')).join(':'))
export const anyDays = fc
  .subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 })
  .map(days => days.toSorted((one, other) => one - other))
