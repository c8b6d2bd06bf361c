/** Shows replies to one interaction where they belong: in place of the pressed message, or in a message of their own. */
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Reply, Visibility } from '../chat/reply.ts'
import { messageFlags } from './limits.ts'
import type { PressedMessage } from './parse.ts'
import { payloadOf, withFlags } from './payload.ts'
import { deferred, deferredUpdate, type Responses } from './responses.ts'
import { withoutWorkingLine, withWorkingLine } from './working.ts'

interface ShowingOptions {
  readonly responses: Responses
  /** The private message that was pressed: private replies take its place. */
  readonly inPlaceOf?: PressedMessage
  /** Who is expected to see the reply. */
  readonly expected: Visibility
  readonly buttons: ButtonStore
}

/** One answer, from its acknowledgement on. */
export interface Showing {
  acknowledge(): ReturnType<Responses['acknowledge']>
  /** Says below the pressed message that it takes long; elsewhere Discord says so itself. */
  stillWorking(): Promise<void>
  /** Shows the reply; resolves with the message's id. */
  show(reply: Reply): Promise<string>
  /** Replaces a shown message by a better version of it. */
  improve(message: string, reply: Reply): Promise<void>
}

export function createShowing({ responses, inPlaceOf, expected, buttons }: ShowingOptions): Showing {
  /** Who sees what stands there; nothing does once the deferred answer was taken back. */
  let standing: Visibility | undefined = inPlaceOf ? 'private' : expected
  let saysWorking = false

  return {
    acknowledge: () => responses.acknowledge(inPlaceOf ? deferredUpdate : deferred(expected)),

    async stillWorking() {
      const body = inPlaceOf && withWorkingLine(inPlaceOf.components)
      if (!body) return
      saysWorking = true
      await responses.edit({ body })
    },

    async show(reply) {
      const payload = await payloadOf(reply, buttons)
      if (reply.visibility === standing) return responses.edit(payload)
      // The first message that follows a deferred one would take its place and be as visible as that.
      if (!inPlaceOf && standing) {
        await responses.remove()
        standing = undefined
      }
      if (inPlaceOf && saysWorking) await responses.edit({ body: withoutWorkingLine(inPlaceOf.components) })
      return responses.follow(withFlags(payload, flagsOf[reply.visibility]))
    },

    async improve(message, reply) {
      await responses.edit(await payloadOf(reply, buttons), message)
    },
  }
}

const flagsOf = { private: messageFlags.ephemeral, public: messageFlags.suppressNotifications }
