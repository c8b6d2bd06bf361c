/** What the bot can do, described once: registration, parsers, forms, help and the README derive from it. */
import type { z } from 'zod'
import type { Answer } from './reply.ts'
import type { Choice, Request, Surface } from './request.ts'

/** Managers are who manage the place where it is asked for, administrators who administer its workspace. */
export type Access = 'anyone' | 'manager' | 'administrator'

export interface Command<Services, Options extends z.ZodObject = z.ZodObject> {
  readonly name: string
  /** At most 100 characters: platforms show it beside the name. */
  readonly summary: string
  /**
   * Every option takes a string. Its description, choices (`z.enum`) and completion (`.meta({completes: name})`) are
   * read from the schema; the first option takes the free text behind the command's name.
   */
  readonly options: Options
  /** Command lines that work, without the slash word; of a button, that lead to it. The first is shown in complaints. */
  readonly examples: readonly [string, ...string[]]
  /** Who may run it; where that depends on what is asked for, by its options as they came, unchecked. */
  readonly access: Access | ((options: Invocation['options']) => Access)
  /** Without `typed` it is internal: neither registered nor listed, as options that only buttons fill in. */
  readonly surfaces: readonly Surface[]
  /** An entry of a message's menu that runs this with the message's text as the first option. At most 24 characters. */
  readonly menu?: string
  /**
   * Whether these options are answered with a form, known before it runs: platforms open a form at once or not at all.
   * Such an answer waits for no network. Never when left out.
   */
  asks?(options: Invocation['options']): boolean
  /**
   * Whether its reply may take away the message whose press asked for it, known before it runs: a platform that does so
   * acknowledges the press in another way.
   */
  readonly removes?: true
  run(request: CommandRequest<z.infer<Options>>, services: Services): Promise<Answer>
}

/** What is known of a command without running it: enough to register, parse, complete and explain it. */
export type CommandDescription = Omit<Command<never>, 'run'>

/** Whether only buttons run it. */
export const isInternal = ({ surfaces }: Pick<CommandDescription, 'surfaces'>): boolean =>
  !surfaces.includes('typed')

/** Who may run a command with these options. */
export const accessTo = (
  { access }: Pick<CommandDescription, 'access'>,
  options: Invocation['options'],
): Access => (typeof access === 'function' ? access(options) : access)

/** A command with its options filled in, unchecked: what a line, a button or a form says. */
export interface Invocation {
  readonly command: string
  readonly options: Readonly<Record<string, string>>
}

/** A request whose options were checked; `actor.manages` is what the place has set about that. */
export type CommandRequest<Options> = Omit<Request, 'options'> & { readonly options: Options }

/** Offers values for what was typed so far; named by `.meta({completes: name})`. */
export type Completer<Services> = (typed: string, services: Services) => Choice[]

/** Keeps the options' types while it is written, and forgets them for the list of all commands. */
export function defineCommand<Services, Options extends z.ZodObject>(
  command: Command<Services, Options>,
): Command<Services> {
  return command
}
