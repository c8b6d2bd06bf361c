/** One person's session: where they stand, what they were shown last, and what becomes of each line they enter. */
import { explain, UserError } from '../errors.ts'
import type { Place } from '../chat/place.ts'
import type { Handlers } from '../chat/platform.ts'
import type { Reply } from '../chat/reply.ts'
import type { Request, Surface } from '../chat/request.ts'
import { type Completions, completeLine } from './complete.ts'
import { type Filling, fillField, questionOf, startForm } from './form.ts'
import { limits } from './limits.ts'
import { type Intent, parseLine, requestOf } from './parse.ts'
import { directPlace, homePlace, namePlace } from './places.ts'
import { type Happening, messagesIn, type Posting, placesWith } from './posting.ts'
import { type Press, pressablesOf } from './pressables.ts'
import { render, renderAdded, style, type View } from './render.ts'
import { clean, oneLine, webAddress } from './text.ts'
import type { Transcript } from './transcript.ts'

interface SessionContext {
  readonly handlers: Handlers
  readonly posting: Posting
  readonly transcript: Transcript
  readonly zone: string
  readonly locale: string
  /** Unique beyond this process. */
  readonly newId: () => string
  /** Whether a line is answered only with its better version, as in a pipe. */
  readonly waitsForLater: boolean
  readonly view: () => View
  /** Writes whole lines. */
  readonly write: (text: string) => void
  /** Whether a line has been begun. */
  readonly typing: () => boolean
  readonly quit: () => void
}

export interface Session {
  /** Answers one line. Never rejects. */
  line(line: string): Promise<void>
  prompt(): string
  complete(line: string): Completions
  /** Leaves a form that is being filled; false when there is none. */
  leave(): boolean
  /** How many lines came in so far. */
  entered(): number
  /** Shows what happened outside of an answer. */
  show(happening: Happening): void
}

export function createSession(context: SessionContext): Session {
  const { handlers, posting, transcript, view, write } = context
  let place = homePlace
  let lines = 0
  /** The reply whose numbers and words can be typed. */
  let shown: Reply | undefined
  let filling: Filling | undefined
  const pressables = () => (shown ? pressablesOf(shown) : [])
  const tell = (error: unknown): void => write(`${style(clean(explain(error)), 'yellow', view())}\n`)

  function present(reply: Reply): void {
    write(`${render(reply, view())}\n`)
    shown = reply
    filling = startForm(reply)
  }

  async function obey(intent: Intent): Promise<void> {
    switch (intent.kind) {
      case 'nothing':
        return
      case 'end':
        return context.quit()
      case 'places':
        return write(`${listPlaces(transcript)}\n`)
      case 'go':
        return enter(intent.place)
      case 'reply':
        return present(intent.reply)
      case 'press':
        return run(intent.press, intent.surface)
    }
  }

  async function run(press: Press, surface: Surface): Promise<void> {
    if (press.kind === 'link') {
      write(`${oneLine(press.label)}: ${webAddress(press.url) ?? 'no web address'}\n`)
      return
    }
    const { zone, locale, waitsForLater } = context
    const request = requestOf(press, { id: context.newId(), place, surface, zone, locale })
    const { reply, later } = await handlers.handle(request)
    const improve = await answer(reply, request)
    const improved = later?.then(async better => better && (await improve(better)))
    if (waitsForLater) await improved
    else improved?.catch(tell)
  }

  /** Shows a reply, as a message of the place if it is public; returns what shows a better version of it. */
  async function answer(reply: Reply, request: Request): Promise<(better: Reply) => unknown> {
    if (reply.visibility === 'public') {
      const outcome = await posting.post(request.place, reply, request.id)
      if (outcome.kind === 'sent') return better => posting.edit(outcome.message, better)
    }
    present(reply)
    const asked = lines
    return better => {
      if (lines !== asked || context.typing()) return
      const added = renderAdded(reply, better, view())
      if (added) write(`${added}\n`)
      shown = better
    }
  }

  async function fill(current: Filling, line: string): Promise<void> {
    const next = fillField(current, line)
    filling = next && 'form' in next ? next : undefined
    if (!next) write('Left, nothing was changed.\n')
    else if (!('form' in next)) await run(next, 'form')
  }

  async function enter(destination: Place): Promise<void> {
    const { state } = await posting.inspect(destination)
    if (state === 'gone')
      throw new UserError('terminal.place', `There is no thread ${namePlace(destination)}.`, {
        help: 'To see them all: places',
      })
    place = destination
    const messages = messagesIn(transcript, place).slice(-limits.messagesOnEntering)
    const newest = messages.pop()
    if (!newest) return write(`Nothing was posted in ${namePlace(place)} yet.\n`)
    for (const { reply } of messages) write(style(oneLine(reply.summary), 'dim', view()))
    present(newest.reply)
  }

  return {
    async line(line) {
      lines += 1
      try {
        await (filling
          ? fill(filling, line)
          : obey(parseLine(line, { commands: handlers.commands, pressables: pressables() })))
      } catch (error) {
        tell(error)
      }
    },
    prompt: () => (filling ? questionOf(filling) : `${style(namePlace(place), 'bold', view())} › `),
    complete: line =>
      filling ? [[], line] : completeLine(line, { ...handlers, pressables: pressables(), place }),
    leave() {
      const left = filling !== undefined
      filling = undefined
      return left
    },
    entered: () => lines,
    show(happening) {
      const { reply, before } = happening
      const latest = before === undefined || before === shown
      write(`${showHappening(happening, latest, view())}\n`)
      if (latest && !context.typing()) shown = reply
    },
  }
}

/** A label with the place, then the message; of an edit what it added, or one sentence when that was long ago. */
function showHappening({ place, title, reply, before }: Happening, latest: boolean, view: View): string {
  const label = [namePlace(place), title && oneLine(title), before && '(edited)'].filter(Boolean).join(' · ')
  const added = before && (latest ? renderAdded(before, reply, view) : '')
  return `${style(label, 'dim', view)}\n${before ? added || oneLine(reply.summary) : render(reply, view)}`
}

/** Each place as it is entered, threads with their titles. */
function listPlaces(transcript: Transcript): string {
  const always = [homePlace, directPlace].map(place => ({ place, title: undefined }))
  const titles = new Map([...always, ...placesWith(transcript)].map(one => [namePlace(one.place), one.title]))
  return [...titles].map(([name, title]) => `go ${name}${title ? ` · ${oneLine(title)}` : ''}`).join('\n')
}
