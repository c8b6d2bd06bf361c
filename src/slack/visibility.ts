/** Whether a channel is public, asked of Slack. */
import type { Temporal } from '@js-temporal/polyfill'
import type { scopeOf } from '../chat/place.ts'
import type { Channel, ChannelInfo } from './channel-info.ts'
import { isDirect } from './place.ts'
import type { Timing } from './timing.ts'

type Visibility = Parameters<typeof scopeOf>[1]

interface VisibilityContext {
  readonly channelInfo: ChannelInfo
  readonly timing: Timing
  readonly now: () => Temporal.Instant
}

/**
 * `unknown` where Slack doesn't tell; that is asked again next time. Never rejects.
 *
 * @param mayBeOld it may be what was said within the last minutes: where the payload itself would tell that the channel
 * has become private, or nothing is kept of what is asked
 */
type VisibilityOf = (channel: string, options: { readonly mayBeOld: boolean }) => Promise<Visibility>

export function createVisibility({ channelInfo, timing, now }: VisibilityContext): VisibilityOf {
  const known = new Map<string, { readonly visibility: Promise<Visibility>; readonly untilMs: number }>()
  return (channel, { mayBeOld }) => {
    if (isDirect(channel)) return Promise.resolve('private')
    const nowMs = now().epochMilliseconds
    const kept = known.get(channel)
    if (mayBeOld && kept && nowMs < kept.untilMs) return kept.visibility
    const visibility = channelInfo(channel).then(visibilityIn, (): Visibility => {
      known.delete(channel)
      return 'unknown'
    })
    known.set(channel, { visibility, untilMs: nowMs + timing.visibilityMs })
    return visibility
  }
}

function visibilityIn(channel: Channel): Visibility {
  if (isShared(channel)) return 'shared'
  return isPublic(channel) ? 'public' : 'private'
}

/** Whether the whole workspace may read it, and nobody else: what is shared with another company is not public. */
export const isPublic = (channel: Channel): boolean =>
  channel.is_channel === true &&
  !channel.is_private &&
  !channel.is_im &&
  !channel.is_mpim &&
  !isShared(channel)

/** With another company, or about to be. */
export const isShared = (channel: Channel): boolean =>
  Boolean(channel.is_ext_shared || channel.is_pending_ext_shared)
