/** What people do in Slack, and how that reaches the bot. */
import { Delivery, type Origin } from './delivery.ts'
import { post } from './messages.ts'
import {
  actionPayload,
  closedPayload,
  commandPayload,
  eventPayload,
  globalShortcutPayload,
  messageShortcutPayload,
  submissionPayload,
  viewBody,
} from './payloads.ts'
import { chosenIn, valuesOf } from './form.ts'
import { type Control, controlsOf, findControl, findOption } from './text.ts'
import type { Transport } from './transport.ts'
import type { Act, FakeDelivery, FakeMessage, FakeSlack, FakeView, Json } from './types.ts'
import type { ShownView, World } from './world.ts'

type People = Pick<
  FakeSlack,
  | 'command'
  | 'mention'
  | 'direct'
  | 'press'
  | 'choose'
  | 'overflow'
  | 'shortcut'
  | 'globalShortcut'
  | 'submit'
  | 'dismiss'
  | 'home'
  | 'joined'
  | 'paste'
  | 'event'
  | 'deliverAgain'
  | 'write'
>

/** The app's domains, with all that lies below them. */
const appDomain = /(?:^|\.)(?:arxiv\.org|huggingface\.co|alphaxiv\.org)$/

/** Each once, as `link_shared` has them. */
function linksIn(text: string): Json[] {
  const links = [...new Set(text.match(/https?:\/\/[^\s<>|]+/g))].map(url => ({
    url,
    domain: new URL(url).host,
  }))
  return links.filter(({ domain }) => appDomain.test(domain))
}

const eventOrigin = ({ user, channel }: Json): Origin => ({
  user: typeof user === 'string' ? user : undefined,
  channel: typeof channel === 'string' ? channel : undefined,
})

const ofForm = (view: FakeView): Origin => ({
  user: view.user,
  channel: (view as ShownView).channel,
  view: view.id,
})

