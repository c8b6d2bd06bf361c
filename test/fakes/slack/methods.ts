/** The Web API: who may call what, what Slack refuses, what is answered here and what by `emulate`. */
import { channelOf, refusedChannel, refusedScope, refusedToken } from './access.ts'
import { checkBlocks, checkMessage, checkPost, checkView } from './blocks.ts'
import { attribute } from './delivery.ts'
import { failure } from './faults.ts'
import { history } from './history.ts'
import { formatted, post, remove, standing, update, whisper } from './messages.ts'
import type { Json } from './types.ts'
import { openView, publishHome, updateView } from './views.ts'
import { isJson } from './walk.ts'
import type { Channel, World } from './world.ts'

type Anywhere = (world: World, body: Json) => Promise<Json> | Json
type InChannel = (world: World, body: Json, channel: Channel) => Promise<Json> | Json

export const violated = (world: World, method: string, body: Json, messages: readonly string[]): void => {
  if (messages.length > 0) world.violations.push({ method, messages, body })
}

/** As in https://github.com/yonicd/slackreprex/issues/3: an error per place, with its JSON pointer. */
const refusal = (error: string, messages: readonly string[], root = ''): Json =>
  failure(error, {
    response_metadata: {
      messages: messages.map(message => {
        const [, pointer = '', what = message] = /^(\/\S*): (.*)$/s.exec(message) ?? []
        return `[ERROR] ${what} [json-pointer:${root}${pointer}]`
      }),
    },
  })

/** Records what is wrong, and answers as Slack does where it would not take it. */
export function refusedMessage(
  world: World,
  method: string,
  body: Json,
  check = checkMessage,
): Json | undefined {
  violated(world, method, body, check(body))
  const refused = body.blocks === undefined ? [] : checkBlocks(body.blocks)
  return refused.length > 0 ? refusal('invalid_blocks', refused) : undefined
}

function refusedView(world: World, method: string, { view }: Json): Json | undefined {
  const messages = isJson(view) ? checkView(view) : ['/: no view']
  violated(world, method, { view }, messages)
  return messages.length > 0 ? refusal('invalid_arguments', messages, '/view') : undefined
}

const withBot = (world: World, answer: Json): Json =>
  isJson(answer.message) ? { ...answer, message: formatted(world, answer.message, true) } : answer

const postMessage: InChannel = async (world, body, channel) =>
  refusedMessage(world, 'chat.postMessage', body, checkPost) ??
  withBot(world, (await post(world, { ...body, channel: channel.id })).answer)

const postEphemeral: InChannel = (world, body, channel) => {
  const user = String(body.user)
  if (!channel.members.has(user)) return failure('user_not_in_channel')
  const refused = refusedMessage(world, 'chat.postEphemeral', body)
  if (refused) return refused
  const message = whisper(world, body, channel.id, user)
  attribute(world, message)
  return { ok: true, message_ts: message.ts }
}

/** `emulate` has none. */
const unfurl: InChannel = (world, { ts, unfurls }, channel) => {
  if (!isJson(unfurls) || !standing(world, channel.id, String(ts))) return failure('cannot_unfurl_url')
  for (const [link, card] of Object.entries(unfurls)) {
    const wrong = isJson(card) ? checkBlocks(card.blocks) : [`${link}: no object`]
    violated(world, 'chat.unfurl', { [link]: card }, wrong)
    if (wrong.length > 0) return failure('cannot_unfurl_message')
  }
  world.unfurls.push({ channel: channel.id, ts: String(ts), unfurls })
  return { ok: true }
}

/** Only what `emulate` cannot know: whether the bot is a member, and what became of the channel. */
const become = (world: World, { kind, members, state }: Channel): Json => ({
  is_member: members.has(world.bot),
  is_archived: state === 'archived',
  is_group: kind === 'private',
  is_ext_shared: state === 'shared',
  ...(state === 'private' && { is_private: true }),
})

