/** An interaction: what somebody did, what answered it, and until when it may be answered. */
import { ApiError } from './errors.ts'
import type { Modal } from './form-rules.ts'
import type { FakeInteraction, FakeMessage, FakeUser } from './types.ts'
import type { StoredMessage, World } from './world.ts'
import { messageText } from './reading.ts'

/** https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const firstAnswerMs = 3000
const tokenMs = 15 * 60_000

export const kind = { command: 2, component: 3, autocomplete: 4, form: 5 } as const
export const callback = {
  message: 4,
  deferred: 5,
  deferredUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const

export interface Origin {
  readonly type: number
  readonly channelId: string
  readonly guildId: string | undefined
  readonly user: FakeUser
  readonly userInstalled: boolean
  /** That was pressed, or from which the form was opened. */
  readonly source: StoredMessage | undefined
}

export class Interaction implements FakeInteraction {
  readonly id: string
  readonly token: string
  readonly origin: Origin
  /** The event as it was sent. */
  payload: object = {}
  ackMs: number | undefined
  callbackType: number | undefined
  form: Modal | undefined
  choices: readonly { name: string; value: string | number }[] | undefined
  /** `@original`. */
  original: StoredMessage | undefined
  /** The message that was pressed changed. */
  updated = false
  followUps = 0
  readonly answers: StoredMessage[] = []
  private readonly world: World
  private readonly createdAt: number
  private readonly startedAt = performance.now()

  constructor(world: World, origin: Origin) {
    this.world = world
    this.origin = origin
    this.id = world.id()
    this.token = `aW50ZXJhY3Rpb246${this.id}.${crypto.randomUUID().replaceAll('-', '')}`
    this.createdAt = world.now()
  }

  get modal(): FakeInteraction['modal'] {
    return this.form as FakeInteraction['modal']
  }

  get shown(): FakeMessage[] {
    const { source } = this.origin
    return [...(source && this.updated ? [source] : []), ...this.answers].filter(({ deleted }) => !deleted)
  }

  text(): string {
    return this.shown.map(messageText).join('\n')
  }

  until(predicate: (interaction: FakeInteraction) => boolean): Promise<void> {
    return this.world.until(
      () => predicate(this),
      () =>
        `The answer so far: ${this.callbackType ?? 'none'}, ${JSON.stringify(this.text())}. ${this.world.seen()}`,
    )
  }

  acknowledged(): Promise<void> {
    return this.until(() => this.callbackType !== undefined)
  }

  async answered(): Promise<FakeMessage> {
    const given = (): FakeMessage | undefined => this.shown.find(({ loading }) => !loading)
    await this.until(() => given() !== undefined)
    return given()!
  }

  /** The first answer comes in time and once. */
  requireUnanswered(): void {
    if (this.callbackType !== undefined) throw new ApiError(40060)
    if (this.world.now() - this.createdAt > firstAnswerMs) throw new ApiError(10062)
  }

  acknowledge(type: number): void {
    this.callbackType = type
    this.ackMs = performance.now() - this.startedAt
  }

  requireLiveToken(): void {
    if (this.callbackType === undefined) throw new ApiError(10015)
    if (this.world.now() - this.createdAt > tokenMs) throw new ApiError(50027)
  }
}
