/** Posts, edits and threads: each request is made once, and what became of it is told. */
import type { Temporal } from '@js-temporal/polyfill'
import {
  DiscordAPIError,
  MessageFlags,
  RateLimitError,
  type REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js'
import { z } from 'zod'
import type { ButtonStore } from '../../chat/button-codec.ts'
import type { Place } from '../../chat/place.ts'
import type { MessageRef, Outcome, Platform, ThreadOpening } from '../../chat/platform.ts'
import type { Reply } from '../../chat/reply.ts'
import { PaperboyError } from '../../errors.ts'
import { channelIdOf } from './channel.ts'
import { chosenTags, forumSchema } from './forum.ts'
import { isPost, madeAtMs, markIn, markOf, pageAfter } from './history.ts'
import { limits } from '../limits.ts'
import { outcomeOf, tooManyEdits } from '../outcomes.ts'
import { type Payload, payloadOf, withFlags } from '../render/payload.ts'
import { writeLabel } from '../render/text.ts'

interface PostingContext {
  /** Neither tries again nor waits. */
  readonly rest: REST
  readonly buttons: ButtonStore
  /** The bot's own id, once it is connected. */
  readonly me: () => string | undefined
  /** Whether the bot may set a forum's tags that are for moderators only. */
  readonly managesThreads: (channel: string) => boolean
  readonly now: () => Temporal.Instant
}

/** All reject with PaperboyError `discord.unmarked` for a reply that has nothing to press. */
export function createPosting(context: PostingContext): Pick<Platform, 'post' | 'edit' | 'openThread'> {
  const { rest, buttons, me, managesThreads, now } = context
  return {
    post: (place, reply, key) => told(post(place, reply, key)),
    edit: (message, reply, key) =>
      told(edit(message, reply, key), error =>
        isEditedTooOften(error, message) ? tooManyEdits : outcomeOf(error),
      ),
    openThread: (parent, opening, key) =>
      told('message' in parent ? openUnder(parent, opening, key) : openInForum(parent, opening, key)),
  }

  async function post(place: Place, reply: Reply, key: string): Promise<MessageRef> {
    const { body, files } = await quiet(reply, key)
    const nonce = { nonce: markOf(key), enforce_nonce: true }
    const channel = await channelIdOf(place, rest)
    const sent = await rest.post(Routes.channelMessages(channel), { body: { ...body, ...nonce }, files })
    return { place, message: identified.parse(sent).id }
  }

  async function edit(message: MessageRef, reply: Reply, key: string): Promise<MessageRef> {
    const { body, files } = await findable(reply, key)
    const channel = await channelIdOf(message.place, rest)
    await rest.patch(Routes.channelMessage(channel, message.message), { body, files })
    return message
  }

  /**
   * 30046, "Maximum number of edits to messages older than 1 hour", comes with status 429, of which the SDK throws the
   * answer away: it is told by the message's age and by that no bucket explains it.
   */
  function isEditedTooOften(error: unknown, { message }: MessageRef): boolean {
    const ageMs = now().epochMilliseconds - madeAtMs(message)
    return error instanceof RateLimitError && error.sublimitTimeout > 0 && ageMs > limits.freelyEditedMs
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
    const opener = isNew ? undefined : await openerIn(parent.message, key)
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

  /** The message that opened a thread; none where a person started it, or the bot was stopped in between. */
  async function openerIn(thread: string, key: string): Promise<string | undefined> {
    const first = await pageAfter(rest, thread, '0')
    return first.findLast(message => isPost(message, markOf(key), me()))?.id
  }

  async function openInForum(forum: Place, opening: ThreadOpening, key: string): Promise<MessageRef> {
    const channel = await channelIdOf(forum, rest)
    const { body: message, files } = await quiet(opening.reply, key)
    const known = forumSchema.parse(await rest.get(Routes.channel(channel)))
    const tags = chosenTags(known, opening.tags, managesThreads(channel))
    const body = { ...threadNamed(opening.title), applied_tags: tags, message }
    const { id } = identified.parse(await rest.post(Routes.threads(channel), { body, files }))
    const thread = { ...forum, thread: id }
    return { place: thread, message: id, thread }
  }

  async function quiet(reply: Reply, key: string): Promise<Payload> {
    return withFlags(await findable(reply, key), MessageFlags.SuppressNotifications)
  }

  /** With its key in the first thing that can be pressed. */
  async function findable(reply: Reply, key: string): Promise<Payload> {
    const mark = markOf(key)
    const payload = await payloadOf(reply, buttons, mark)
    if (markIn(payload.body.components ?? []) !== mark)
      throw new PaperboyError('discord.unmarked', `Nothing can be pressed in this post: ${reply.summary}`)
    return payload
  }
}

const identified = z.object({ id: z.string() })

const threadNamed = (title: string) => ({
  name: writeLabel(title, limits.threadName),
  auto_archive_duration: limits.threadArchiveMinutes,
})

/** A fault of our own is no outcome. */
async function told(sending: Promise<MessageRef>, outcome = outcomeOf): Promise<Outcome> {
  try {
    return { kind: 'sent', message: await sending }
  } catch (error) {
    if (error instanceof PaperboyError) throw error
    return outcome(error)
  }
}
