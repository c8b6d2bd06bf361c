/** The ways of showing an answer, each with what Slack allows there. */
import type { webApi } from '@slack/bolt'
import type { ButtonStore } from '../chat/button-codec.ts'
import type { Reply } from '../chat/reply.ts'
import type { Asked } from './parse.ts'
import { keep, prepareMessage } from './prepare.ts'
import { respond, type Response } from './response-url.ts'
import type { Timing } from './timing.ts'
import { renderHome } from './view.ts'
import { inModal } from './views.ts'
import type { Way } from './way.ts'
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
}

type WayOf<Kind extends Way['kind']> = Extract<Way, { kind: Kind }>

/** @param title of a modal, where the answer needs one. */
export function exitOf(asked: Asked, title: string, context: ExitContext): Exit {
  const { way } = asked
  switch (way.kind) {
    case 'response':
      return byResponse(way, context)
    case 'channel':
      return inChannel(way, asked.person.id, context)
    case 'direct':
      return asMessage(way, context)
    case 'modal':
      return inModal({ asked, view: way.view, title }, context)
    case 'home':
      break
  }
  return atHome(asked.person.id, context)
}

function byResponse({ url, before, thread }: WayOf<'response'>, { buttons, timing }: ExitContext): Exit {
  let replaceable = before === 'own'
  const send = (response: Response): Promise<void> =>
    respond(url, thread === undefined ? response : { ...response, thread_ts: thread }, timing.callMs)
  const sendPrivately = async (content: Response): Promise<void> => {
    await send({ ...content, ...(replaceable ? { replace_original: true } : unlike('ephemeral')) })
    replaceable = before !== 'others'
  }
  return {
    isFixed: ({ visibility }) => visibility === 'public' || before === 'others',
    async saySlow() {
      if (before === 'nothing') await sendPrivately({ text: 'Working on it…' })
    },
    async show(reply) {
      const content = await prepareMessage(reply, buttons)
      if (reply.visibility === 'private') return sendPrivately(content)
      if (before === 'nothing' && replaceable) await send({ delete_original: true })
      return send({ ...content, ...unlike('in_channel') })
    },
  }
}

/** A message of its own, beside the one that it came from. */
const unlike = (type: 'ephemeral' | 'in_channel'): Response => ({
  response_type: type,
  replace_original: false,
})

function inChannel({ channel, thread, under }: WayOf<'channel'>, user: string, context: ExitContext): Exit {
  const { client, buttons } = context
  const publicly = asMessage({ kind: 'direct', channel, thread: under }, context)
  return {
    isFixed: ({ visibility }) => visibility === 'private',
    async show(reply) {
      if (reply.visibility === 'public') return publicly.show(reply)
      await whisper(client, { channel, user, thread, ...(await prepareMessage(reply, buttons)) })
    },
  }
}

/** A message that everyone there sees; in a person's own conversation that is the person. */
function asMessage({ channel, thread }: WayOf<'direct'>, { client, buttons }: ExitContext): Exit {
  let shown: string | undefined
  return {
    isFixed: () => false,
    async show(reply) {
      const content = { channel, ...(await prepareMessage(reply, buttons)) }
      if (shown === undefined) shown = await write(client, { ...content, thread })
      else await client.chat.update({ ...content, ts: shown })
    },
  }
}

function atHome(person: string, { client, buttons }: ExitContext): Exit {
  return {
    isFixed: () => false,
    async show(reply) {
      const { view, kept } = renderHome(reply)
      await keep(kept, buttons)
      await client.views.publish({ user_id: person, view })
    },
  }
}
