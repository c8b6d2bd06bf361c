/** The way of an interaction: acknowledged first, then decoded, handled and shown. A form is opened at once instead. */
import { InteractionResponseType } from 'discord.js'
import { type ButtonStore, keep } from '../../chat/button-codec.ts'
import { type CommandDescription, type Invocation, isInternal } from '../../chat/command.ts'
import type { Handlers } from '../../chat/platform.ts'
import { notice } from '../../chat/replies.ts'
import type { Answer, Reply, Visibility } from '../../chat/reply.ts'
import type { Request } from '../../chat/request.ts'
import { explain, PaperboyError, UserError } from '../../errors.ts'
import type { DiscordLog } from '../log.ts'
import { decodeAct, knownAtOnce } from './acts.ts'
import { renderModal } from '../render/modal.ts'
import type { Asked } from './parse.ts'
import { createPublicPresses, type PublicPress } from './public-presses.ts'
import {
  type Acknowledgement,
  type AnswerClients,
  isUnanswerable,
  type Responses,
  responsesTo,
} from './responses.ts'
import { createShowing, type Showing } from './showing.ts'
import { createTurns } from './turns.ts'
import { within } from '../../chat/within.ts'
import type { Timing } from '../timing.ts'

export interface AnsweringContext {
  readonly handlers: Handlers
  readonly clients: AnswerClients
  readonly buttons: ButtonStore
  readonly log: DiscordLog
  readonly timing: Timing
  /** Aborted when no time is left: whoever still waits is told how to ask again. */
  readonly hurry: AbortSignal
}

/** An interaction on its way, with what it invokes where that is known already. */
interface Underway {
  readonly asked: Asked
  readonly known: Invocation | undefined
  readonly showing: Showing
  readonly press: PublicPress
}

/** An answer, and the message that it stands in. */
interface Shown extends Answer {
  readonly message: string
}

