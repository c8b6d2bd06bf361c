/** `views.open`, `.push`, `.update` and `.publish`: kept by `emulate`; triggers are ours, because its clock is the real one. */
import { attribute, type Delivery } from './delivery.ts'
import { failure } from './faults.ts'
import type { Json } from './types.ts'
import type { ShownView, Trigger, World } from './world.ts'

/** Slack gives a modal three seconds (https://docs.slack.dev/surfaces/modals). */
const triggerMs = 3000

/** A new trigger for what this delivery may open. */
export function newTrigger(world: World, delivery: Delivery, viewId?: string): string {
  const id = `${world.next()}.${world.team}.trigger`
  world.triggers.set(id, { delivery, viewId, used: false, expiresAtMs: world.nowMs + triggerMs })
  return id
}

function exchange(world: World, id: unknown): Trigger | string {
  const trigger = world.triggers.get(String(id))
  if (!trigger) return 'invalid_trigger_id'
  if (trigger.used) return 'exchanged_trigger_id'
  if (world.nowMs >= trigger.expiresAtMs) return 'expired_trigger_id'
  trigger.used = true
  return trigger
}

function newView(answer: Json, content: Json, user: string, channel: string | undefined): ShownView {
  const latest = answer.view as Json
  const type = content.type === 'home' ? 'home' : 'modal'
  return {
    kind: 'view',
    id: String(latest.id),
    type,
    user,
    channel,
    content,
    latest,
    updates: 0,
    closed: false,
  }
}

/** `views.open`, or `views.push` on top of the modal that the trigger came from. */
export async function openView(world: World, method: string, body: Json): Promise<Json> {
  const trigger = exchange(world, body.trigger_id)
  if (typeof trigger === 'string') return failure(trigger)
  const { delivery, viewId } = trigger
  const { trigger_id } = await world.emulated.call('views.generateTriggerId', {
    user_id: delivery.user,
    ...(viewId && { view_id: viewId }),
  })
  const answer = await world.emulated.call(method, { view: body.view, trigger_id })
  if (answer.ok !== true) return answer
  const from = world.views.find(({ id }) => id === viewId)
  const view = newView(answer, body.view as Json, delivery.user ?? '', delivery.channel ?? from?.channel)
  world.views.push(view)
  delivery.show(view)
  return answer
}

export async function updateView(world: World, body: Json): Promise<Json> {
  const view = world.views.find(({ id, content }) =>
    body.view_id ? id === body.view_id : content.external_id === body.external_id,
  )
  if (!view || view.closed) return failure('not_found')
  const answer = await world.emulated.call('views.update', body)
  if (answer.ok === true) {
    Object.assign(view, { content: body.view, latest: answer.view, updates: view.updates + 1 })
    attribute(world, view)
  }
  return answer
}

export async function publishHome(world: World, body: Json): Promise<Json> {
  const answer = await world.emulated.call('views.publish', body)
  if (answer.ok !== true) return answer
  const user = String(body.user_id)
  const known = world.homes.get(user)
  const home = known ?? newView(answer, body.view as Json, user, undefined)
  if (known) Object.assign(known, { content: body.view, latest: answer.view, updates: known.updates + 1 })
  world.homes.set(user, home)
  attribute(world, home)
  return answer
}
