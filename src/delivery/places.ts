/** Places beside each other, each one's messages in turn: none waits for another that is slow, refused or limited. */
import PQueue from 'p-queue'
import { formatPlace, type Place } from '../chat/place.ts'
import { limits } from './limits.ts'

/** Resolves after that many milliseconds; resolves or rejects at once when `signal` is aborted. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>

export interface PlacesOptions {
  readonly platforms: readonly string[]
  /** Does what is due in a place, one message after the other, until nothing is or `signal` is aborted. */
  readonly work: (place: string, signal: AbortSignal) => Promise<void>
  /** Places in which something is due. */
  readonly due: () => Promise<Place[]>
  readonly wait: Wait
  readonly onError: (error: unknown) => void
}

export interface Places {
  /** Has a place worked on; once more where it is already, for that may have seen nothing of what is new. */
  wake(places: readonly Place[]): void
  start(): void
  /** Once all that is due now had its turn. */
  settled(): Promise<void>
  /** Waits for what is running, for a while. */
  stop(): Promise<void>
}

/** What is due is looked for every second, so that a place which was woken in vain is never forgotten. */
export function createPlaces({ platforms, work, due, wait, onError }: PlacesOptions): Places {
  const queues = new Map(platforms.map(name => [name, new PQueue({ concurrency: limits.placesAtOnce })]))
  /** Places that are worked on, or have their turn before them. */
  const awake = new Set<string>()
  /** Those that were woken meanwhile. */
  const again = new Set<string>()
  const running = new Set<Promise<void>>()
  const { signal, abort } = controller()
  const pause = (ms: number, until: AbortSignal): Promise<unknown> => wait(ms, until).catch(() => undefined)
  let polling: Promise<void> | undefined

  function wake(places: readonly Place[]): void {
    if (!polling || signal.aborted) return
    for (const place of places) {
      const name = formatPlace(place)
      const queue = queues.get(place.platform)
      if (awake.has(name)) again.add(name)
      if (!queue || awake.has(name)) continue
      awake.add(name)
      void queue.add(() => turnOf(name))
    }
  }

  /** Ends early where the work is slow: the work goes on, its turn is another's. */
  async function turnOf(name: string): Promise<void> {
    const over = controller()
    const run = runIn(name).finally(over.abort)
    running.add(run)
    void run.then(() => running.delete(run))
    await Promise.race([run, pause(limits.slowMs, over.signal)])
  }

  async function runIn(name: string): Promise<void> {
    do {
      again.delete(name)
      try {
        await work(name, signal)
      } catch (error) {
        onError(error)
        await pause(limits.faultMs, signal)
      }
    } while (again.has(name) && !signal.aborted)
    awake.delete(name)
  }

  const look = (): Promise<void> => due().then(wake, onError)

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      await look()
      await pause(limits.pollMs, signal)
    }
  }

  return {
    wake,
    start() {
      polling ??= poll()
    },
    async settled() {
      await look()
      await Promise.all([...queues.values()].map(queue => queue.onIdle()))
    },
    async stop() {
      abort()
      for (const queue of queues.values()) queue.clear()
      const over = controller()
      await Promise.race([Promise.all([polling, ...running]), pause(limits.stopMs, over.signal)])
      over.abort()
    },
  }
}

function controller(): { readonly signal: AbortSignal; readonly abort: () => void } {
  const created = new AbortController()
  return { signal: created.signal, abort: () => created.abort() }
}
