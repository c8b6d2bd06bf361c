/**
 * `response_url`: five uses in thirty minutes (https://docs.slack.dev/interactivity/handling-user-interaction#message_responses).
 * `emulate` has none. What is public goes into `emulate` as the bot's message, whether or not the bot is a member: Slack allows
 * that here.
 */
import type { Delivery } from './delivery.ts'
import { failure } from './faults.ts'
import { post, remove, update, whisper } from './messages.ts'
import { refusedMessage, violated } from './methods.ts'
import type { FakeMessage, Json } from './types.ts'
import type { ResponseUrl, World } from './world.ts'

const lifeMs = 30 * 60 * 1000
const uses = 5

export interface UrlOrigin {
  readonly channel: string
  readonly user: string
  readonly pressed?: FakeMessage
}

/** The url for what a person did in a channel. */
export function newResponseUrl(world: World, delivery: Delivery, origin: UrlOrigin): string {
  const path = `/actions/${world.team}/${world.next()}`
  world.responseUrls.set(path, {
    delivery,
    channel: origin.channel,
    user: origin.user,
    pressed: origin.pressed,
    uses: 0,
    expiresAtMs: world.nowMs + lifeMs,
  })
  return `${world.origin}${path}`
}

export interface UrlAnswer {
  readonly status: number
  /** Slack says `ok` as plain text, and errors as JSON with status 404; that isn't documented, but what apps report. */
  readonly body: string | Json
}

const taken: UrlAnswer = { status: 200, body: 'ok' }
const refusedUse = (error: string): UrlAnswer => ({ status: 404, body: failure(error) })

/** A new message: public only with `response_type: in_channel`, in a thread only with `thread_ts`. */
export async function answer(world: World, url: ResponseUrl, body: Json): Promise<void> {
  const { response_type, ...said } = body
  const isPublic = response_type === 'in_channel'
  const { kind, members } = world.channels.get(url.channel)!
  const isForTwo = kind === 'im' && !members.has(world.bot)
  const message =
    isPublic && !isForTwo
      ? (await post(world, { ...said, channel: url.channel })).message
      : whisper(world, said, url.channel, isPublic ? undefined : url.user)
  if (!message) throw new Error('emulate did not take a public answer')
  url.delivery.show(message)
}

async function replace(world: World, message: FakeMessage, body: Json): Promise<void> {
  if (!message.onlyFor) {
    await update(world, { ...body, channel: message.channel, ts: message.ts })
    return
  }
  const { text = '', blocks = [] } = body
  Object.assign(message, { text, blocks, edited: true })
}

/** What Slack says of a message that is gone isn't documented. */
async function erase(world: World, message: FakeMessage): Promise<UrlAnswer> {
  if (message.deleted) return refusedUse('message_not_found')
  if (message.onlyFor) message.deleted = true
  else await remove(world, message.channel, message.ts)
  world.changed()
  return taken
}

/** https://github.com/slack-edge/slack-web-api-client/issues/23 */
const alone = '/delete_original: stands by itself'

/** https://github.com/slackapi/bolt-js/issues/2287, https://github.com/slackapi/bolt-python/issues/1268: a new message comes. */
const unchangeable = '/replace_original: only what was pressed can be replaced or deleted'

const isSet = (value: unknown): boolean => value === true || value === 'true'

/** Uses the url at this path. */
export async function respond(world: World, path: string, body: Json): Promise<UrlAnswer> {
  const url = world.responseUrls.get(path)
  if (!url) return refusedUse('invalid_url')
  if (world.nowMs >= url.expiresAtMs) return refusedUse('expired_url')
  if (url.uses >= uses) return refusedUse('used_url')
  const { pressed } = url
  const erases = isSet(body.delete_original)
  const changes = erases || isSet(body.replace_original)
  if (changes && !pressed) violated(world, 'response_url', body, [unchangeable])
  if (erases && Object.keys(body).length > 1) violated(world, 'response_url', body, [alone])
  if (!erases) {
    const refused = refusedMessage(world, 'response_url', body)
    if (refused) return { status: 400, body: refused }
  }
  url.uses += 1
  if (erases) return pressed ? erase(world, pressed) : taken
  if (changes && pressed) {
    await replace(world, pressed, body)
    url.delivery.show(pressed)
  } else await answer(world, url, body)
  return taken
}
