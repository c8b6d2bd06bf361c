/** Answers to interactions: https://docs.discord.com/developers/interactions/receiving-and-responding */
import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod'
import type { ZodMiniType } from 'zod/mini'
import {
  type Answered,
  bodyOf,
  type Call,
  isEmpty,
  nothing,
  ok,
  refuse,
  requireGoodMessage,
  type Routes,
} from './call.ts'
import { ApiError } from './errors.ts'
import { checkModal, type Modal } from './form-rules.ts'
import { callback, type Interaction, kind } from './interaction.ts'
import { pings, problem } from './message-rules.ts'
import { compose } from './payloads.ts'
import { editTo } from './route-messages.ts'
import { flag, type MessageBody } from './wire.ts'
import type { StoredMessage } from './world.ts'

/** For what only a user installed, outside the server: https://docs.discord.com/developers/interactions/receiving-and-responding#followup-messages */
const userInstalledFollowUps = 5

interface CallbackBody {
  readonly type: number
  readonly data?: MessageBody & Modal & { readonly choices?: Interaction['choices'] }
}

const schemas: Readonly<Record<number, ZodMiniType>> = {
  [callback.message]: CreateMessageInteractionCallbackRequestSchema,
  [callback.deferred]: CreateMessageInteractionCallbackRequestSchema,
  [callback.deferredUpdate]: UpdateMessageInteractionCallbackRequestSchema,
  [callback.update]: UpdateMessageInteractionCallbackRequestSchema,
  [callback.choices]: ApplicationCommandAutocompleteCallbackRequestSchema,
  [callback.modal]: ModalInteractionCallbackRequestSchema,
}

/** @param interactions by token */
export function interactionRoutes(interactions: ReadonlyMap<string, Interaction>): Routes {
  const withToken = ({ params }: Call): Interaction => {
    const interaction = interactions.get(params[1]!)
    if (!interaction) throw new ApiError(10015)
    interaction.requireLiveToken()
    return interaction
  }

  return {
    'POST /interactions/:id/:token/callback': call => {
      const interaction = interactions.get(call.params[1]!)
      if (!interaction || interaction.id !== call.params[0]) throw new ApiError(10062)
      return answer(call, interaction)
    },
    'POST /webhooks/:id/:token': call => followUp(call, withToken(call)),
    'GET /webhooks/:id/:token/messages/:id': call => ok(answerTo(withToken(call), call.params[2]!).raw),
    'PATCH /webhooks/:id/:token/messages/:id': call => {
      const interaction = withToken(call)
      const message = answerTo(interaction, call.params[2]!)
      change(
        call,
        interaction,
        message,
        bodyOf(call, IncomingWebhookUpdateRequestPartialSchema) as MessageBody,
      )
      return ok(message.raw)
    },
    'DELETE /webhooks/:id/:token/messages/:id': call => {
      call.world.remove(answerTo(withToken(call), call.params[2]!))
      return nothing
    },
  }
}

/** `@original`, a follow-up, or the message that was pressed. */
function answerTo({ original, answers, origin }: Interaction, id: string): StoredMessage {
  const found =
    id === '@original' ? original : [...answers, origin.source].find(message => message?.id === id)
  if (!found || found.deleted) throw new ApiError(10008)
  return found
}

function answer(call: Call, interaction: Interaction): Answered {
  interaction.requireUnanswered()
  const { type } = call.body as CallbackBody
  const schema = schemas[type]
  if (!schema || !mayAnswer(interaction, type)) {
    refuse(call, [
      problem(['type'], `Cannot answer an interaction of type ${interaction.origin.type} with ${type}`),
    ])
  }
  const { data } = bodyOf(call, schema!) as CallbackBody
  if (type === callback.message) checkNew(call, data ?? {})
  if (type === callback.modal) refuse(call, checkModal(data!))
  take(call, interaction, type, data)
  interaction.acknowledge(type)
  call.world.changed()
  return call.query.get('with_response') === 'true' ? ok(resource(interaction, type)) : nothing
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-response-object-interaction-callback-type */
function mayAnswer({ origin }: Interaction, type: number): boolean {
  if (origin.type === kind.autocomplete || type === callback.choices) {
    return origin.type === kind.autocomplete && type === callback.choices
  }
  if (type === callback.modal) return origin.type !== kind.form
  return type === callback.message || type === callback.deferred || origin.source !== undefined
}

function take(call: Call, interaction: Interaction, type: number, data: CallbackBody['data']): void {
  const { source } = interaction.origin
  if (type === callback.choices) interaction.choices = data!.choices ?? []
  else if (type === callback.modal) interaction.form = data!
  else if (type === callback.message) interaction.original = say(call, interaction, data ?? {})
  else if (type === callback.deferred) interaction.original = defer(call, interaction, data?.flags ?? 0)
  else {
    interaction.original = source
    if (type === callback.update) change(call, interaction, source!, data ?? {})
  }
}

function checkNew(call: Call, body: MessageBody): void {
  requireGoodMessage(call, body)
  if (isEmpty(body, call.files.length)) throw new ApiError(50006)
}

function defer(call: Call, interaction: Interaction, flags: number): StoredMessage {
  return add(call, interaction, { flags: flags & flag.ephemeral }, flag.loading)
}

const say = (call: Call, interaction: Interaction, body: MessageBody): StoredMessage =>
  add(call, interaction, body)

function add(call: Call, interaction: Interaction, body: MessageBody, flags = 0): StoredMessage {
  const { world, files } = call
  const { channelId, user, type } = interaction.origin
  const more = {
    webhook_id: world.seeded.bot.id,
    interaction_metadata: { id: interaction.id, type, user, authorizing_integration_owners: {} },
  }
  const raw = compose(world, { channelId, author: world.seeded.bot, body, files, flags, more })
  const message = world.add({
    channelId,
    raw,
    notified: flags !== flag.loading && pings(body),
    askedBy: user,
  })
  interaction.answers.push(message)
  return message
}

/**
 * The first follow-up takes the place of a deferred answer, and keeps whether it is private.
 * https://docs.discord.com/developers/interactions/receiving-and-responding#create-followup-message
 */
function followUp(call: Call, interaction: Interaction): Answered {
  const body = bodyOf(call, IncomingWebhookRequestPartialSchema) as MessageBody
  const waiting = interaction.original
  if (waiting?.loading && !waiting.deleted) {
    change(call, interaction, waiting, body)
    return ok(waiting.raw)
  }
  checkNew(call, body)
  if (interaction.origin.userInstalled && ++interaction.followUps > userInstalledFollowUps)
    throw new ApiError(40094)
  return ok(say(call, interaction, body).raw)
}

function change(call: Call, interaction: Interaction, message: StoredMessage, body: MessageBody): void {
  editTo(call, message, body)
  interaction.updated ||= message === interaction.origin.source
  call.world.changed()
}

/** https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-callback-interaction-callback-response-object */
function resource({ id, origin, original }: Interaction, type: number): object {
  const about = original && {
    response_message_id: original.id,
    response_message_loading: original.loading,
    response_message_ephemeral: original.ephemeral,
  }
  return {
    interaction: { id, type: origin.type, ...about },
    resource: { type, ...(original ? { message: original.raw } : {}) },
  }
}
