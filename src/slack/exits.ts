/** The ways of showing an answer, each with what Slack allows there. */
import type { webApi } from '@slack/bolt'
import { type ButtonStore, keep } from '../chat/button-codec.ts'
import type { Reply } from '../chat/reply.ts'
import { inModal } from './modal.ts'
import type { createPace } from './pace.ts'
import type { Asked } from './parse.ts'
import { prepareMessage } from './prepare.ts'
import { removePressed, respond, type Response } from './response-url.ts'
import type { Timing } from './timing.ts'
import type { Turn } from './turns.ts'
import { renderHome } from './view.ts'
import { messageKey, type Way } from './way.ts'
import { whisper, write } from './write.ts'

/** One answer on its way to a person. What is shown later takes the place of what was shown before. */
export interface Exit {
  /** Whether this reply stays as it is, once it is shown. */
  isFixed(reply: Reply): boolean
  show(reply: Reply): Promise<void>
  /** What must be done at once, before the answer is known. */
  begin?(): Promise<void>
  /** Says that the answer takes a while. */
  saySlow?(): Promise<void>
}

export interface ExitContext {
  readonly client: webApi.WebClient
  readonly buttons: ButtonStore
  readonly timing: Timing
  readonly pace: ReturnType<typeof createPace>
}

/** What the exits of one request share. */
export interface Showing extends ExitContext {
  readonly turn: Turn
}

type WayOf<Kind extends Way['kind']> = Extract<Way, { kind: Kind }>

/** @param title of a modal, where the answer needs one. */
export function exitOf(asked: Asked, title: string, showing: Showing): Exit {
  const { way } = asked
  switch (way.kind) {
    case 'response':
      return byResponse(way, showing)
    case 'channel':
      return inChannel(way, asked.person.id, showing)
    case 'direct':
      return asMessage(way, showing)
    case 'modal':
      return inModal({ asked, view: way.view, title }, showing)
    case 'link':
      return besideLink(way, showing)
    case 'home':
      break
  }
  return atHome(asked.person.id, showing)
}

/** What a response adds cannot be changed any more (https://github.com/slackapi/bolt-js/issues/2287). */
function byResponse(way: WayOf<'response'>, { buttons, timing, turn }: Showing): Exit {
  const { url, replaces, alone, thread } = way
  const send = (response: Response): Promise<void> =>
    respond(url, thread === undefined ? response : { ...response, thread_ts: thread }, timing.callMs)
  const add = (response: Response, type: 'ephemeral' | 'in_channel'): Promise<void> =>
    send({ ...response, response_type: type, replace_original: false })
  const isAdded = (reply: Reply): boolean =>
    reply.visibility === 'public' || !reply.replaces || replaces === undefined
  return {
    isFixed: isAdded,
    async saySlow() {
      if (replaces === undefined) await add({ text: 'Working on it…' }, 'ephemeral')
    },
    async show(reply) {
      if (reply.removes) await removePressed(url, timing.callMs)
      const content = await prepareMessage(reply, buttons)
      const isForAll = alone === true || reply.visibility === 'public'
      if (isAdded(reply)) return add(content, isForAll ? 'in_channel' : 'ephemeral')
      if (turn(replaces!)) await send({ ...content, replace_original: true })
    },
  }
}

function inChannel({ channel, thread, under }: WayOf<'channel'>, user: string, showing: Showing): Exit {
  const { client, buttons } = showing
  const publicly = asMessage({ channel, thread: under }, showing)
  return {
    isFixed: ({ visibility }) => visibility === 'private',
    async show(reply) {
      if (reply.visibility === 'public') return publicly.show(reply)
      await whisper(client, { channel, user, thread, ...(await prepareMessage(reply, buttons)) })
    },
  }
}

/** A message that everyone there sees; in a person's own conversation that is the person. */
function asMessage(
  { channel, thread }: Pick<WayOf<'direct'>, 'channel' | 'thread'>,
  { client, buttons, pace, turn }: Showing,
): Exit {
  let shown: string | undefined
  return {
    isFixed: () => false,
    async show(reply) {
      const content = { channel, ...(await prepareMessage(reply, buttons)) }
      if (shown === undefined) shown = await pace(channel, () => write(client, { ...content, thread }))
      else if (turn(messageKey(channel, shown))) await client.chat.update({ ...content, ts: shown })
    },
  }
}

/** Nobody asked for it, so what is for one person is not shown. */
function besideLink({ channel, ts, url }: WayOf<'link'>, { client, buttons }: Showing): Exit {
  return {
    isFixed: () => true,
    async show(reply) {
      if (reply.visibility === 'private') return
      const { blocks } = await prepareMessage(reply, buttons)
      await client.chat.unfurl({ channel, ts, unfurls: { [url]: { blocks } } })
    },
  }
}

function atHome(person: string, { client, buttons, turn }: Showing): Exit {
  return {
    isFixed: () => false,
    async show(reply) {
      const { view, kept } = renderHome(reply)
      await keep(kept, buttons)
      if (turn(person)) await client.views.publish({ user_id: person, view })
    },
  }
}
