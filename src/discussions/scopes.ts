/** Which scopes' words a place may show, and who said them. Pure. */
import { formatPerson, formatScope, type Place, type Scope, scopeOf } from '../chat/place.ts'
import type { Inspection } from '../chat/platform.ts'
import { cutGraphemes, oneLine } from '../papers/text.ts'
import type { Reader } from './discussions.ts'
import { limits } from './limits.ts'

/**
 * A scope itself, and from a private one, where nobody is from outside, also the public one of its workspace; never the
 * reverse.
 */
export function readable(scope: Scope): [string, ...string[]] {
  if (scope.kind === 'public' || scope.withOutsiders) return [formatScope(scope)]
  const { platform, workspace } = scope.place
  return [formatScope(scope), formatScope({ kind: 'public', platform, workspace })]
}

/** Who reads a place, as its platform says that it is now. */
export const scopeSeen = (
  place: Place,
  { private: isPrivate, withOutsiders }: Pick<Inspection, 'private' | 'withOutsiders'>,
): Scope => scopeOf(place, withOutsiders ? 'shared' : isPrivate ? 'private' : 'public')

/** The scope of a channel that is private. */
export const privateScope = (channel: Place): string => formatScope(scopeOf(channel, 'private'))

export const personOf = ({ actor, place }: Reader): string => formatPerson(actor.id, place)

/** The columns that say who acts, and who may know of it. */
export function saidBy(reader: Reader): {
  platform: string
  workspace: string
  scope: string
  person: string
  name: string | null
} {
  const { actor, place, scope } = reader
  return {
    platform: place.platform,
    workspace: place.workspace,
    scope: formatScope(scope),
    person: personOf(reader),
    name: actor.name ? cutGraphemes(oneLine(actor.name), limits.nameGraphemes) : null,
  }
}
