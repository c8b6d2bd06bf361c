/** Choices that are offered while an option is typed: at once, never deferred. */
import { type APIApplicationCommandOptionChoice, InteractionResponseType } from 'discord.js'
import type { Handlers } from '../../chat/platform.ts'
import type { Choice } from '../../chat/request.ts'
import { limits } from '../limits.ts'
import type { DiscordLog } from '../log.ts'
import type { Typing } from './parse.ts'
import { type AnswerClients, responsesTo } from './responses.ts'
import { writeLabel } from '../render/text.ts'

/** One that comes too late is not shown; the next letter asks again. */
export async function offerChoices(
  { address, request }: Typing,
  handlers: Pick<Handlers, 'complete'>,
  clients: AnswerClients,
  log: DiscordLog,
): Promise<void> {
  const type = InteractionResponseType.ApplicationCommandAutocompleteResult
  const data = { choices: writeCompletions(handlers.complete(request)) }
  try {
    await responsesTo(address, clients).acknowledge({ type, data })
  } catch (err) {
    log.warn({ interaction: address.id, err }, 'Discord took no choices for an option.')
  }
}

/** A value that Discord would not take whole is left out. */
function writeCompletions(choices: readonly Choice[]): APIApplicationCommandOptionChoice[] {
  return choices
    .filter(({ value }) => value.trim() !== '' && value.length <= limits.choiceValue && value.isWellFormed())
    .slice(0, limits.completions)
    .map(({ label, value }) => ({ name: writeLabel(label, limits.choiceLabel), value }))
}
