/** The calls that answer one interaction. They need no bot token, and nothing is ever sent twice by them. */
import {
  type APIInteractionResponse,
  DiscordAPIError,
  InteractionResponseType,
  MessageFlags,
  type RawFile,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import type { AnswerAddress } from './parse.ts'

/** Two clients of one interface: what makes something is tried `once`, what can be repeated is tried `again`. */
export interface AnswerClients {
  readonly once: REST
  readonly again: REST
}

export interface Sendable {
  readonly body: object
  readonly files?: readonly RawFile[]
}

/** `taken before`: this interaction came twice. `too late`: Discord has told the person so already. */
export type Acknowledgement = 'taken' | 'taken before' | 'too late' | 'unknown'

export interface Responses {
  /** `unknown`: the connection was lost; it may have been taken. */
  acknowledge(response: APIInteractionResponse): Promise<Acknowledgement>
  /** Replaces the answer (or one of the messages that follow it); resolves with the message's id. */
  edit(payload: Sendable, message?: string): Promise<string>
  /** One more message; resolves with its id. */
  follow(payload: Sendable): Promise<string>
  /** Takes back the answer; after `deferredUpdate` that is the pressed message. One that is gone is as good. */
  remove(): Promise<void>
}

const original = '@original'

export function responsesTo(address: AnswerAddress, { once, again }: AnswerClients): Responses {
  const { id, token, applicationId } = address
  const messages = (message?: string) => Routes.webhookMessage(applicationId, token, message ?? original)
  return {
    async acknowledge(response) {
      try {
        await once.post(Routes.interactionCallback(id, token), { auth: false, body: response })
        return 'taken'
      } catch (error) {
        if (!(error instanceof DiscordAPIError)) return 'unknown'
        if (error.code === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return 'taken before'
        if (error.code === RESTJSONErrorCodes.UnknownInteraction) return 'too late'
        throw error
      }
    },
    edit: async (payload, message) => idOf(await again.patch(messages(message), webhookRequest(payload))),
    follow: async payload =>
      idOf(await once.post(Routes.webhook(applicationId, token), webhookRequest(payload))),
    async remove() {
      try {
        await again.delete(messages(), { auth: false })
      } catch (error) {
        if (!isGone(error)) throw error
      }
    },
  }
}

const webhookRequest = ({ body, files }: Sendable) => ({
  auth: false,
  body,
  ...(files && { files: [...files] }),
})

const idOf = (message: unknown): string => (message as { id: string }).id

/** "Paperboy is thinking…", until the answer is there. */
export const deferred = (visibility: 'private' | 'public'): APIInteractionResponse => ({
  type: InteractionResponseType.DeferredChannelMessageWithSource,
  data: {
    flags: visibility === 'private' ? MessageFlags.Ephemeral : MessageFlags.SuppressNotifications,
  },
})

/** The pressed message stays as it is until it is edited. */
export const deferredUpdate: APIInteractionResponse = { type: InteractionResponseType.DeferredMessageUpdate }

const isGone = (error: unknown): boolean =>
  error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage

/** The message is gone, or the 15 minutes are over: there is nobody to answer. */
export function isUnanswerable(error: unknown): boolean {
  return (
    isGone(error) ||
    (error instanceof DiscordAPIError &&
      (error.code === RESTJSONErrorCodes.UnknownWebhook ||
        error.code === RESTJSONErrorCodes.InvalidWebhookToken))
  )
}
