/** Presses that show something to everybody: who presses twice means it once. */
import type { Asked } from './parse.ts'

export interface PublicPress {
  /** Whether it is to be handled: no equal press of the same person is, or was answered just now. */
  take(): boolean
  /** It is answered; equal ones are let through again, after a while where it was `shown` to everybody. */
  release(shown: boolean): void
}

export function createPublicPresses(againMs: number): (asked: Asked) => PublicPress {
  const taken = new Set<string>()
  return ({ act, message, request }) => {
    if (!message || act.kind !== 'press') return { take: () => true, release: () => undefined }
    const press = JSON.stringify([request.actor.id, message.id, act.id, act.value])
    let isMine = false
    return {
      take: () => {
        isMine = !taken.has(press)
        taken.add(press)
        return isMine
      },
      release: shown => {
        if (isMine) setTimeout(() => taken.delete(press), shown ? againMs : 0).unref()
      },
    }
  }
}
