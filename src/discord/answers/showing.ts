/** Shows replies to one interaction where they belong: in place of the pressed message, or in a message of their own. */
import { MessageFlags } from 'discord.js'
import type { ButtonStore } from '../../chat/button-codec.ts'
import { nothingToRemove } from '../../chat/replies.ts'
import type { Reply, Visibility } from '../../chat/reply.ts'
import { UserError } from '../../errors.ts'
import { outcomeOf } from '../outcomes.ts'
import { type Payload, payloadOf, withFlags } from '../render/payload.ts'
import type { PressedMessage } from './parse.ts'
import { deferred, deferredUpdate, type Responses } from './responses.ts'
import type { Turn } from './turns.ts'
import { withoutWorkingLine, withWorkingLine } from './working.ts'

interface ShowingOptions {
  readonly responses: Responses
  readonly turn: Turn
  /** The message that was pressed, where its press may change it: a private one, or one that may be removed. */
  readonly pressed?: PressedMessage
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
  /** Nothing is to be shown. */
  drop(): Promise<void>
  /** Replaces a shown message by a better version of it, if it still stands there. */
  improve(message: string, reply: Reply): Promise<void>
  /** There is nothing to wait for any more. */
  end(): Promise<void>
}

export function createShowing({ responses, turn, pressed, expected, buttons }: ShowingOptions): Showing {
  const own = pressed?.private ? pressed : undefined
  /** Who sees the answer that was deferred; none where the press may change a message, nor once it was taken back. */
  let waiting: Visibility | undefined = pressed ? undefined : expected

  return {
    acknowledge() {
      turn.begin()
      return responses.acknowledge(pressed ? deferredUpdate : deferred(expected))
    },

    async stillWorking() {
      const body = own && withWorkingLine(own.components)
      if (body) await turn.showLine(() => responses.edit({ body }))
    },

    async show(answer) {
      const reply = answer.removes ? await removed(answer) : answer
      const payload = await payloadOf(reply, buttons)
      if (own && reply.replaces && reply.visibility === 'private') {
        await turn.replace(own.id, () => responses.edit(payload))
        return own.id
      }
      const message = await (reply.visibility === waiting ? responses.edit(payload) : follow(payload, reply))
      turn.stands(message)
      return message
    },

    drop,

    async improve(message, reply) {
      const payload = await payloadOf(reply, buttons)
      await turn.improve(message, () => responses.edit(payload, message))
    },

    async end() {
      if (own) await turn.end(() => responses.edit({ body: withoutWorkingLine(own.components) }))
    },
  }

  /** Removes the public message that was pressed; returns what is said about that. */
  async function removed(reply: Reply): Promise<Reply> {
    if (!pressed || own) return nothingToRemove
    await responses.remove()
    return reply
  }

  /** The first message that follows a deferred one would take its place and be as visible as that. */
  async function follow(payload: Payload, { visibility }: Reply): Promise<string> {
    await drop()
    try {
      return await responses.follow(withFlags(payload, flagsOf[visibility]))
    } catch (error) {
      throw visibility === 'public' && outcomeOf(error).kind === 'unknown' ? maybePosted(error) : error
    }
  }

  async function drop(): Promise<void> {
    if (waiting) await responses.remove()
    waiting = undefined
  }
}

const flagsOf = { private: MessageFlags.Ephemeral, public: MessageFlags.SuppressNotifications }

const maybePosted = (cause: unknown): UserError =>
  new UserError('discord.maybe-posted', 'It may have been posted; look before you share again.', { cause })
