/** The platform contract's messages: posts, edits and threads. */
import { formatPlace, type Place } from '../chat/place.ts'
import type { MessageRef, Outcome, Platform } from '../chat/platform.ts'
import type { Reply } from '../chat/reply.ts'
import { createFind, eventType, type FindContext, findOpening } from './find.ts'
import { inspect, type InspectContext } from './inspect.ts'
import { outcomeOf } from './outcomes.ts'
import type { createPace } from './pace.ts'
import { channelOf } from './place.ts'
import type { Content } from './prepare.ts'
import { write } from './write.ts'

export interface PostingContext extends FindContext, InspectContext {
  readonly pace: ReturnType<typeof createPace>
  /** Renders a reply, and keeps what its buttons need. */
  readonly prepare: (reply: Reply) => Promise<Content>
  /** Looks at an error for the end of the whole installation. */
  readonly failed: (error: unknown) => void
}

export type Posting = Pick<Platform, 'post' | 'edit' | 'openThread' | 'find' | 'inspect'>

export function createPosting(context: PostingContext): Posting {
  const { client } = context
  const attempt = (call: () => Promise<MessageRef>): Promise<Outcome> =>
    call().then(
      message => ({ kind: 'sent', message }),
      (error: unknown) => {
        context.failed(error)
        return outcomeOf(error)
      },
    )
  /** Threads that are being opened: who asks meanwhile gets the same one. */
  const opening = new Map<string, Promise<Outcome>>()

  return {
    post: (place, reply, key) => attempt(() => send(place, reply, { key }, context)),

    edit: (message, reply) =>
      attempt(async () => {
        const channel = await channelOf(message.place, client)
        await client.chat.update({ channel, ts: message.message, ...(await context.prepare(reply)) })
        return message
      }),

    async openThread(parent, { reply }, key) {
      if (!('message' in parent)) return noForum
      const thread = threadUnder(parent)
      const name = formatPlace(thread)
      const outcome =
        opening.get(name) ??
        attempt(() => open(thread, reply, key, context)).finally(() => opening.delete(name))
      opening.set(name, outcome)
      return outcome
    },

    find: createFind(context),
    inspect: place => inspect(place, context),
  }
}

type Thread = Place & { readonly thread: string }

/** Says the first in a thread, or finds what was. */
async function open(thread: Thread, reply: Reply, key: string, context: PostingContext): Promise<MessageRef> {
  const { client } = context
  const found = await findOpening(context, await channelOf(thread, client), thread.thread)
  const first =
    found === undefined
      ? await send(thread, reply, { key, opens: 'thread' }, context)
      : { place: thread, message: found }
  return { ...first, thread }
}

/** A message within a thread has no thread of its own. */
const threadUnder = ({ place, message }: MessageRef): Thread => ({
  ...place,
  thread: place.thread ?? message,
})

async function send(
  place: Place,
  reply: Reply,
  payload: Readonly<Record<string, string>>,
  { client, pace, prepare }: PostingContext,
): Promise<MessageRef> {
  const content = await prepare(reply)
  const channel = await channelOf(place, client)
  const metadata = { event_type: eventType, event_payload: payload }
  const message = { channel, thread: place.thread, metadata, ...content }
  return { place, message: await pace(channel, () => write(client, message)) }
}

const noForum: Outcome = {
  kind: 'refused',
  forOwner: 'Slack has no forums. Choose a channel.',
  forLog: 'slack: openThread without a message',
}
