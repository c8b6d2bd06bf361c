/** Where something is said, and who may see what was said there; both have one written form, used as a key. */
import { PaperboyError } from '../errors.ts'

/** A channel, a thread in it, or a person's direct messages. Exactly one of `channel` and `person` is set. */
export interface Place {
  /** `slack`, `discord` or `terminal`. */
  readonly platform: string
  /** Slack workspace, Discord server; the installation's, never taken from the actor. */
  readonly workspace: string
  readonly channel?: string
  readonly thread?: string
  readonly person?: string
}

/** The public channels of a workspace together, one private channel, or one direct conversation. */
export type Scope =
  | { readonly kind: 'public'; readonly platform: string; readonly workspace: string }
  | {
      readonly kind: 'private'
      readonly place: Place
      /** Whether people from outside the workspace are in it, for whom what is public there is not. */
      readonly withOutsiders?: true
    }

/**
 * `slack:T1:C2`, `discord:G1:C2:THREAD`, `slack:T1:@U1`.
 * @throws PaperboyError `place.unwritable` when a part is empty, holds a colon or white space, or a channel starts
 * with `@`, or when not exactly one of channel and person is set.
 */
export function formatPlace(place: Place): string {
  const { platform, workspace, channel, thread, person } = place
  if ((channel === undefined) === (person === undefined)) throw unwritable(place)
  const where = channel ?? `@${person}`
  if (channel?.startsWith('@')) throw unwritable(place)
  const parts = [platform, workspace, where, ...(thread === undefined ? [] : [thread])]
  if (!parts.every(part => isPart.test(part)) || where === '@') throw unwritable(place)
  return parts.join(':')
}

/** @throws PaperboyError `place.unreadable` for anything that `formatPlace` doesn't write. */
export function parsePlace(text: string): Place {
  const parts = text.split(':')
  const [platform, workspace, where, thread] = parts
  if (parts.length < 3 || parts.length > 4 || !parts.every(part => isPart.test(part)) || where === '@') {
    throw new PaperboyError('place.unreadable', `No place is written ${JSON.stringify(text)}.`)
  }
  return {
    platform: platform!,
    workspace: workspace!,
    ...(where!.startsWith('@') ? { person: where!.slice(1) } : { channel: where! }),
    ...(thread === undefined ? {} : { thread }),
  }
}

/** `slack:T1` for the public channels of a workspace, a private scope as its place. Throws like `formatPlace`. */
export function formatScope(scope: Scope): string {
  if (scope.kind === 'private') return formatPlace(scope.place)
  if (!isPart.test(scope.platform) || !isPart.test(scope.workspace)) throw unwritable(scope)
  return `${scope.platform}:${scope.workspace}`
}

/**
 * Who sees what is said in a place: its threads included. What isn't known is private, and so are direct messages and
 * what is shared with another workspace (`shared`). A private thread of a public channel (Discord) has its own readers:
 * pass it as the channel.
 */
export function scopeOf(place: Place, visibility: 'public' | 'private' | 'shared' | 'unknown'): Scope {
  const whole = withoutThread(place)
  if (visibility === 'shared') return { kind: 'private', place: whole, withOutsiders: true }
  if (visibility !== 'public' || place.person !== undefined) return { kind: 'private', place: whole }
  return { kind: 'public', platform: place.platform, workspace: place.workspace }
}

/** The channel or direct conversation that a place is, or is a thread of. */
export const withoutThread = ({ thread: _thread, ...whole }: Place): Place => whole

/** A person within a workspace, wherever they are in it; written as their direct messages. */
export const formatPerson = (
  person: string,
  { platform, workspace }: Pick<Place, 'platform' | 'workspace'>,
): string => formatPlace({ platform, workspace, person })

/** What people call a workspace there. */
export const workspaceWord = ({ platform }: Pick<Place, 'platform'>): 'server' | 'workspace' =>
  platform === 'discord' ? 'server' : 'workspace'

/** What may stand between two colons. */
const isPart = /^[^:\s]+$/u

function unwritable(what: Place | Scope): PaperboyError {
  return new PaperboyError('place.unwritable', `This cannot be written as a place: ${JSON.stringify(what)}.`)
}
