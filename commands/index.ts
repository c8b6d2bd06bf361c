/** Everything the bot can do, in the order in which help shows it. */
import { zonesLike } from '../src/channels/zones.ts'
import { type Command, type Completer, isInternal } from '../src/chat/command.ts'
import type { Choice } from '../src/chat/request.ts'
import { latexToText } from '../src/papers/latex.ts'
import { oneLine } from '../src/papers/text.ts'
import { cite } from './cite.ts'
import { daily } from './daily.ts'
import { data } from './data.ts'
import { discuss } from './discuss.ts'
import { createHelp } from './help.ts'
import { history } from './history.ts'
import { mentioned } from './mentioned.ts'
import { paper } from './paper.ts'
import { reading } from './reading.ts'
import { remove } from './remove.ts'
import { save } from './save.ts'
import { search } from './search.ts'
import type { Services } from './services.ts'
import { settings } from './settings.ts'
import { status } from './status.ts'
import { subscribe } from './subscribe.ts'
import { subscriptions } from './subscriptions.ts'
import { trending } from './trending.ts'
import { verdict } from './verdict.ts'
import { vote } from './vote.ts'
import { why } from './why.ts'

export const commands: readonly Command<Services>[] = [
  search,
  paper,
  daily,
  trending,
  discuss,
  subscribe,
  subscriptions,
  why,
  save,
  reading,
  history,
  mentioned,
  cite,
  settings,
  data,
  status,
  createHelp(() => listed),
  remove,
  vote,
  verdict,
]

/** What people are told of. */
const listed = commands.filter(command => !isInternal(command))

/** The most that a platform shows while somebody types. */
const mostChoices = 25

/** What can be offered while an option is typed, by the name in its `.meta({completes})`. */
export const completers: Readonly<Record<string, Completer<Services>>> = {
  papers: (typed, { library }) =>
    library
      .completePaper(typed, mostChoices)
      .map(({ id, title }) => ({ label: latexToText(title), value: id })),
  queries: (typed, { library }) =>
    completeQuery(typed, name => library.completeOrganization(name, mostChoices)),
  zones: typed => zonesLike(typed, mostChoices).map(zone => ({ label: zone, value: zone })),
  commands: typed =>
    [...listed.map(({ name }) => name), 'all']
      .filter(name => name.startsWith(typed))
      .map(name => ({ label: name, value: name })),
}

/** The organisation at the end of a query that is being typed. */
function completeQuery(typed: string, organizations: (name: string) => string[]): Choice[] {
  const [, before, name] = /^(.*\borg:)"?([^"\s]+)$/i.exec(typed) ?? []
  if (before === undefined || name === undefined) return []
  return organizations(name).map(found => ({
    label: found,
    value: `${before}${nameAsTyped(found)}`,
  }))
}

/** Quotes end a name where they stand, and it is found by its words without them. */
function nameAsTyped(name: string): string {
  const words = oneLine(name.replace(/["“”„«»]/g, ' '))
  return /\s/.test(words) ? `"${words}"` : words
}
