/**
 * Payloads in Slack's shape, after `@slack/bolt`'s types and https://docs.slack.dev/interactivity/implementing-slash-commands,
 * /reference/interaction-payloads, /reference/events.
 */
import type { Delivery } from './delivery.ts'
import { formatted, withBlockIds } from './messages.ts'
import { newResponseUrl } from './response-url.ts'
import type { Control } from './text.ts'
import type { FakeMessage, FakeView, Json } from './types.ts'
import { newTrigger } from './views.ts'
import type { ShownView, World } from './world.ts'

const token = 'verification'
const domain = 'engines'

const userOf = (world: World, id: string): Json => {
  const name = world.people.get(id) ?? id
  return { id, name, username: name, team_id: world.team }
}

/** Commands and interactions name a private channel `privategroup` and direct messages `directmessage`. */
const channelOf = (world: World, id: string): Json => {
  const channel = world.channels.get(id)
  const names: Readonly<Record<string, string>> = { private: 'privategroup', im: 'directmessage' }
  return {
    id,
    name: names[channel?.state === 'private' ? 'private' : (channel?.kind ?? '')] ?? channel?.name ?? id,
  }
}

export function commandPayload(
  world: World,
  delivery: Delivery,
  text: string,
  at: { user: string; channel: string },
): Json {
  return {
    token,
    team_id: world.team,
    team_domain: domain,
    channel_id: at.channel,
    channel_name: channelOf(world, at.channel).name,
    user_id: at.user,
    user_name: world.people.get(at.user) ?? at.user,
    command: '/papers',
    text,
    api_app_id: world.app,
    is_enterprise_install: 'false',
    response_url: newResponseUrl(world, delivery, at),
    trigger_id: newTrigger(world, delivery),
  }
}

/** What every interaction says. */
const interaction = (world: World, type: string, user: string): Json => ({
  type,
  team: { id: world.team, domain },
  user: userOf(world, user),
  api_app_id: world.app,
  token,
  enterprise: null,
  is_enterprise_install: false,
})

/** A thread's parent names itself. */
function inThread(world: World, { ts, channel, thread }: FakeMessage): Json {
  const isParent = world.messages.some(reply => reply.channel === channel && reply.thread === ts)
  return { ...((thread ?? isParent) && { thread_ts: thread ?? ts }) }
}

function messageBody(world: World, message: FakeMessage): Json {
  const { text, ts, user, blocks, metadata } = message
  return formatted(
    world,
    { type: 'message', user, ts, text, blocks, ...inThread(world, message), metadata },
    true,
  )
}

/** A view as interactions carry it, with what stands in its inputs. */
export const viewBody = (view: FakeView, values: Json = {}): Json => {
  const latest = (view as ShownView).latest
  return { ...latest, blocks: withBlockIds(latest.blocks as Json[]), state: { values } }
}

/** Where something was pressed: the message or the view, and what it lets one answer with. */
function container(world: World, delivery: Delivery, on: FakeMessage | FakeView, user: string): Json {
  if (on.kind === 'view') {
    return {
      container: { type: 'view', view_id: on.id },
      view: viewBody(on),
      trigger_id: newTrigger(world, delivery, on.type === 'modal' ? on.id : undefined),
    }
  }
  const isPrivate = on.onlyFor !== undefined
  const where = { message_ts: on.ts, channel_id: on.channel, is_ephemeral: isPrivate }
  return {
    container: { type: 'message', ...where, ...inThread(world, on) },
    channel: channelOf(world, on.channel),
    // Slack doesn't say what stood in a private message, only where it was.
    ...(!isPrivate && { message: messageBody(world, on) }),
    response_url: newResponseUrl(world, delivery, { channel: on.channel, user, pressed: on }),
    trigger_id: newTrigger(world, delivery),
  }
}

const actionTs = (world: World): string => `${Math.floor(world.nowMs / 1000)}.8${world.next()}`

export function actionPayload(
  world: World,
  delivery: Delivery,
  on: FakeMessage | FakeView,
  { element, blockId }: Control,
  chosen: Json,
  user: string,
): Json {
  const { type, action_id, text, value, placeholder } = element
  const sent = { ...(text !== undefined && { text }), ...(value !== undefined && { value }) }
  return {
    ...interaction(world, 'block_actions', user),
    ...container(world, delivery, on, user),
    actions: [
      {
        type,
        action_id,
        block_id: blockId,
        action_ts: actionTs(world),
        ...sent,
        ...(placeholder !== undefined && { placeholder }),
        ...chosen,
      },
    ],
    state: {
      values:
        Object.keys(chosen).length > 0 ? { [blockId]: { [String(action_id)]: { type, ...chosen } } } : {},
    },
  }
}

export const messageShortcutPayload = (
  world: World,
  delivery: Delivery,
  callbackId: string,
  message: FakeMessage,
  user: string,
): Json => ({
  ...interaction(world, 'message_action', user),
  callback_id: callbackId,
  action_ts: actionTs(world),
  message_ts: message.ts,
  message: messageBody(world, message),
  channel: channelOf(world, message.channel),
  response_url: newResponseUrl(world, delivery, { channel: message.channel, user }),
  trigger_id: newTrigger(world, delivery),
})

export const globalShortcutPayload = (
  world: World,
  delivery: Delivery,
  callbackId: string,
  user: string,
): Json => ({
  ...interaction(world, 'shortcut', user),
  callback_id: callbackId,
  action_ts: actionTs(world),
  trigger_id: newTrigger(world, delivery),
})

export const submissionPayload = (world: World, delivery: Delivery, view: FakeView, values: Json): Json => ({
  ...interaction(world, 'view_submission', view.user),
  view: viewBody(view, values),
  trigger_id: newTrigger(world, delivery, view.id),
  response_urls: [],
})

export const closedPayload = (world: World, view: FakeView): Json => ({
  ...interaction(world, 'view_closed', view.user),
  view: viewBody(view),
  is_cleared: false,
})

export const eventPayload = (world: World, event: Json): Json => ({
  token,
  team_id: world.team,
  context_team_id: world.team,
  api_app_id: world.app,
  event: { event_ts: actionTs(world), ...event },
  type: 'event_callback',
  event_id: `Ev${String(world.next()).padStart(9, '0')}`,
  event_time: Math.floor(world.nowMs / 1000),
  authorizations: [
    {
      enterprise_id: null,
      team_id: world.team,
      user_id: world.bot,
      is_bot: true,
      is_enterprise_install: false,
    },
  ],
  is_ext_shared_channel: false,
})
