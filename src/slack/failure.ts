/** What a person sees when an answer cannot be shown as it was meant. */
import { type Invocation, isInternal } from '../chat/command.ts'
import { formatCommandLine } from '../chat/command-line.ts'
import { notice } from '../chat/replies.ts'
import type { Reply } from '../chat/reply.ts'
import { PaperboyError, UserError } from '../errors.ts'
import type { AnsweringContext, Decoded } from './answering.ts'
import { codeOf, outcomeOf } from './outcomes.ts'
import type { Asked } from './parse.ts'
import { isDirect } from './place.ts'
import { prepareMessage } from './prepare.ts'
import { UsedUp } from './response-url.ts'
import { whisper, write } from './write.ts'

type Handlers = Pick<AnsweringContext, 'handlers'>

/** Says what went wrong where the person sees it; of what may have been shown nothing is said. */
export async function explainFailure(
  error: unknown,
  { asked, said }: { readonly asked: Asked; readonly said: Decoded },
  context: AnsweringContext,
): Promise<void> {
  const sentence = sentenceFor(error, lineOf(said, context))
  if (sentence !== undefined) await tell(asked, sentence, context)
}

/** What is said to who shares from Home, where nobody else reads. */
export const nowhereToShare = (said: Invocation, context: Handlers): Reply =>
  notice(`There is no channel here. Type it in one: ${lineOf(said, context)}`)

/** What only a button says cannot be typed. */
function lineOf(said: Decoded, { handlers: { commands } }: Handlers): string {
  if ('reply' in said) return '/papers help'
  const command = commands.find(({ name }) => name === said.command)
  return `/papers ${command && isInternal(command) ? 'help' : formatCommandLine(said, commands)}`
}

function sentenceFor(error: unknown, line: string): string | undefined {
  if (error instanceof UserError) return error.message
  if (error instanceof UsedUp) return `This answer can no longer be changed. Ask again with ${line}`
  if (isLate(error)) return `Slack was too slow to open this. Try again: ${line}`
  const { kind } = outcomeOf(error)
  if (kind === 'retry') return `Slack is too busy for this answer. Try again: ${line}`
  const isRefused = kind === 'refused' || (error instanceof PaperboyError && error.code === 'slack.refused')
  return isRefused && !isClosed(error) ? 'Slack did not take this answer. The log says why.' : undefined
}

/** Where the person is, or in their own conversation with the bot. */
async function tell(
  { channel, thread, person }: Asked,
  sentence: string,
  { client, buttons }: AnsweringContext,
): Promise<void> {
  const content = await prepareMessage(notice(sentence), buttons)
  const directly = async (): Promise<void> => void (await write(client, { channel: person.id, ...content }))
  if (channel === undefined || isDirect(channel)) return directly()
  return whisper(client, { channel, user: person.id, thread, ...content }).catch(directly)
}

/** https://docs.slack.dev/reference/methods/views.open: what opens a view is gone after three seconds. */
const isLate = (error: unknown): boolean => codeOf(error)?.includes('trigger') === true

/** The view was closed by the person meanwhile: https://docs.slack.dev/reference/methods/views.update */
const isClosed = (error: unknown): boolean => codeOf(error) === 'not_found'
