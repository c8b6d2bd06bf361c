/** What people can do with what a subscription posts. */
import type { Subscription } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import type { ActionButton } from '../../src/chat/reply.ts'
import type { DigestActions } from '../../src/digests/digest.ts'
import { formatTopics } from '../../src/channels/topics.ts'

/** What can be pressed in the posts of a subscription. */
export function digestActions(subscription: Subscription, place: Place): DigestActions {
  const { id, kind } = subscription
  const isOfTeam = kind === 'team'
  const change: ActionButton = { label: 'Change', command: 'subscribe', options: { id, step: 'form' } }
  const stop: ActionButton = { label: 'Stop', command: 'subscriptions', options: { id, act: 'remove' } }
  return {
    paper: [
      { label: 'Discuss', command: 'discuss', option: 'paper' },
      { label: 'Open', command: 'paper', option: 'paper' },
      { label: 'Save', command: 'save', option: 'paper' },
      { label: 'Why', command: 'why', option: 'paper' },
    ],
    open: { command: 'paper', option: 'paper' },
    cite: { label: 'Export', command: 'cite', options: { digest: id }, option: 'date' },
    list: { command: 'daily', option: 'date' },
    silent: [
      { ...change, label: 'Widen' },
      { label: 'Pause', command: 'subscriptions', options: { id, act: 'pause' } },
    ],
    more: [
      ...(isOfTeam ? [teamList] : []),
      change,
      ...(place.person === undefined ? (isOfTeam ? [] : [privately(subscription)]) : [stop]),
    ],
  }
}

const teamList: ActionButton = {
  label: 'The team’s list',
  command: 'reading',
  options: { show: 'team' },
  accessibleLabel: 'The team’s reading list',
}

function privately({ topics, zone }: Subscription): ActionButton {
  const options = { me: 'yes', zone, ...(topics.length > 0 && { topics: formatTopics(topics) }) }
  return { label: 'Get this privately', command: 'subscribe', options }
}