export function createPeople(world: World, transport: Transport): People {
  const ada = world.emulated.users.ada!
  const directWith = (user: string): string =>
    [...world.channels.values()].find(({ kind, members }) => kind === 'im' && members.has(user))!.id
  const userOf = ({ user = ada }: Act): string => user
  const channelOf = ({ channel = world.emulated.channels.general! }: Act): string => channel

  const deliver = (
    kind: FakeDelivery['kind'],
    origin: Origin,
    payloadOf: (delivery: Delivery) => Json | Promise<Json>,
  ): Delivery => {
    const delivery = new Delivery(world, kind, origin)
    world.deliveries.push(delivery)
    const send = (payload: Json): void => {
      delivery.payload = payload
      transport.send(delivery, false)
    }
    const payload = payloadOf(delivery)
    if (payload instanceof Promise) void payload.then(send)
    else send(payload)
    return delivery
  }

  const event = (content: Json, origin: Origin = eventOrigin(content)): Delivery =>
    deliver('events_api', origin, () => eventPayload(world, content))

  /** Writes as a person, then tells the bot. */
  const said = (text: string, type: string, user: string, channel: string, act: Act): Delivery =>
    deliver('events_api', { user, channel }, async () => {
      const message = await write(text, { ...act, user, channel })
      const isDirect = type === 'message'
      return eventPayload(world, {
        type,
        user,
        text,
        ts: message.ts,
        event_ts: message.ts,
        client_msg_id: `client-${world.next()}`,
        team: world.team,
        channel,
        blocks: [
          {
            type: 'rich_text',
            elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
          },
        ],
        ...(act.thread && { thread_ts: act.thread }),
        ...(isDirect && { channel_type: 'im' }),
      })
    })

  const write = async (text: string, act: Act = {}): Promise<FakeMessage> => {
    const body = {
      channel: channelOf(act),
      text,
      ...(act.thread && { thread_ts: act.thread }),
      metadata: act.metadata,
    }
    const { message, answer } = await post(world, body, userOf(act))
    if (!message) throw new Error(`Could not write: ${String(answer.error)}`)
    world.changed()
    return message
  }

  const act = (on: FakeMessage | FakeView, control: Control, chosen: Json, by: Act): Delivery => {
    const user = by.user ?? (on.kind === 'view' ? on.user : (on.onlyFor ?? ada))
    if (on.kind === 'message' && (on.deleted || (on.onlyFor ?? user) !== user))
      throw new Error('This person does not see that message')
    const origin =
      on.kind === 'view' ? { channel: (on as ShownView).channel, view: on.id } : { channel: on.channel }
    return deliver('interactive', { user, ...origin }, delivery =>
      actionPayload(world, delivery, on, control, chosen, user),
    )
  }

  return {
    command: (text, by = {}) => {
      if (by.thread) throw new Error('Slack has no slash commands in threads')
      const at = { user: userOf(by), channel: channelOf(by) }
      return deliver('slash_commands', at, delivery => commandPayload(world, delivery, text, at))
    },
    mention: (text, by = {}) => said(`<@${world.bot}> ${text}`, 'app_mention', userOf(by), channelOf(by), by),
    direct: (text, by = {}) => said(text, 'message', userOf(by), directWith(userOf(by)), by),
    press: (on, button, by = {}) => act(on, findControl(on, button), {}, by),
    choose: (on, actionId, value, by = {}) => {
      const control = findControl(on, actionId)
      return act(on, control, chosenIn(control.element, value), by)
    },
    overflow: (on, option, by = {}) => {
      const menus = controlsOf(on).filter(
        ({ element }) =>
          element.type === 'overflow' && (by.actionId ?? element.action_id) === element.action_id,
      )
      const control = menus.find(({ element }) => findOption(element, option)) ?? menus[0]
      if (!control) throw new Error('There is no overflow menu')
      return act(on, control, chosenIn(control.element, option), by)
    },
    shortcut: (callbackId, on, by = {}) =>
      deliver('interactive', { user: userOf(by), channel: on.channel }, delivery =>
        messageShortcutPayload(world, delivery, callbackId, on, userOf(by)),
      ),
    globalShortcut: (callbackId, by = {}) =>
      deliver('interactive', { user: userOf(by), channel: undefined }, delivery =>
        globalShortcutPayload(world, delivery, callbackId, userOf(by)),
      ),
    submit: (view, values = {}) =>
      deliver('interactive', ofForm(view), delivery =>
        submissionPayload(world, delivery, view, valuesOf(view, values)),
      ),
    dismiss: view => {
      view.closed = true
      return view.content.notify_on_close
        ? deliver('interactive', ofForm(view), () => closedPayload(world, view))
        : undefined
    },
    home: (by = {}) => {
      const user = userOf(by)
      const home = world.homes.get(user)
      const channel = directWith(user)
      return event(
        { type: 'app_home_opened', user, channel, tab: 'home', ...(home && { view: viewBody(home) }) },
        { user, channel: undefined },
      )
    },
    joined: (by = {}) => {
      const channel = channelOf(by)
      world.channels.get(channel)?.members.add(world.bot)
      const channel_type = world.channels.get(channel)?.kind === 'public' ? 'C' : 'G'
      const joining = {
        type: 'member_joined_channel',
        user: world.bot,
        channel,
        channel_type,
        team: world.team,
      }
      return event({ ...joining, inviter: userOf(by) }, { user: userOf(by), channel })
    },
    paste: (text, by = {}) => {
      const links = linksIn(text)
      if (links.length === 0) throw new Error('Slack tells of no link there')
      const [user, channel] = [userOf(by), channelOf(by)]
      return deliver('events_api', { user, channel }, async () => {
        const { ts } = await write(text, { ...by, user, channel })
        const where = { message_ts: ts, ...(by.thread && { thread_ts: by.thread }), event_ts: ts }
        const how = {
          is_bot_user_member: true,
          unfurl_id: `${channel}.${ts}`,
          source: 'conversations_history',
        }
        return eventPayload(world, { type: 'link_shared', user, channel, ...where, ...how, links })
      })
    },
    event: content => event(content),
    deliverAgain: delivery => transport.send(delivery as Delivery, true),
    write,
  }
}
