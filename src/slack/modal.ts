/** Answers in a modal: opened at once with a loading view, because that is possible for three seconds only. */
import { encodeButton, type Kept, keep } from '../chat/button-codec.ts'
import type { Reply } from '../chat/reply.ts'
import type { Exit, Showing } from './exits.ts'
import type { Asked } from './parse.ts'
import { loadingView, renderView } from './view.ts'
import { type Origin, writeOrigin } from './way.ts'

interface Modal {
  readonly asked: Asked
  /** The modal that the person stands in; a new one is opened where there is none. */
  readonly view: string | undefined
  readonly title: string
}

/** An answer in a modal. A form that is submitted there is answered the way in which `asked` came. */
export function inModal({ asked, view, title }: Modal, { client, buttons, turn }: Showing): Exit {
  let shown = view
  async function begin(): Promise<void> {
    if (shown !== undefined) return
    const opened = await client.views.open({ trigger_id: asked.trigger!, view: loadingView(title) })
    shown = opened.view!.id!
  }
  return {
    isFixed: () => false,
    begin,
    async show(reply) {
      await begin()
      const { origin, kept } = originOf(asked, reply)
      const rendered = renderView(reply, { privateMetadata: writeOrigin(origin) })
      await keep([...kept, ...rendered.kept], buttons)
      if (turn(shown!)) await client.views.update({ view_id: shown!, view: rendered.view })
    },
  }
}

/** What the view must remember, and what its form needs to be kept. */
function originOf({ channel, thread, way }: Asked, reply: Reply): { origin: Origin; kept: Kept[] } {
  const kept: Kept[] = []
  const form = reply.blocks.find(block => block.kind === 'form')
  const put = (one: Kept): unknown => kept.push(one)
  return { origin: { submits: form && encodeButton(form, { put }), channel, thread, way }, kept }
}
