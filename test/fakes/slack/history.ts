/**
 * `conversations.history` and `.replies`: the messages are `emulate`'s; it has no `oldest` and `latest`, gives back metadata
 * unasked, does not page replies and knows nothing of a bot's ids, so these are added here.
 */
import { failure } from './faults.ts'
import { formatted } from './messages.ts'
import type { Json } from './types.ts'
import type { World } from './world.ts'

const isSet = (value: unknown): boolean => value === true || value === 'true' || value === '1'

/** All messages of `emulate`, page after page. */
async function everything(world: World, method: string, body: Json): Promise<Json[]> {
  const { channel, ts } = body
  const all: Json[] = []
  for (let cursor: unknown = ''; ; ) {
    const answer = await world.emulated.call(method, { channel, ts, limit: 1000, cursor })
    all.push(...((answer.messages as Json[] | undefined) ?? []))
    cursor = (answer.response_metadata as Json | undefined)?.next_cursor
    if (!cursor) return all
  }
}

/** Within `oldest` and `latest`, both left out unless `inclusive`, as https://docs.slack.dev/reference/methods/conversations.history says. */
function within({ oldest = 0, latest, inclusive }: Json): (message: Json) => boolean {
  const [from, to] = [Number(oldest), latest === undefined ? Number.POSITIVE_INFINITY : Number(latest)]
  return ({ ts }) => {
    const at = Number(ts)
    return isSet(inclusive) ? at >= from && at <= to : at > from && at < to
  }
}

function page(messages: Json[], { limit, cursor }: Json, usual: number): Json {
  const size = Math.min(Number(limit) || usual, 1000)
  const at = cursor ? messages.findIndex(({ ts }) => cursor === `next_ts:${String(ts)}`) : 0
  if (at < 0) return failure('invalid_cursor')
  const next = messages[at + size]
  return {
    ok: true,
    messages: messages.slice(at, at + size),
    has_more: next !== undefined,
    ...(next && { response_metadata: { next_cursor: `next_ts:${String(next.ts)}` } }),
  }
}

export async function history(world: World, method: string, body: Json): Promise<Json> {
  const all = await everything(world, method, body)
  const isReplies = method === 'conversations.replies'
  if (isReplies && all.length === 0) return failure('thread_not_found')
  const inside = within(body)
  const kept = all.filter(message => inside(message) || (isReplies && message.ts === body.ts))
  const shown = kept.map(message => formatted(world, message, isSet(body.include_all_metadata)))
  return page(shown, body, isReplies ? 1000 : 100)
}
