/** The platform contract's messages: kept in the transcript first, then shown. */
import { Temporal } from '@js-temporal/polyfill'
import { oneLine } from '../papers/text.ts'
import { plainInspection } from '../chat/inspection.ts'
import { formatPlace, parsePlace, type Place, withoutThread } from '../chat/place.ts'
import type { Inspection, MessageRef, Outcome, Platform } from '../chat/platform.ts'
import type { Reply } from '../chat/reply.ts'
import { directPlace, homePlace, namePlace } from './places.ts'
import type { Message, Transcript } from './transcript.ts'

/** What has just happened in a place. `before` is what an edit replaces. */
export interface Happening {
  readonly message: MessageRef
  readonly reply: Reply
  readonly title?: string
  readonly before?: Reply
}

export interface Posting extends Pick<Platform, 'post' | 'edit' | 'openThread' | 'find' | 'inspect'> {
  /** A message that is gone is as good. */
  remove(message: MessageRef): void
}

interface PostingContext {
  readonly transcript: Transcript
  readonly now: () => Temporal.Instant
  readonly show: (happening: Happening) => void
}

export function createPosting({ transcript, now, show }: PostingContext): Posting {
  const messages = (): readonly Message[] => transcript.messages()
  const nextNumber = (): number => transcript.posted() + 1
  const isThere = (place: Place): boolean =>
    place.thread === undefined || messagesIn(transcript, place).some(({ kind }) => kind === 'thread')

  function shown(happening: Happening): Outcome {
    show(happening)
    return { kind: 'sent', message: happening.message }
  }

  return {
    async post(place, reply, key) {
      if (!isThere(place)) return gone(`The thread ${namePlace(place)}`)
      const id = `m${nextNumber()}`
      transcript.append({ kind: 'post', id, place: formatPlace(place), key, at: now().toString(), reply })
      return shown({ message: { place, message: id }, reply })
    },

    async edit({ place, message: id }, reply) {
      const message = messages().find(one => one.id === id)
      if (!message) return gone(`The message in ${namePlace(place)}`)
      transcript.append({ kind: 'edit', id, at: now().toString(), reply })
      return shown({ message: refOf(message), reply, before: message.reply })
    },

    async openThread(parent, { title, reply }, key) {
      const under = 'message' in parent ? parent : undefined
      const channel = withoutThread('message' in parent ? parent.place : parent)
      if (under && !messages().some(one => one.id === under.message))
        return gone(`The message in ${namePlace(under.place)}`)
      const open = under && messages().find(one => one.kind === 'thread' && one.parent === under.message)
      if (open) return { kind: 'sent', message: refOf(open) }
      const number = nextNumber()
      const place = { ...channel, thread: `t${number}` }
      const id = `m${number}`
      const where = { place: formatPlace(place), ...(under && { parent: under.message }) }
      transcript.append({ kind: 'thread', id, ...where, key, at: now().toString(), title, reply })
      return shown({ message: { place, message: id, thread: place }, reply, title })
    },

    remove({ message: id }) {
      transcript.append({ kind: 'remove', id, at: now().toString() })
    },

    async find(place, key, since) {
      if (!isThere(place)) return 'cannot look'
      const found = messagesIn(transcript, place).find(
        one => one.key === key && Temporal.Instant.compare(one.at, since) >= 0,
      )
      return found ? refOf(found) : 'none'
    },

    async inspect(place): Promise<Inspection> {
      const state = isThere(place) ? 'open' : 'gone'
      const name = place.channel === undefined ? {} : { name: place.channel }
      return { ...plainInspection(place), ...name, private: place.person !== undefined, state }
    },
  }
}

/** The message, and the thread that it opens. */
export function refOf({ id, place: written, kind }: Message): MessageRef {
  const place = parsePlace(written)
  return { place, message: id, ...(kind === 'thread' && { thread: place }) }
}

const gone = (what: string): Outcome => ({
  kind: 'refused',
  forOwner: `${what} is not there any more.`,
  forLog: `terminal: gone: ${what}`,
})

/** The messages of a place, oldest first; those of its threads aren't among them. */
export function messagesIn(transcript: Transcript, place: Place): Message[] {
  return transcript.messages().filter(message => message.place === formatPlace(place))
}

/** Every place that has messages, in the order in which they began; a thread with its title. */
function placesWith(transcript: Transcript): { place: Place; title: string | undefined }[] {
  const titles = new Map<string, string | undefined>()
  for (const message of transcript.messages())
    if (!titles.has(message.place))
      titles.set(message.place, message.kind === 'thread' ? message.title : undefined)
  return [...titles].map(([place, title]) => ({ place: parsePlace(place), title }))
}

/** Each place as it is entered, threads with their titles, also the one in which somebody stands. */
export function listPlaces(transcript: Transcript, standing: Place): string {
  const always = [homePlace, directPlace, standing].map(place => ({ place, title: undefined }))
  const titles = new Map([...always, ...placesWith(transcript)].map(one => [namePlace(one.place), one.title]))
  return [...titles].map(([name, title]) => `go ${name}${title ? ` · ${oneLine(title)}` : ''}`).join('\n')
}
