/** What whoever manages a channel is told once: that nothing is posted there by itself. */
import type { ChannelSettings } from '../../src/channels/settings.ts'
import type { Place } from '../../src/chat/place.ts'
import type { Handlers } from '../../src/chat/platform.ts'
import { smallText } from '../../src/chat/replies.ts'
import type { ActionButton, Answer, Reply } from '../../src/chat/reply.ts'
import type { Request } from '../../src/chat/request.ts'
import type { Services } from '../services.ts'

export const nothingByItself = 'Nothing is posted here until someone subscribes.'

/** The same in the words of the place. */
export const nothingYetIn = ({ place }: Pick<ChannelSettings, 'place'>): string =>
  place.person === undefined ? nothingByItself : 'Nothing is posted to you until you subscribe.'

export const setUp: ActionButton = {
  label: 'Set up daily papers',
  command: 'subscribe',
  options: { step: 'form' },
}

type Handle = Handlers['handle']

/** Commands that are about daily posts, or say it themselves. */
const speaking = new Set(['subscribe', 'subscriptions', 'why', 'settings', 'status', 'help'])

/** Ends the first private answer to a manager, in a channel without subscriptions, with that line. */
export function withFirstContact(handle: Handle, services: Pick<Services, 'channels'>): Handle {
  return async request => {
    const answer = await handle(request)
    if (!mayEnd(request, answer) || !(await isFirst(request.place, services))) return answer
    const { reply, later } = answer
    return {
      ...answer,
      reply: ended(reply),
      ...(later && { later: later.then(better => better && ended(better)) }),
    }
  }
}

/** Whether this is said for the first time in a channel; it is not said again. Not where its settings can't be read. */
export async function isFirst(place: Place, { channels }: Pick<Services, 'channels'>): Promise<boolean> {
  try {
    const { introduced, subscriptions } = await channels.get(place)
    if (introduced || subscriptions.length > 0) return false
    let first = false
    await channels.update(place, settings => {
      first = settings.introduced === undefined
      return { ...settings, introduced: true }
    })
    return first
  } catch {
    return false
  }
}

function mayEnd({ surface, actor, place, command }: Request, { reply, again }: Answer): boolean {
  const isTheirs = surface === 'typed' && actor.manages && place.channel !== undefined
  // A refusal says what to do next, and nothing else.
  const isPlain = reply.blocks.every(({ kind }) => kind !== 'form' && kind !== 'notice')
  return isTheirs && isPlain && reply.visibility === 'private' && !again && !speaking.has(command)
}

const ended = (reply: Reply): Reply => ({
  ...reply,
  blocks: [...reply.blocks, smallText(nothingByItself), { kind: 'buttons', buttons: [setUp] }],
})
