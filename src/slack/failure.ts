/** What a person sees when an answer cannot be shown as it was meant. */
import { webApi } from '@slack/bolt'
import { formatCommandLine } from '../chat/command-line.ts'
import { notice } from '../chat/replies.ts'
import { PaperboyError } from '../errors.ts'
import type { AnsweringContext, Decoded } from './answering.ts'
import type { Exit } from './exits.ts'
import type { Asked } from './parse.ts'
import { isDirect } from './place.ts'
import { prepareMessage } from './prepare.ts'
import { UsedUp } from './response-url.ts'
import { whisper, write } from './write.ts'

interface Showing {
  readonly asked: Asked
  readonly said: Decoded
  readonly exit: Exit
}

/** Says what went wrong where the person sees it; of what is no refusal of Slack's nothing can be said. */
export async function explainFailure(
  error: unknown,
  { asked, said, exit }: Showing,
  context: AnsweringContext,
): Promise<void> {
  const line = 'reply' in said ? 'help' : formatCommandLine(said, context.handlers.commands)
  if (error instanceof UsedUp)
    await tell(asked, `This answer can no longer be changed. Ask again with /papers ${line}`, context)
  else if (isLate(error))
    await tell(asked, `Slack was too slow to open this. Try again: /papers ${line}`, context)
  else if (isRefusal(error)) await exit.show(notice('Slack did not take this answer. The log says why.'))
}

/** Where the person is, or in their own conversation with the bot. */
async function tell(
  { channel, thread, person }: Asked,
  sentence: string,
  context: AnsweringContext,
): Promise<void> {
  const { client, buttons } = context
  const content = await prepareMessage(notice(sentence), buttons)
  const directly = async (): Promise<void> => void (await write(client, { channel: person.id, ...content }))
  if (channel === undefined || isDirect(channel)) return directly()
  return whisper(client, { channel, user: person.id, thread, ...content }).catch(directly)
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : undefined

/** https://docs.slack.dev/reference/methods/views.open */
const isLate = (error: unknown): boolean =>
  ['expired_trigger_id', 'exchanged_trigger_id', 'trigger_expired'].includes(codeOf(error) ?? '')

/** The view was closed by the person meanwhile: https://docs.slack.dev/reference/methods/views.update */
const isClosed = (error: unknown): boolean => codeOf(error) === 'not_found'

const isRefusal = (error: unknown): boolean =>
  (codeOf(error) !== undefined && !isClosed(error)) ||
  (error instanceof PaperboyError && error.code === 'slack.refused')
