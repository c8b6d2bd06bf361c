/** The way of a request: find the command, check it, run it once, and answer whatever happens. */
import type { Temporal } from '@js-temporal/polyfill'
import { explain, PaperboyError, UserError } from '../errors.ts'
import { either } from '../papers/text.ts'
import { accessTo, type Command, type Completer } from './command.ts'
import { withoutForm } from './forms.ts'
import { checkOptions, describeOptions } from './options.ts'
import { formatPlace, type Place, type Scope, withoutThread, workspaceWord } from './place.ts'
import type { Handlers } from './platform.ts'
import type { Policy } from './policy.ts'
import { notice } from './replies.ts'
import type { Answer, Reply, Visibility } from './reply.ts'
import type { Choice, CompletionRequest, Request, Surface } from './request.ts'
import { createSharing, type Sharing } from './sharing.ts'

export interface DispatchContext<Services> {
  readonly commands: readonly Command<Services>[]
  readonly services: Services
  /** By the names that options give in `.meta({completes})`. */
  readonly completers: Readonly<Record<string, Completer<Services>>>
  /** What places have set about who may do what in them. */
  readonly policy: Policy
  readonly now: () => Temporal.Instant
  /** Remembers ids beyond this process; `first` is true the first time only. */
  readonly seen: { first(id: string): Promise<boolean> | boolean }
  readonly log: { error(details: object, message: string): void }
  /** A short id that a person can quote and an operator can find in the log. */
  newReference(): string
}

/** How many answers are kept for requests that come again. */
const maxRemembered = 1000

/**
 * `handle` never rejects: whatever goes wrong is an answer. A request that comes again gets the answer it got, marked
 * as such, and nothing is done twice.
 * @throws PaperboyError `dispatch.completer` when an option names a completer that doesn't exist.
 */
export function createDispatch<Services>(context: DispatchContext<Services>): Handlers {
  const answers = new Map<string, Promise<Answer>>()
  const completers = completersByOption(context)
  const sharing = createSharing(context)

  function handle(request: Request): Promise<Answer> {
    const id = `${request.place.platform}:${request.place.workspace}:${request.id}`
    const known = answers.get(id)
    if (known) return known.then(answer => ({ ...answer, again: true }))
    const answer = answerOnce(id, request, { ...context, sharing })
    answers.set(id, answer)
    if (answers.size > maxRemembered) answers.delete(answers.keys().next().value!)
    return answer
  }

  function complete(request: CompletionRequest): Choice[] {
    try {
      const completer = completers.get(`${request.command} ${request.option}`)
      return completer?.(request.typed, context.services) ?? []
    } catch (error) {
      logged(error, request, context)
      return []
    }
  }

  async function expected(request: Request): Promise<Visibility> {
    const command = commandNamed(request.command, context)
    try {
      return command ? await sharing.expected(command, request) : 'private'
    } catch (error) {
      logged(error, request, context)
      return 'private'
    }
  }

  return { handle, expected, complete, commands: context.commands }
}

interface Answering<S> extends DispatchContext<S> {
  readonly sharing: Sharing
}

async function answerOnce<S>(id: string, request: Request, context: Answering<S>): Promise<Answer> {
  try {
    if (!(await isFirst(id, request, context)))
      return { reply: notice('This was answered already.'), again: true }
    const { reply, later } = await run(request, context)
    if (!later) return { reply }
    return {
      reply,
      later: later.then(better => asVisibleAs(reply, better)).catch(forgotten(request, context)),
    }
  } catch (error) {
    if (error instanceof UserError) return { reply: notice(explain(error)) }
    const reference = logged(error, request, context)
    return { reply: notice(`A fault of the bot stopped this. Reference: ${reference}`, { tone: 'warning' }) }
  }
}

/** What cannot be remembered is answered all the same: the disk may be full, and a search needs none. */
async function isFirst<S>(id: string, request: Request, context: DispatchContext<S>): Promise<boolean> {
  try {
    return await context.seen.first(id)
  } catch (error) {
    logged(error, request, context)
    return true
  }
}

