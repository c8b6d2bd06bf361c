/** What somebody who subscribes is about to change: where, which one, at which zone's clock. */
import { z } from 'zod'
import { subscriptionOf } from '../../src/channels/changes.ts'
import type { Subscribed } from '../../src/channels/directory.ts'
import type { ChannelSettings, Subscription } from '../../src/channels/settings.ts'
import { parseZone } from '../../src/channels/zones.ts'
import type { CommandRequest } from '../../src/chat/command.ts'
import type { Place } from '../../src/chat/place.ts'
import type { Actor } from '../../src/chat/request.ts'
import { type Services, today } from '../services.ts'
import { personOf } from './announcements.ts'
import { draftOf, draftShape, readDraft, subscriptionId } from './draft.ts'
import { meOption, textsOf } from './options.ts'

export const subscribeSchema = z.object({
  ...draftShape,
  me: meOption,
  id: subscriptionId.optional().describe('which subscription is changed').meta({ internal: true }),
  step: z
    .enum(['form', 'more', 'preview', 'save', 'cancel'])
    .optional()
    .describe('what is done with it')
    .meta({ internal: true }),
})

export type SubscribeRequest = CommandRequest<z.infer<typeof subscribeSchema>>

export interface Target {
  readonly request: SubscribeRequest
  /** The channel, whichever thread it was asked in, or the person's direct messages. */
  readonly place: Place
  readonly settings: ChannelSettings
  /** The subscription that is changed. */
  readonly known: Subscription | undefined
  /** Undefined where nobody said one; in a form as it was typed. */
  readonly zone: string | undefined
  /** The options of the draft, as they came. */
  readonly draft: Readonly<Record<string, string>>
}

/** @throws UserError `settings.zone`; `subscriptions.unknown` for a change that begins, of one that is gone */
export async function targetOf(request: SubscribeRequest, services: Services): Promise<Target> {
  const { options, actor } = request
  const asked = options.me ? services.places.direct(actor.id, request.place) : request.place
  const settings = await services.channels.get(asked)
  const { place } = settings
  const draft = Object.fromEntries(Object.entries(textsOf(options)).filter(([name]) => name in draftShape))
  const known =
    options.id !== undefined && isEmpty(draft)
      ? subscriptionOf(settings, options.id)
      : settings.subscriptions.find(({ id }) => id === options.id)
  const typed = isForm(options.step) ? options.zone : options.zone && parseZone(options.zone)
  const zone = typed || (known?.zone ?? settings.zone ?? (await usualZone(settings, actor, services)))
  return { request, place, settings, known, zone, draft }
}

export const isEmpty = (draft: Target['draft']): boolean => Object.keys(draft).length === 0

/** What is wrong in a form is said when it comes back. */
export const isForm = (step: string | undefined): boolean => step === 'form' || step === 'more'

/** The one that was last chosen in a channel of the workspace, or the person's. */
async function usualZone(
  { place }: ChannelSettings,
  actor: Actor,
  { channels }: Services,
): Promise<string | undefined> {
  let newest: Subscribed['subscriptions'][number] | undefined
  for (const other of await channels.subscribed()) {
    const { platform, workspace, person } = other.place
    const counts = platform === place.platform && workspace === place.workspace && person === undefined
    for (const one of counts ? other.subscriptions : [])
      if (!newest || one.createdAt > newest.createdAt) newest = one
  }
  return newest?.zone ?? actor.zone
}

/**
 * The subscription as the draft has it. One's own without topics is of what trends.
 *
 * @throws UserError for what can't be read
 */
export function draftedSubscription(
  { request: { options, actor }, place, known, zone }: Target & { readonly zone: string },
  services: Services,
): Subscription {
  const { topics, kind, step } = options
  const isBare = topics === undefined && kind === undefined && step === undefined
  const isTrending = place.person !== undefined && isBare
  const made = {
    id: options.id ?? services.newId(),
    zone,
    createdBy: known?.createdBy ?? personOf(actor),
    createdAt: known?.createdAt ?? services.now().toString(),
  }
  return readDraft(isTrending ? { ...options, kind: 'trending' } : options, made, today(services))
}

/**
 * The one that does all that the draft names, at whichever zone's clock: another like it would have nothing to post. The
 * team's week is one, whatever is named.
 */
export function doingAsMuch(drafted: Subscription, { settings, draft }: Target): Subscription | undefined {
  if (drafted.kind === 'team') return settings.subscriptions.find(({ kind }) => kind === 'team')
  const { zone: _zone, ...named } = draft
  const wanted = draftOf(drafted)
  return settings.subscriptions.find(one => {
    const options = draftOf(one)
    return ['topics', 'kind', ...Object.keys(named)].every(name => options[name] === wanted[name])
  })
}
