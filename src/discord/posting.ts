/** Posts, edits and threads: each request is made once, and what became of it is told. */
import { DiscordAPIError, type REST, RESTJSONErrorCodes, Routes } from 'discord.js'
import { z } from 'zod'
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Place } from '../chat/place.ts'
import type { MessageRef, Outcome, Platform, ThreadOpening } from '../chat/platform.ts'
import type { Reply } from '../chat/reply.ts'
import { PaperboyError } from '../errors.ts'
import { channelIdOf } from './channel.ts'
import { chosenTags, forumSchema } from './forum.ts'
import { isOwn, markIn, markOf, messageSchema, pageAfter } from './history.ts'
import { limits, messageFlags } from './limits.ts'
import { outcomeOf } from './outcomes.ts'
import { type Payload, payloadOf, withFlags } from './payload.ts'
import { writeLabel } from './text.ts'

interface PostingContext {
  /** Neither tries again nor waits. */
  readonly rest: REST
  readonly buttons: ButtonStore
  /** The bot's own id, once it is connected. */
  readonly me: () => string | undefined
}

/** All reject with PaperboyError `discord.unmarked` for a post that has nothing to press. */
export function createPosting({
  rest,
  buttons,
  me,
}: PostingContext): Pick<Platform, 'post' | 'edit' | 'openThread'> {
  return {
    post: (place, reply, key) => told(post(place, reply, key)),
    edit: (message, reply) => told(edit(message, reply)),
    openThread: (parent, opening, key) =>
      told('message' in parent ? openUnder(parent, opening, key) : openInForum(parent, opening, key)),
  }

  async function post(place: Place, reply: Reply, key: string): Promise<MessageRef> {
    const { body, files } = await findable(reply, key)
    const nonce = { nonce: markOf(key), enforce_nonce: true }
    const channel = await channelIdOf(place, rest)
    const sent = await rest.post(Routes.channelMessages(channel), { body: { ...body, ...nonce }, files })
    return { place, message: identified.parse(sent).id }
  }

  /** The mark stays, so that the message is found again. */
  async function edit(message: MessageRef, reply: Reply): Promise<MessageRef> {
    const route = Routes.channelMessage(await channelIdOf(message.place, rest), message.message)
    const mark = markIn(messageSchema.parse(await rest.get(route)).components)
    const { body, files } = await payloadOf(reply, buttons, mark)
    await rest.patch(route, { body, files })
    return message
  }

  /** A thread that was started from a message has that message's id. */
  async function openUnder(
    parent: MessageRef,
    { title, reply }: ThreadOpening,
    key: string,
  ): Promise<MessageRef> {
    const channel = await channelIdOf(parent.place, rest)
    const thread = { ...parent.place, thread: parent.message }
    const isNew = await started(channel, parent.message, title)
    const opener = isNew ? undefined : await openerIn(parent.message)
    const message = opener ?? (await post(thread, reply, key)).message
    return { place: thread, message, thread }
  }

  /** Whether the thread was not there before. */
  async function started(channel: string, message: string, title: string): Promise<boolean> {
    try {
      await rest.post(Routes.threads(channel, message), { body: threadNamed(title) })
      return true
    } catch (error) {
      if (
        error instanceof DiscordAPIError &&
        error.code === RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage
      )
        return false
      throw error
    }
  }

  /** The bot's message that opened a thread; none where a person started it, or the bot was stopped in between. */
  async function openerIn(thread: string): Promise<string | undefined> {
    const first = await pageAfter(rest, thread, '0')
    return first.findLast(message => isOwn(message, me()) && markIn(message.components) !== undefined)?.id
  }

  async function openInForum(forum: Place, opening: ThreadOpening, key: string): Promise<MessageRef> {
    const channel = await channelIdOf(forum, rest)
    const { body: message, files } = await findable(opening.reply, key)
    const known = forumSchema.parse(await rest.get(Routes.channel(channel)))
    const tags = chosenTags(known, opening.tags)
    const body = { ...threadNamed(opening.title), applied_tags: tags, message }
    const { id } = identified.parse(await rest.post(Routes.threads(channel), { body, files }))
    const thread = { ...forum, thread: id }
    return { place: thread, message: id, thread }
  }

  /** Quiet, and with its key in the first thing that can be pressed. */
  async function findable(reply: Reply, key: string): Promise<Payload> {
    const mark = markOf(key)
    const payload = await payloadOf(reply, buttons, mark)
    if (markIn(payload.body.components ?? []) !== mark)
      throw new PaperboyError('discord.unmarked', `Nothing can be pressed in this post: ${reply.summary}`)
    return withFlags(payload, messageFlags.suppressNotifications)
  }
}

const identified = z.object({ id: z.string() })

const threadNamed = (title: string) => ({
  name: writeLabel(title, limits.threadName),
  auto_archive_duration: limits.threadArchiveMinutes,
})

/** A fault of our own is no outcome. */
async function told(sending: Promise<MessageRef>): Promise<Outcome> {
  try {
    return { kind: 'sent', message: await sending }
  } catch (error) {
    if (error instanceof PaperboyError) throw error
    return outcomeOf(error)
  }
}
