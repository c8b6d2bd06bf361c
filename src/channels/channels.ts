/** The settings of every channel: one entry each, changed by one change at a time. */
import { isDeepStrictEqual } from 'node:util'
import type { Temporal } from '@js-temporal/polyfill'
import { formatPlace, formatScope, type Place, withoutThread } from '../chat/place.ts'
import { PaperboyError, UserError } from '../errors.ts'
import type { Workspace } from '../storage/kept.ts'
import type { Store } from '../storage/store.ts'
import { createDirectory, type Subscribed } from './directory.ts'
import { type ChannelSettings, newSettings, type Subscription } from './settings.ts'

export interface ChannelsOptions {
  /** Namespace `settings`, checked by `settingsSchema`. */
  readonly store: Pick<Store<ChannelSettings>, 'get' | 'set' | 'delete' | 'entries'>
  readonly now: () => Temporal.Instant
  /** Told of every change once it is on disk, for one place in the order of the changes. */
  readonly onChange: (settings: ChannelSettings) => Promise<void>
}

/** A place may be named by one of its threads: settings are the channel's. */
export interface Channels {
  /** The defaults where nothing was set. @throws UserError `channels.damaged` */
  get(place: Place): Promise<ChannelSettings>
  /**
   * Stores what `change` makes of the settings, and returns it. Changes of one place wait for each other, so none is
   * lost. `revision` and `since` of subscriptions are kept up here, whatever `change` says of them.
   * @throws UserError `channels.damaged`: what can't be read is never overwritten. What `change` throws; then nothing is
   * changed.
   */
  update(place: Place, change: (settings: ChannelSettings) => ChannelSettings): Promise<ChannelSettings>
  /**
   * Puts the defaults in the place of settings that can't be read; `false` where they can, and stay. What they were is
   * in `damaged_values`.
   */
  renew(place: Place): Promise<boolean>
  /** Lets `deleting` take away the settings of a place while nothing changes them. */
  forget(place: Place, deleting: () => Promise<void>): Promise<void>
  /** The same for all places of a workspace; returns what those had set that had subscriptions. */
  forgetAll(workspace: Workspace, deleting: () => Promise<void>): Promise<ChannelSettings[]>
  /** Of all channels that have any, without reading their settings again. */
  subscribed(): Promise<Iterable<Subscribed>>
  /** All that were ever set; damaged ones are told by the store and left out. */
  all(): AsyncGenerator<ChannelSettings>
}

export function createChannels({ store, now, onChange }: ChannelsOptions): Channels {
  const turns = new Map<string, Promise<unknown>>()
  const directory = createDirectory(all)

  /** After what was asked for before of the same place, or of its workspace as a whole. */
  function inTurn<T>(place: Place, work: () => Promise<T>): Promise<T> {
    const key = keyOf(place)
    const before = [turns.get(key), turns.get(formatWorkspace(place))]
    return afterThese(
      before.filter(turn => turn !== undefined),
      key,
      work,
    )
  }

  /** After what was asked for before of the workspace or any place in it. */
  function inTurnOfAll<T>(workspace: Workspace, work: () => Promise<T>): Promise<T> {
    const key = formatWorkspace(workspace)
    const before = [...turns].filter(([other]) => other === key || other.startsWith(`${key}:`))
    return afterThese(
      before.map(([, turn]) => turn),
      key,
      work,
    )
  }

  function afterThese<T>(
    before: readonly Promise<unknown>[],
    key: string,
    work: () => Promise<T>,
  ): Promise<T> {
    const turn = Promise.allSettled(before).then(work)
    turns.set(key, turn)
    const leave = (): unknown => turns.get(key) === turn && turns.delete(key)
    turn.then(leave, leave)
    return turn
  }

  async function read(key: string, place: Place): Promise<ChannelSettings> {
    const stored = await store.get(key).catch((error: unknown) => {
      throw error instanceof PaperboyError && error.code === 'storage.damaged-value'
        ? damaged(place, error)
        : error
    })
    return stored ?? newSettings(place)
  }

  async function* all(): AsyncGenerator<ChannelSettings> {
    for await (const [, settings] of store.entries()) yield settings
  }

  async function changed(settings: ChannelSettings): Promise<void> {
    await directory.put(settings)
    await onChange(settings)
  }

  return {
    get: place => read(keyOf(place), place),
    async update(place, change) {
      const key = keyOf(place)
      return inTurn(place, async () => {
        const before = await read(key, place)
        const after = { ...change(before), version: before.version, place: before.place }
        const settings = { ...after, subscriptions: keptUp(before, after, now().toString()) }
        await store.set(key, settings)
        await changed(settings)
        return settings
      })
    },
    async renew(place) {
      const key = keyOf(place)
      return inTurn(place, async () => {
        if (await read(key, place).catch(noneIfDamaged)) return false
        await store.delete(key)
        await changed(newSettings(place))
        return true
      })
    },
    forget: (place, deleting) =>
      inTurn(place, async () => {
        await deleting()
        await changed(newSettings(place))
      }),
    forgetAll: (workspace, deleting) =>
      inTurnOfAll(workspace, async () => {
        const known = [...(await directory.all())].filter(({ place }) => isIn(place, workspace))
        const before = await Promise.all(
          known.map(
            async ({ place }) => (await read(keyOf(place), place).catch(noneIfDamaged)) ?? newSettings(place),
          ),
        )
        await deleting()
        for (const { place } of before) await changed(newSettings(place))
        return before
      }),
    subscribed: () => directory.all(),
    all,
  }
}

/** Whether settings are there and cannot be read; the store tells who runs the bot. */
export const isDamaged = (error: unknown): error is UserError =>
  error instanceof UserError && error.code === 'channels.damaged'

/** What is caught where settings were read. */
export function noneIfDamaged(error: unknown): undefined {
  if (!isDamaged(error)) throw error
}

function damaged({ person }: Place, cause: unknown): UserError {
  return person === undefined
    ? new UserError('channels.damaged', 'What is set here cannot be read, so nothing is posted here.', {
        help: 'What can be done: settings',
        cause,
      })
    : new UserError('channels.damaged', 'What you have set cannot be read, so nothing is posted to you.', {
        help: 'What can be done: settings, in your direct messages to Paperboy',
        cause,
      })
}

const keyOf = (place: Place): string => formatPlace(withoutThread(place))

const formatWorkspace = ({ platform, workspace }: Workspace): string =>
  formatScope({ kind: 'public', platform, workspace })

const isIn = (place: Place, workspace: Workspace): boolean =>
  formatWorkspace(place) === formatWorkspace(workspace)

function keptUp(before: ChannelSettings, after: ChannelSettings, at: string): Subscription[] {
  const known = new Map(before.subscriptions.map(one => [one.id, one]))
  return after.subscriptions.map(one => {
    const old = known.get(one.id)
    if (!old) return { ...one, since: at }
    const { revision, since } = old
    const kept = { ...one, revision, since }
    if (isDeepStrictEqual(kept, old)) return old
    return { ...kept, revision: revision + 1, since: fallsDueAnew(old, one) ? at : since }
  })
}

/** Whether it got another time, or was resumed: what fell due before is not made up for. */
export function fallsDueAnew(old: Subscription, one: Subscription): boolean {
  return Boolean(old.paused && !one.paused) || !isDeepStrictEqual(timing(old), timing(one))
}

const timing = ({ time, zone, days }: Subscription): unknown => ({ time, zone, days })