/** Answers each interaction for itself: whatever goes wrong in one is logged and said there. */
export function createAnswering(context: AnsweringContext): (asked: Asked) => Promise<void> {
  const { handlers, clients, buttons, log, timing, hurry } = context
  const nextTurn = createTurns()
  const publicPress = createPublicPresses(timing.againMs)

  return asked => receive(asked).catch((error: unknown) => void logFault(error, asked))

  async function receive(asked: Asked): Promise<void> {
    const { message } = asked
    const turn = nextTurn(message?.private ? message.id : undefined)
    const responses = responsesTo(asked.address, clients)
    const known = await knownAtOnce(asked.act, {
      commands: handlers.commands,
      buttons,
      waitMs: timing.storedMs,
    })
    const form = known && opensForm(asked, known) ? handlers.handle(requestOf(asked, known)) : undefined
    if (form && (await openedForm(asked, responses, form))) return
    const pressed = message && (message.private || mayRemove(known)) ? { pressed: message } : undefined
    const expected = known && !pressed ? await expectedSoon(requestOf(asked, known)) : 'private'
    const showing = createShowing({ responses, turn, buttons, expected, ...pressed })
    await answerOne({ asked, known, showing, press: publicPress(asked) }, form)
  }

  async function answerOne(underway: Underway, form: Promise<Answer> | undefined): Promise<void> {
    const { asked, showing, press } = underway
    let shown: Shown | undefined
    try {
      if (isTaken(await showing.acknowledge(), asked))
        shown = await finish(underway, form ?? handle(underway))
    } catch (error) {
      if (logFault(error, asked)) await showing.show(notice(sentenceFor(error)))
    } finally {
      press.release(shown?.reply.visibility === 'public')
      // The message may have been dismissed meanwhile.
      await showing.end().catch(() => undefined)
    }
    if (shown) await improve(underway, shown)
  }

  function commandOf({ command }: Invocation): CommandDescription | undefined {
    return handlers.commands.find(({ name }) => name === command)
  }

  /** An acknowledgement waits for what is stored a moment only. */
  async function expectedSoon(request: Request): Promise<Visibility> {
    return (await within(handlers.expected(request), timing.storedMs)) ?? 'private'
  }

  function canBeTyped(known: Invocation): boolean {
    const command = commandOf(known)
    return command !== undefined && !isInternal(command)
  }

  function mayRemove(known: Invocation | undefined): boolean {
    return known !== undefined && commandOf(known)?.removes === true
  }

  /** Discord opens no form as the answer to a form. */
  function opensForm({ act }: Asked, known: Invocation): boolean {
    return act.kind !== 'submit' && (commandOf(known)?.asks?.(known.options) ?? false)
  }

  async function handle({ asked, known, press }: Underway): Promise<Answer | 'repeated'> {
    const invoked = known ?? (await decodeAct(asked.act, buttons))
    if ('reply' in invoked) return invoked
    const request = requestOf(asked, invoked)
    if (asked.act.kind === 'press' && (await handlers.expected(request)) === 'public' && !press.take())
      return 'repeated'
    return handlers.handle(request)
  }

  /** Whether that was all. A form must be the first answer, so it is not waited for long. */
  async function openedForm(asked: Asked, responses: Responses, handling: Promise<Answer>): Promise<boolean> {
    try {
      const answer = await within(handling, timing.formMs)
      if (answer?.again) return true
      if (!answer || !hasForm(answer.reply)) return false
      const { modal, kept } = renderModal(answer.reply)
      await keep(kept, buttons)
      const response = { type: InteractionResponseType.Modal, data: modal } as const
      isTaken(await responses.acknowledge(response), asked)
      return true
    } catch (error) {
      logFault(error, asked)
      return false
    }
  }

  async function finish(
    { asked, known, showing }: Underway,
    handling: Promise<Answer | 'repeated'>,
  ): Promise<Shown | undefined> {
    const soon = await within(handling, timing.workingMs, hurry)
    if (!soon) await showing.stillWorking().catch((error: unknown) => logFault(error, asked))
    const handled = soon ?? (await within(handling, timing.answerMs - timing.workingMs, hurry))
    if (handled === 'repeated') await showing.drop()
    if (handled === 'repeated' || handled?.again) return undefined
    const shown = shownFor(handled, known && canBeTyped(known) ? known : undefined)
    return { ...shown, message: await showing.show(shown.reply) }
  }

  async function improve({ asked, showing }: Underway, { message, later }: Shown): Promise<void> {
    const better = later && (await within(later, timing.laterMs, hurry).catch(() => undefined))
    if (better) await showing.improve(message, better).catch((error: unknown) => logFault(error, asked))
  }

  function isTaken(acknowledgement: Acknowledgement, { address }: Asked): boolean {
    const taken = acknowledgement === 'taken' || acknowledgement === 'unknown'
    if (!taken)
      log.warn({ interaction: address.id, acknowledgement }, 'Discord took no answer to an interaction.')
    return taken
  }

  /** @returns whether the person can still be told. */
  function logFault(error: unknown, { address, request }: Asked): boolean {
    const details = { interaction: address.id, place: request.place, err: error }
    if (isUnanswerable(error)) {
      log.warn(details, 'An answer came too late for Discord.')
      return false
    }
    const code = error instanceof PaperboyError ? error.code : 'discord.answer'
    log.error({ code, ...details }, 'An interaction could not be answered.')
    return true
  }
}

const requestOf = ({ request }: Asked, { command, options }: Invocation): Request => ({
  ...request,
  command,
  options,
})

const hasForm = ({ blocks }: Reply): boolean => blocks.some(({ kind }) => kind === 'form')

/** What is shown: the answer, or how to ask again where there is none that can be. */
function shownFor(answer: Answer | undefined, known: Invocation | undefined): Answer {
  if (!answer) return { reply: askAgain('This took too long.', known) }
  return hasForm(answer.reply) ? { reply: askAgain('The form could not be opened in time.', known) } : answer
}

const sentenceFor = (error: unknown): string =>
  error instanceof UserError ? explain(error) : 'A fault of the bot stopped this.'

/** How to ask once more, in words and as a button. */
function askAgain(what: string, known: Invocation | undefined): Reply {
  if (!known) return notice(`${what} Press the button once more, or use /papers help.`)
  return notice(`${what} Ask again with /papers ${known.command}.`, {
    buttons: [{ label: 'Ask again', ...known }],
  })
}