const commandNamed = <S>(wanted: string, { commands }: DispatchContext<S>): Command<S> | undefined =>
  commands.find(({ name }) => name === wanted)

async function run<S>(request: Request, context: Answering<S>): Promise<Answer> {
  const command = commandNamed(request.command, context)
  if (!command) {
    throw new UserError('command.unknown', `I don't know the command "${request.command}".`, {
      help: '"help" lists all of them.',
    })
  }
  checkSurface(command, request.surface)
  checkScope(request.scope, request.place)
  const actor = { ...request.actor, manages: await context.policy.mayManage(request) }
  checkAccess(command, { ...request, actor })
  return context.sharing.answer(command, request, async options =>
    withoutForm(
      await command.run({ ...request, actor, options: checkOptions(command, options) }, context.services),
      request,
    ),
  )
}

const surfaceNames: Readonly<Record<Surface, string>> = {
  typed: 'a typed command',
  button: 'a button',
  form: 'a form',
  message: "a message's menu",
  mention: 'a mention',
  direct: 'a direct message',
  home: 'the home page',
  link: 'a link',
}

function checkSurface(
  command: Pick<Command<never>, 'name' | 'surfaces' | 'examples'>,
  surface: Surface,
): void {
  if (command.surfaces.includes(surface)) return
  if (!command.surfaces.includes('typed'))
    throw new UserError('command.surface', `"${command.name}" is a button, and cannot be typed.`, {
      help: `What leads to it: ${command.examples[0]}`,
    })
  const others = either(command.surfaces.map(other => surfaceNames[other]))
  throw new UserError('command.surface', `"${command.name}" does not work from ${surfaceNames[surface]}.`, {
    help: `Use it from ${others}.`,
  })
}

function checkAccess(
  command: Pick<Command<never>, 'name' | 'access'>,
  { options, actor, place }: Request,
): void {
  const needed = accessTo(command, options)
  const may = { anyone: true, manager: actor.manages, administrator: actor.administers === true }
  if (may[needed]) return
  const who = needed === 'manager' ? 'manage this channel' : `administer this ${workspaceWord(place)}`
  throw new UserError('command.access', `Only people who ${who} may do this with "${command.name}".`, {
    help: 'Ask one of them.',
  })
}

/** A scope that doesn't hold the place would show what was said in one place to the readers of another. */
function checkScope(scope: Scope, place: Place): void {
  const holds =
    scope.kind === 'public'
      ? place.person === undefined && scope.platform === place.platform && scope.workspace === place.workspace
      : [place, withoutThread(place)].map(formatPlace).includes(formatPlace(scope.place))
  if (!holds)
    throw new PaperboyError('dispatch.scope', `${formatPlace(place)} is outside the request's scope.`)
}

/** A better version is never shown to more people than the first. */
const asVisibleAs = ({ visibility }: Reply, better: Reply | undefined): Reply | undefined =>
  better && { ...better, visibility }

const forgotten =
  <S>(request: Request, context: DispatchContext<S>) =>
  (error: unknown): undefined => {
    logged(error, request, context)
  }

/** @returns the reference under which the fault stands in the log. */
function logged<S>(
  error: unknown,
  { command, place }: Pick<Request, 'command' | 'place'>,
  context: DispatchContext<S>,
): string {
  const reference = context.newReference()
  const code = error instanceof PaperboyError ? error.code : 'unexpected'
  context.log.error({ code, reference, command, place, err: error }, `The command ${command} failed.`)
  return reference
}

function completersByOption<S>({ commands, completers }: DispatchContext<S>): Map<string, Completer<S>> {
  const entries = commands.flatMap(command =>
    describeOptions(command).flatMap(({ name, completes }): [string, Completer<S>][] => {
      if (completes === undefined) return []
      const completer = completers[completes]
      if (!completer) throw new PaperboyError('dispatch.completer', `Nothing completes ${completes}.`)
      return [[`${command.name} ${name}`, completer]]
    }),
  )
  return new Map(entries)
}
