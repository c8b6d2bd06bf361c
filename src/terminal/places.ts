/** The terminal's places: channels and threads that everybody would see, and one person's direct messages. */
import { UserError } from '../errors.ts'
import { type Place, type Scope, scopeOf } from '../chat/place.ts'

const here = { platform: 'terminal', workspace: 'local' } as const

/** Where a session begins. */
export const homePlace: Place = { ...here, channel: 'papers' }

/** The one person's direct messages. */
export const directPlace: Place = { ...here, person: 'me' }

/** As it is typed and shown: `#papers`, `#papers/t1`, `@me`. */
export function namePlace({ channel, thread, person }: Place): string {
  return `${channel === undefined ? `@${person}` : `#${channel}`}${thread === undefined ? '' : `/${thread}`}`
}

/** @throws UserError `terminal.place` */
export function readPlace(name: string): Place {
  const [, channel, thread] = /^#([\p{L}\p{N}_-]{1,80})(?:\/([\p{L}\p{N}_-]{1,80}))?$/u.exec(name) ?? []
  if (channel) return { ...here, channel, ...(thread && { thread }) }
  if (name === '@me') return directPlace
  throw new UserError('terminal.place', `There is no place "${name}".`, {
    help: 'Try: go #papers, go #papers/t1 or go @me',
  })
}

export const scopeHere = (place: Place): Scope => scopeOf(place, place.person ? 'private' : 'public')
