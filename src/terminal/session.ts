/** One person's session: where they stand, what they were shown last, and what becomes of each line they enter. */
import { explain, UserError } from '../errors.ts'
import { clean, webAddress } from '../chat/clean.ts'
import { oneLine } from '../papers/text.ts'
import type { Place } from '../chat/place.ts'
import type { Handlers, MessageRef } from '../chat/platform.ts'
import { nothingToRemove } from '../chat/replies.ts'
import type { Reply } from '../chat/reply.ts'
import type { Request, Surface } from '../chat/request.ts'
import { type Completions, completeLine } from './complete.ts'
import { type Filling, fillField, questionOf, startForm } from './form.ts'
import { limits } from './limits.ts'
import { parseLine, requestOf } from './parse.ts'
import { homePlace, namePlace } from './places.ts'
import { type Happening, listPlaces, messagesIn, type Posting, refOf } from './posting.ts'
import { type Press, type Pressable, pressablesOf } from './pressables.ts'
import { render, renderAdded, style, type View } from './render.ts'
import type { Transcript } from './transcript.ts'

interface SessionContext {
  readonly handlers: Handlers
  readonly posting: Posting
  readonly transcript: Transcript
  readonly zone: string
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

/** The reply whose numbers and words can be typed, and the message of the place that it is, if it is one. */
interface Shown {
  readonly reply: Reply
  readonly message?: MessageRef
}

/** A session as it stands. */
interface Standing extends SessionContext {
  place: Place
  /** How many lines came in. */
  lines: number
  shown: Shown | undefined
  filling: Filling | undefined
}

export function createSession(context: SessionContext): Session {
  const session: Standing = { ...context, place: homePlace, lines: 0, shown: undefined, filling: undefined }
  const { handlers } = context
  return {
    async line(line) {
      session.lines += 1
      try {
        const { filling } = session
        await (filling ? fill(session, filling, line) : obey(session, line))
      } catch (error) {
        tell(session, error)
      }
    },
    prompt: () => promptOf(session),
    complete: line =>
      session.filling
        ? [[], line]
        : completeLine(line, { ...handlers, pressables: pressables(session), place: session.place }),
    leave() {
      const left = session.filling !== undefined
      session.filling = undefined
      return left
    },
    entered: () => session.lines,
    show: happening => show(session, happening),
  }
}

function pressables({ shown }: Standing): Pressable[] {
  return shown ? pressablesOf(shown.reply) : []
}

function promptOf({ filling, place, view }: Standing): string {
  return filling ? questionOf(filling) : `${style(namePlace(place), 'bold', view())} › `
}

async function obey(session: Standing, line: string): Promise<void> {
  const { handlers, transcript, write, quit } = session
  const intent = parseLine(line, { commands: handlers.commands, pressables: pressables(session) })
  switch (intent.kind) {
    case 'nothing':
      return
    case 'end':
      return quit()
    case 'places':
      return write(`${listPlaces(transcript, session.place)}\n`)
    case 'go':
      return enter(session, intent.place)
    case 'reply':
      return present(session, intent.reply)
    case 'press':
      return run(session, intent.press, intent.surface)
  }
}

async function run(session: Standing, press: Press, surface: Surface): Promise<void> {
  const { handlers, place, zone, newId, waitsForLater, write } = session
  if (press.kind === 'link')
    return write(`${oneLine(press.label)}: ${webAddress(press.url) ?? 'no web address'}\n`)
  const pressed = surface === 'button' ? session.shown?.message : undefined
  const request = requestOf(press, { id: newId(), place, surface, zone, message: pressed?.message })
  const { reply, later } = await handlers.handle(request)
  const improve = await answer(session, reply.removes ? removed(session, reply, pressed) : reply, request)
  const improved = later?.then(async better => better && (await improve(better)))
  if (waitsForLater) await improved
  else improved?.catch(error => tell(session, error))
}

/** Removes the message that was pressed; returns what is said about that. */
function removed({ posting }: Standing, reply: Reply, pressed: MessageRef | undefined): Reply {
  if (!pressed) return nothingToRemove
  posting.remove(pressed)
  return reply
}

/** Shows a reply, as a message of the place if it is public; returns what shows a better version of it. */
async function answer(
  session: Standing,
  reply: Reply,
  { id, place }: Request,
): Promise<(better: Reply) => unknown> {
  const { posting, typing, write, view } = session
  if (reply.visibility === 'public') {
    const outcome = await posting.post(place, reply, id)
    if (outcome.kind === 'sent') return better => posting.edit(outcome.message, better, id)
  }
  present(session, reply)
  const asked = session.lines
  return better => {
    if (session.lines !== asked || typing()) return
    const added = renderAdded(reply, better, view())
    if (added) write(`${added}\n`)
    session.shown = { reply: better }
  }
}

async function fill(session: Standing, current: Filling, line: string): Promise<void> {
  const next = fillField(current, line)
  session.filling = next && 'form' in next ? next : undefined
  if (!next) session.write('Left, nothing was changed.\n')
  else if (!('form' in next)) await run(session, next, 'form')
}

async function enter(session: Standing, place: Place): Promise<void> {
  const { posting, transcript, write, view } = session
  const { state } = await posting.inspect(place)
  if (state === 'gone')
    throw new UserError('terminal.place', `There is no thread ${namePlace(place)}.`, {
      help: 'To see them all: places',
    })
  session.place = place
  const messages = messagesIn(transcript, place).slice(-limits.messagesOnEntering)
  const newest = messages.pop()
  if (!newest) return write(`Nothing was posted in ${namePlace(place)} yet.\n`)
  for (const { reply } of messages) write(style(oneLine(reply.summary), 'dim', view()))
  present(session, newest.reply, refOf(newest))
}

function present(session: Standing, reply: Reply, message?: MessageRef): void {
  session.write(`${render(reply, session.view())}\n`)
  session.shown = { reply, ...(message && { message }) }
  session.filling = startForm(reply)
}

function show(session: Standing, happening: Happening): void {
  const { reply, before, message } = happening
  const latest = before === undefined || before === session.shown?.reply
  session.write(`${showHappening(happening, latest, session.view())}\n`)
  if (latest && !session.typing()) session.shown = { reply, message }
}

function tell({ write, view }: Standing, error: unknown): void {
  write(`${style(clean(explain(error)), 'yellow', view())}\n`)
}

/** A label with the place, then the message; of an edit what it added, or one sentence when that was long ago. */
function showHappening(
  { message: { place }, title, reply, before }: Happening,
  latest: boolean,
  view: View,
): string {
  const label = [namePlace(place), title && oneLine(title), before && '(edited)'].filter(Boolean).join(' · ')
  const added = before && (latest ? renderAdded(before, reply, view) : '')
  return `${style(label, 'dim', view)}\n${before ? added || oneLine(reply.summary) : render(reply, view)}`
}
