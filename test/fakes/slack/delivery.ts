/** One thing that is delivered to the bot, its acknowledgement, and what was shown in answer. */
import { textOf } from './text.ts'
import type { FakeDelivery, FakeMessage, FakeView, Json } from './types.ts'
import type { World } from './world.ts'

/** Who brought it about, and where. */
export interface Origin {
  readonly user: string | undefined
  readonly channel: string | undefined
  /** The view in which something was pressed or that was submitted. */
  readonly view?: string
}

export class Delivery implements FakeDelivery {
  readonly kind: FakeDelivery['kind']
  readonly id: string
  readonly user: string | undefined
  readonly channel: string | undefined
  readonly view: string | undefined
  readonly shown: (FakeMessage | FakeView)[] = []
  payload: Json = {}
  attempts = 0
  ackMs: number | undefined
  ackBody: unknown
  status: number | undefined
  readonly #world: World
  #sentAtMs = 0

  constructor(world: World, kind: FakeDelivery['kind'], { user, channel, view }: Origin) {
    this.#world = world
    this.kind = kind
    this.id = `envelope-${world.next()}`
    this.user = user
    this.channel = channel
    this.view = view
  }

  /** It goes out, once more. */
  sent(): void {
    this.attempts += 1
    if (this.attempts === 1) this.#sentAtMs = performance.now()
  }

  /** It was acknowledged; says whether for the first time. */
  acknowledge(body: unknown): boolean {
    if (this.ackMs !== undefined) return false
    this.ackMs = performance.now() - this.#sentAtMs
    this.ackBody = body
    return true
  }

  show(item: FakeMessage | FakeView): void {
    if (!this.shown.includes(item)) this.shown.push(item)
  }

  acknowledged(): Promise<void> {
    return this.#world.until(() => this.ackMs !== undefined)
  }

  async answered(accept: (text: string) => boolean = text => text !== ''): Promise<string> {
    await this.#world.until(() => accept(this.text()))
    return this.text()
  }

  text(): string {
    const standing = this.shown.filter(item => item.kind === 'view' || !item.deleted)
    return standing.map(textOf).join('\n\n')
  }
}

/**
 * What the bot wrote without a `response_url` or `trigger_id` answers the newest delivery from that channel (for what only one
 * person sees: from that person; for a modal: from that modal), because nothing says which one it answers.
 */
export function attribute(world: World, item: FakeMessage | FakeView): void {
  const answers = ({ user, channel, view }: Delivery): boolean => {
    if (item.kind === 'view') return item.type === 'home' ? user === item.user : view === item.id
    return channel === item.channel && (item.onlyFor ?? user) === user
  }
  world.deliveries.findLast(answers)?.show(item)
}
