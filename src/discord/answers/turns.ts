/**
 * Who writes in a message that several interactions answer in: a list, say, that somebody presses while an earlier press
 * is still worked on. Writes are made one after the other; a later turn's answer is never replaced by an earlier one's.
 */
import { limits } from '../limits.ts'

/** One interaction, in the order in which they came. */
export interface Turn {
  /** It is worked on from now on. */
  begin(): void
  /** Writes its answer, unless a later turn's stands there. */
  replace(message: string, write: Write): Promise<void>
  /** Its answer stands in this message now, unless a later turn's does. */
  stands(message: string): void
  /** Writes a better version of its answer, while that stands there. */
  improve(message: string, write: Write): Promise<void>
  /** Writes the line that says that it takes long, unless there is one, or the message changed since it was pressed. */
  showLine(write: Write): Promise<void>
  /** It is answered: takes the line away, if nobody else works on. */
  end(write: Write): Promise<void>
}

type Write = () => Promise<unknown>

interface Message {
  /** The turn whose answer stands there. */
  shown: number
  /** How often it was changed. */
  changes: number
  hasLine: boolean
  /** Presses that are not answered. */
  underway: number
  lastWrite: Promise<unknown>
}

/** @returns the next turn; `pressed` is the private message that it came from. */
export function createTurns(): (pressed?: string) => Turn {
  const messages = new Map<string, Message>()
  let turns = 0

  function messageOf(id: string): Message {
    const known = messages.get(id)
    if (known) return known
    const fresh = { shown: 0, changes: 0, hasLine: false, underway: 0, lastWrite: Promise.resolve() }
    messages.set(id, fresh)
    if (messages.size > limits.rememberedMessages) messages.delete(messages.keys().next().value!)
    return fresh
  }

  return pressed => {
    const turn = ++turns
    const own = pressed === undefined ? undefined : messageOf(pressed)
    const before = own?.changes
    return {
      begin: () => {
        if (own) own.underway++
      },
      replace: (id, write) => {
        const message = messageOf(id)
        return inOrder(message, async () => {
          if (message.shown > turn) return
          message.shown = turn
          await change(message, write)
        })
      },
      stands: id => {
        const message = messageOf(id)
        message.shown = Math.max(message.shown, turn)
      },
      improve: (id, write) => {
        const message = messageOf(id)
        return inOrder(message, async () => {
          if (message.shown === turn) await change(message, write)
        })
      },
      showLine: async write => {
        if (!own) return
        await inOrder(own, async () => {
          if (own.hasLine || own.changes !== before) return
          own.hasLine = true
          await write()
        })
      },
      end: async write => {
        if (!own) return
        own.underway--
        await inOrder(own, async () => {
          if (!own.hasLine || own.underway > 0) return
          own.hasLine = false
          await write()
        })
      },
    }
  }
}

async function change(message: Message, write: Write): Promise<void> {
  message.hasLine = false
  await write().finally(() => message.changes++)
}

function inOrder<T>(message: Message, act: () => Promise<T>): Promise<T> {
  const done = message.lastWrite.then(act, act)
  message.lastWrite = done
  return done
}
