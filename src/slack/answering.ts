/** From what a person asked to the answer that they see. */
import { setTimeout as wait } from 'node:timers/promises'
import { decodeButton } from '../chat/button-codec.ts'
import { accessTo, type Invocation } from '../chat/command.ts'
import { scopeOf } from '../chat/place.ts'
import type { Handlers } from '../chat/platform.ts'
import { notice, nothingToRemove } from '../chat/replies.ts'
import type { Answer, Reply } from '../chat/reply.ts'
import { explain, UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { capitalised } from '../papers/text.ts'
import { administers, notTold } from './administers.ts'
import { type Exit, type ExitContext, exitOf, type Showing } from './exits.ts'
import { sendFiles } from './files.ts'
import { explainFailure, nowhereToShare } from './failure.ts'
import { inModal } from './modal.ts'
import { outcomeOf } from './outcomes.ts'
import type { Asked } from './parse.ts'
import { placeOf } from './place.ts'
import type { Turn } from './turns.ts'
import type { createVisibility } from './visibility.ts'
import type { Way } from './way.ts'
import { within } from '../chat/within.ts'

export interface AnsweringContext extends ExitContext {
  readonly handlers: Handlers
  readonly workspace: string
  readonly visibilityOf: ReturnType<typeof createVisibility>
  /** A person's conversation with the bot. */
  readonly conversationWith: (person: string) => Promise<string | undefined>
  /** The next request's. */
  readonly nextTurn: () => Turn
  readonly log: Pick<Logger, 'warn'>
  /** Looks at an error for the end of the whole installation. */
  readonly failed: (error: unknown) => void
}

/** Answers what was acknowledged. Never rejects. */
export async function answer(read: Asked, context: AnsweringContext): Promise<void> {
  const turn = context.nextTurn()
  const report = (error: unknown): void => {
    context.failed(error)
    context.log.warn({ err: error }, 'An answer could not be shown.')
  }
  try {
    const asked = { ...read, way: await wayOf(read, context) }
    const said = await decode(asked, context)
    const exit = exitFor(asked, said, { ...context, turn })
    await show(asked, { said, exit }, context).catch((error: unknown) => {
      report(error)
      // Nobody asked for the card of a link.
      return asked.surface === 'link' ? undefined : explainFailure(error, { asked, said }, context)
    })
  } catch (error) {
    report(error)
  }
}

async function show(
  asked: Asked,
  { said, exit }: { said: Decoded; exit: Exit },
  context: AnsweringContext,
): Promise<void> {
  await patiently(async () => exit.begin?.())
  if ('reply' in said) return patiently(() => exit.show(said.reply))
  const answered = removable(asked, await sayingSlow(exit, handle(asked, said, context), context))
  const isNowhere = asked.channel === undefined && asked.way.kind === 'modal'
  if (isNowhere && answered.reply.visibility === 'public')
    return patiently(() => exit.show(nowhereToShare(said, context)))
  return deliver(exit, answered, context)
}

/** Only a message that everybody there sees is removed by its press. */
function removable({ way }: Asked, answered: Answer): Answer {
  const isThere = way.kind === 'response' && way.removes === true
  return answered.reply.removes && !isThere ? { reply: nothingToRemove } : answered
}

/** Does once more, after the time that Slack names, what it was too busy for. */
async function patiently(call: () => Promise<void>): Promise<void> {
  try {
    await call()
  } catch (error) {
    const outcome = outcomeOf(error)
    if (outcome.kind !== 'retry') throw error
    await wait(outcome.afterMs, undefined, { ref: false })
    await call()
  }
}

/** A pressed message of a direct conversation is replaced in the bot's own; in one of two people it was shared. */
async function wayOf(
  { way, inDirect, channel, person }: Asked,
  { conversationWith }: AnsweringContext,
): Promise<Way> {
  if (way.kind !== 'response' || way.replaces !== undefined || inDirect === undefined) return way
  if ((await conversationWith(person.id)) !== channel) return way
  return { ...way, replaces: inDirect, alone: true }
}

/** A command, or the reply to what is none. */
export type Decoded = Invocation | { readonly reply: Reply }

async function decode({ says }: Asked, { buttons }: AnsweringContext): Promise<Decoded> {
  if (!('button' in says)) return says
  const decoded = await decodeButton(says.button, buttons)
  return 'reply' in decoded ? decoded : { ...decoded, options: { ...decoded.options, ...says.filledIn } }
}

/** A form needs a modal, wherever it was asked for. */
function exitFor(asked: Asked, invocation: Decoded, context: AnsweringContext & Showing): Exit {
  if ('reply' in invocation) return exitOf(asked, 'Paperboy', context)
  const command = context.handlers.commands.find(({ name }) => name === invocation.command)
  const canOpen = asked.trigger !== undefined && asked.way.kind !== 'modal'
  const asks = canOpen && command?.asks?.(invocation.options) === true
  const title = capitalised(invocation.command)
  return asks ? inModal({ asked, view: undefined, title }, context) : exitOf(asked, title, context)
}

async function handle(asked: Asked, invocation: Invocation, context: AnsweringContext): Promise<Answer> {
  const { handlers, workspace, visibilityOf } = context
  const { id, surface, person, channel, thread, isPrivate, message } = asked
  const place = placeOf({ workspace, person: person.id, channel, thread })
  // A pasted link says nothing that is kept, and there are many of them.
  const mayBeOld = isPrivate === false || surface === 'link'
  const visibility =
    isPrivate || channel === undefined ? 'private' : await visibilityOf(channel, { mayBeOld })
  const known = await administering(invocation, person.id, context)
  if (known instanceof UserError) return { reply: notice(explain(known)) }
  const answered = await handlers.handle({
    ...invocation,
    id,
    surface,
    place,
    scope: scopeOf(place, visibility),
    ...(message !== undefined && { message }),
    actor: { ...person, manages: true, ...(known !== undefined && { administers: known }) },
    locale: 'en',
  })
  if (answered.again) return answered
  return {
    ...answered,
    reply: await sendFiles(answered.reply, { person: person.id, workspace }, context.client),
  }
}

/** Whether who asks administers the workspace: asked of Slack only where it matters. */
async function administering(
  { command, options }: Invocation,
  person: string,
  { handlers, workspace, client, failed, log }: AnsweringContext,
): Promise<boolean | UserError | undefined> {
  const known = handlers.commands.find(({ name }) => name === command)
  if (!known || accessTo(known, options) !== 'administrator') return undefined
  return administers(person, workspace, client).catch((error: unknown) => {
    failed(error)
    log.warn({ err: error }, 'Slack does not say who administers the workspace.')
    return notTold(error)
  })
}

/** Waits for the answer; says so where that takes long, and is done saying it before the answer is shown. */
async function sayingSlow(exit: Exit, working: Promise<Answer>, { timing }: ExitContext): Promise<Answer> {
  const answered = new AbortController()
  const saying = wait(timing.slowMs, undefined, { signal: answered.signal, ref: false })
    .then(() => exit.saySlow?.())
    .catch(() => undefined)
  try {
    return await working
  } finally {
    answered.abort()
    await saying
  }
}

/** Where a reply stays as it is shown, its better version is waited for a moment. */
async function deliver(exit: Exit, { reply, later, again }: Answer, { timing }: ExitContext): Promise<void> {
  if (again) return
  if (later && exit.isFixed(reply)) {
    const better = await within(later, timing.laterMs)
    return patiently(() => exit.show(better ?? reply))
  }
  await patiently(() => exit.show(reply))
  const better = await later
  if (better) await patiently(() => exit.show(better))
}
