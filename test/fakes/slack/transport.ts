/** What both ways of delivery have in common: what an acknowledgement brings about. */
import { checkView } from './blocks.ts'
import type { Delivery } from './delivery.ts'
import { refusedMessage } from './methods.ts'
import { answer } from './response-url.ts'
import type { Json } from './types.ts'
import { updateView } from './views.ts'
import { isJson } from './walk.ts'
import type { ShownView, World } from './world.ts'

/** A way to the bot. */
export interface Transport {
  /** Sends it, now or as soon as somebody listens; `again`: it is Slack's retry. */
  send(delivery: Delivery, again: boolean): void
  close(): Promise<void>
}

/** An answer that came with the acknowledgement of a command: text or a message, private unless it says otherwise. */
async function answeredAtOnce(world: World, delivery: Delivery, body: unknown): Promise<void> {
  const said = typeof body === 'string' ? { text: body } : body
  if (!isJson(said) || !(said.text || said.blocks)) return
  const url = [...world.responseUrls.values()].find(each => each.delivery === delivery)
  if (url && !refusedMessage(world, 'acknowledgement', said)) await answer(world, url, said)
}

/** `response_action` of a submission: https://docs.slack.dev/surfaces/modals#updating_response */
async function submitted(world: World, view: ShownView, body: unknown): Promise<void> {
  const { response_action: action, view: content } = isJson(body) ? body : ({} as Json)
  if (action === 'errors') return
  if (action === 'push') throw new Error('response_action push is not known to the loopback Slack')
  if (action === 'update' && isJson(content)) {
    const messages = checkView(content)
    if (messages.length > 0) world.violations.push({ method: 'acknowledgement', messages, body: content })
    else await updateView(world, { view_id: view.id, view: content })
    return
  }
  view.closed = true
}

/** Takes an acknowledgement with its body; the second one of a delivery changes nothing. */
export async function acknowledge(world: World, delivery: Delivery, body: unknown): Promise<void> {
  if (!delivery.acknowledge(body)) return
  if (delivery.kind === 'slash_commands') await answeredAtOnce(world, delivery, body)
  const view = world.views.find(({ id }) => id === delivery.view)
  if (view && delivery.payload.type === 'view_submission') await submitted(world, view, body)
  world.changed()
}