const info: InChannel = async (world, body, channel) => {
  const answer = await world.emulated.call('conversations.info', { ...body, channel: channel.id })
  return { ...answer, channel: { ...(answer.channel as Json), ...become(world, channel) } }
}

/** Private channels only where the bot is in them. */
const list: Anywhere = async (world, body) => {
  const answer = await world.emulated.call('conversations.list', body)
  const channels = (answer.channels as Json[]).flatMap(one => {
    const channel = world.channels.get(String(one.id))
    return channel && !refusedChannel(world, 'conversations.info', channel)
      ? [{ ...one, ...become(world, channel) }]
      : []
  })
  return { ...answer, channels }
}

const zones: Readonly<Record<string, readonly [string, number]>> = {
  ada: ['Europe/Berlin', 3600],
  bob: ['America/New_York', -18_000],
}

/** `emulate` gives no zone and no owner, and knows of no other company. */
const userInfo: Anywhere = async (world, body) => {
  const answer = await world.emulated.call('users.info', body)
  if (!isJson(answer.user)) return answer
  const [tz, tz_offset] = zones[String(answer.user.name)] ?? ['Etc/UTC', 0]
  const is_stranger = world.strangers.has(String(answer.user.id))
  const team_id = is_stranger ? 'T000000002' : world.team
  const known = { team_id, is_stranger, is_owner: false, locale: 'en-US', tz, tz_offset }
  return { ...answer, user: { ...answer.user, ...known } }
}

const authTest: Anywhere = async world => ({
  ...(await world.emulated.call('auth.test', {})),
  bot_id: world.botId,
  is_enterprise_install: false,
})

const connect: Anywhere = world => ({
  ok: true,
  url: `${world.origin.replace('http', 'ws')}/link/?ticket=${world.next()}&app_id=${world.app}`,
})

/** Methods about one channel. */
const inChannel: Readonly<Record<string, InChannel>> = {
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': async (world, body, channel) =>
    refusedMessage(world, 'chat.update', body) ??
    withBot(world, await update(world, { ...body, channel: channel.id })),
  'chat.delete': (world, { ts }, channel) => remove(world, channel.id, String(ts)),
  'chat.unfurl': unfurl,
  'chat.getPermalink': (world, body) => world.emulated.call('chat.getPermalink', body),
  'conversations.info': info,
  'conversations.members': (_world, _body, { members }) => ({
    ok: true,
    members: [...members],
    response_metadata: { next_cursor: '' },
  }),
  'conversations.history': (world, body, channel) =>
    history(world, 'conversations.history', { ...body, channel: channel.id }),
  'conversations.replies': (world, body, channel) =>
    history(world, 'conversations.replies', { ...body, channel: channel.id }),
}

const anywhere: Readonly<Record<string, Anywhere>> = {
  'auth.test': authTest,
  'apps.connections.open': connect,
  'conversations.list': list,
  'users.info': userInfo,
  'views.open': (world, body) =>
    refusedView(world, 'views.open', body) ?? openView(world, 'views.open', body),
  'views.push': (world, body) =>
    refusedView(world, 'views.push', body) ?? openView(world, 'views.push', body),
  'views.update': (world, body) => refusedView(world, 'views.update', body) ?? updateView(world, body),
  'views.publish': (world, body) => refusedView(world, 'views.publish', body) ?? publishHome(world, body),
}

/** Answers a call whose body is JSON already. What is in neither table goes to `emulate` as it is. */
export async function callMethod(world: World, method: string, token: string, body: Json): Promise<Json> {
  const refused = refusedToken(world, method, token)
  if (refused) return refused
  const channel = channelOf(world, method, body)
  const missing = refusedScope(world, method, channel)
  if (missing) return missing
  const run = inChannel[method]
  if (!run) return anywhere[method]?.(world, body) ?? world.emulated.call(method, body)
  const refusedPlace = refusedChannel(world, method, channel)
  return refusedPlace ?? run(world, body, channel!)
}
