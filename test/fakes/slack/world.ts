/** All that the loopback Slack knows; every part of it works on this. */
import type { Delivery } from './delivery.ts'
import { type Emulated, startEmulated } from './emulated.ts'
import type { FakeMessage, FakeRequest, FakeSlackOptions, FakeView, Json, Violation } from './types.ts'

export interface Channel {
  readonly id: string
  readonly name: string
  readonly kind: 'public' | 'private' | 'im' | 'mpim'
  readonly members: Set<string>
  /** `shared`: with another company, by Slack Connect. `private`: it was public before. */
  state: 'open' | 'archived' | 'deleted' | 'shared' | 'private'
}

/** A view with what Slack said of it last, and the channel from which it was opened. */
export interface ShownView extends FakeView {
  latest: Json
  readonly channel: string | undefined
}

/** What a `response_url` may still do: 5 uses in 30 minutes (https://docs.slack.dev/interactivity/handling-user-interaction). */
export interface ResponseUrl {
  readonly delivery: Delivery
  readonly channel: string
  readonly user: string
  /** The message that was pressed, the only one that this url can change. */
  readonly pressed: FakeMessage | undefined
  uses: number
  readonly expiresAtMs: number
}

/** Single use, three seconds; `viewId` where it came from a modal (https://docs.slack.dev/surfaces/modals). */
export interface Trigger {
  readonly delivery: Delivery
  readonly viewId: string | undefined
  used: boolean
  readonly expiresAtMs: number
}

/** What the bot has by default: what its features need, and `im:write` for `conversations.open`. */
const allScopes: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:write',
  'links:read',
  'links:write',
  'users:read',
]

export interface World {
  readonly emulated: Emulated
  readonly options: FakeSlackOptions
  readonly tokens: { readonly bot: string; readonly app: string; readonly signingSecret: string }
  readonly team: string
  readonly app: string
  /** The bot's user and its other id. */
  readonly bot: string
  readonly botId: string
  /** Names by user id. */
  readonly people: ReadonlyMap<string, string>
  readonly channels: Map<string, Channel>
  readonly messages: FakeMessage[]
  readonly views: ShownView[]
  readonly homes: Map<string, ShownView>
  readonly deliveries: Delivery[]
  readonly requests: FakeRequest[]
  readonly violations: Violation[]
  readonly unfurls: { channel: string; ts: string; unfurls: Json }[]
  readonly triggers: Map<string, Trigger>
  readonly responseUrls: Map<string, ResponseUrl>
  /** People of another company. */
  readonly strangers: Set<string>
  scopes: readonly string[]
  /** What every call is answered with since the token was revoked. */
  revoked: string | undefined
  nowMs: number
  /** Where the front server listens, without a slash at the end. */
  origin: string
  /** A number that was never given before. */
  next(): number
  /** Says that something happened: whoever waits looks again. */
  changed(): void
  until(predicate: () => boolean): Promise<void>
}

/** How soon what happened elsewhere (in the test, in the bot) is seen, too. */
const lookAgainMs = 5

/** `until(predicate)` resolves right after the first `changed()`, or soon after whatever else makes it hold. */
function createChanges(): Pick<World, 'changed' | 'until'> {
  const waiting = new Set<() => void>()
  let planned = false
  let again: NodeJS.Timeout | undefined
  const lookAll = (): void => {
    planned = false
    for (const look of waiting) look()
    clearTimeout(again)
    if (waiting.size > 0) again = setTimeout(changed, lookAgainMs)
  }
  // One look for all that happens in a turn: with 200 commands at once, each change would have 200 look.
  const changed = (): void => {
    if (!planned) setImmediate(lookAll)
    planned = true
  }
  return {
    changed,
    until: async predicate => {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const look = (): void => {
        try {
          if (predicate()) resolve()
        } catch (error) {
          reject(error)
        }
      }
      waiting.add(look)
      changed()
      await promise.finally(() => waiting.delete(look))
    },
  }
}

const kindOf = (name: string): Channel['kind'] => {
  if (name.startsWith('im')) return 'im'
  if (name === 'mpim') return 'mpim'
  return name === 'secret' || name === 'not-member' ? 'private' : 'public'
}

function channelsOf({ users, channels }: Emulated): Map<string, Channel> {
  const { paperboy = '', ada = '', bob = '' } = users
  const membersOf = (name: string): string[] => {
    if (name === 'im') return [paperboy, ada]
    if (name === 'im-bob') return [paperboy, bob]
    if (name === 'im-people') return [ada, bob]
    return name.startsWith('not-') ? [ada, bob] : [paperboy, ada, bob]
  }
  return new Map(
    Object.entries(channels).map(([name, id]) => [
      id,
      {
        id,
        name,
        kind: kindOf(name),
        members: new Set(membersOf(name)),
        state: name === 'archived' ? 'archived' : 'open',
      },
    ]),
  )
}

export async function createWorld(options: FakeSlackOptions): Promise<World> {
  const emulated = await startEmulated()
  let numbers = 0
  return {
    emulated,
    options,
    tokens: { bot: 'xoxb-paperboy', app: 'xapp-paperboy', signingSecret: '8f742231b10e8888abcd99yyyzzz85a5' },
    team: 'T000000001',
    app: 'A000000001',
    bot: emulated.users.paperboy!,
    botId: 'B000000001',
    people: new Map(Object.entries(emulated.users).map(([name, id]) => [id, name])),
    channels: channelsOf(emulated),
    messages: [],
    views: [],
    homes: new Map(),
    deliveries: [],
    requests: [],
    violations: [],
    unfurls: [],
    strangers: new Set(),
    triggers: new Map(),
    responseUrls: new Map(),
    scopes: options.scopes ?? allScopes,
    revoked: undefined,
    nowMs: Date.now(),
    origin: '',
    next: () => ++numbers,
    ...createChanges(),
  }
}
