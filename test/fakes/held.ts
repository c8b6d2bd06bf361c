/** Requests that a loopback service holds back, so that a test can end whoever made one at that very step. */
export interface Held {
  readonly hasCome: boolean
  /** The service does what it is asked for, and doesn't say so. Otherwise it never does it. */
  take(): Promise<void>
  /** It is not held back, should it come later. */
  lift(): void
}

interface Waiting<Asked> {
  readonly matches: (asked: Asked) => boolean
  readonly come: (take: () => unknown) => void
  left: number
}

export class Holds<Asked> {
  private waiting: Waiting<Asked>[] = []

  /** The `nth` request from now on that matches. */
  hold(matches: (asked: Asked) => boolean, nth: number): Held {
    let taking: (() => unknown) | undefined
    const lift = (): void => {
      this.waiting = this.waiting.filter(each => each !== waiting)
    }
    const come = (take: () => unknown): void => {
      taking = take
      lift()
    }
    const waiting: Waiting<Asked> = { matches, come, left: nth }
    this.waiting.push(waiting)
    return {
      get hasCome() {
        return taking !== undefined
      },
      take: async () => void (await taking?.()),
      lift,
    }
  }

  /** Whether the request is one of them; `take` does what it asks for. */
  holds(asked: Asked, take: () => unknown): boolean {
    const found = this.waiting.find(({ matches }) => matches(asked))
    if (!found || --found.left > 0) return false
    found.come(take)
    return true
  }
}
