/** Whose data can be exported and deleted: what is kept of each, what would be gone, and who is told. */
import type { Person } from '../../src/channels/kept-data.ts'
import { newSettings } from '../../src/channels/settings.ts'
import { formatPerson, formatPlace, withoutThread, workspaceWord } from '../../src/chat/place.ts'
import type { ActionButton } from '../../src/chat/reply.ts'
import type { Actor, Request } from '../../src/chat/request.ts'
import { rich } from '../../src/chat/rich-text.ts'
import { counted } from '../../src/papers/text.ts'
import type { Services } from '../services.ts'
import { announce, changeOpenly } from './announcements.ts'

export type DataRequest = Pick<Request, 'place' | 'scope' | 'actor' | 'id'>

interface Owner {
  /** As in "about this channel". */
  name(request: DataRequest): string
  /** Sentences about what is kept, before anything is done with it. */
  kept(request: DataRequest): string
  exported(request: DataRequest, services: Services): Promise<string>
  /** All that would be gone, as a list. */
  all(request: DataRequest, services: Services): Promise<string>
  /** Sentences about what becomes of all else. */
  stays(request: DataRequest): string
  /** Deletes it, and says so where others are concerned. */
  forget(request: DataRequest, services: Services): Promise<void>
  /** A sentence about what is left. */
  readonly left: string
}

export const settingsButton: ActionButton = { label: 'Settings', command: 'settings', options: {} }

export const whoOf = ({ name }: Actor): string => name ?? 'Somebody'

const left = 'Messages that were posted stay where they are, and their papers may be posted again.'

const channel: Owner = {
  name: ({ place }) => (place.person === undefined ? 'this channel' : 'your direct messages'),
  kept: () => 'Paperboy keeps the settings here, what is posted, and what was discussed.',
  exported: ({ place, scope }, services) => services.keptData.exported(place, scope.kind === 'public'),

  async all({ place }, services) {
    const { subscriptions } = await services.channels.get(place)
    const { length: papers } = await services.delivery.posted(withoutThread(place))
    return `its settings, ${counted(subscriptions.length, 'subscription')} and ${counted(papers, 'posted paper')}`
  },

  stays: ({ scope }) =>
    scope.kind === 'public'
      ? `Discussions that were opened here are forgotten; votes, verdicts and reading lists of public channels belong to all of them, and stay.`
      : `Discussions, votes, verdicts and what was saved here are forgotten too.`,

  async forget({ place: here, actor, id }, services) {
    const place = withoutThread(here)
    await changeOpenly({ place, actor }, services, async settings => {
      await services.keptData.forget(place)
      const what = 'what Paperboy kept about this channel; nothing is posted here any more'
      const text = rich`${whoOf(actor)} deleted ${what}.`
      return { made: undefined, settings, line: { key: `deleted:${id}`, text, buttons: [settingsButton] } }
    })
  },

  left,
}

const workspace: Owner = {
  name: ({ place }) => `this ${workspaceWord(place)}`,
  kept: ({ place }) =>
    `An export of this ${workspaceWord(place)} has what all of it may read: the settings and posts of public channels, and what was discussed, voted, judged and saved there. Deleting takes all, that of private channels too.`,
  exported: ({ place }, services) => services.keptData.exportedOf(place),
  all: async () =>
    'the settings, subscriptions and posted papers of all channels, discussions, votes, verdicts and reading lists',
  stays: () => 'What is kept about private channels is deleted too.',

  /** Every channel that posts end in is told why. */
  async forget({ place, actor, id }, services) {
    const before = await services.keptData.forgetAllOf(place)
    const told = new Map([newSettings(place), ...before].map(one => [formatPlace(one.place), one]))
    const what = `what Paperboy kept about this ${workspaceWord(place)}; nothing is posted here any more`
    for (const [key, settings] of told) {
      const text = rich`${whoOf(actor)} deleted ${what}.`
      announce({ key: `deleted:${id}:${key}`, text, buttons: [settingsButton] }, settings, services)
    }
  },

  left,
}

const person: Owner = {
  name: ({ place }) => `you in this ${workspaceWord(place)}`,
  kept: ({ place }) =>
    `Paperboy keeps what you voted for, judged, saved and discussed in this ${workspaceWord(place)}, and what you subscribed to in your direct messages.`,
  exported: (request, services) => services.keptData.exportedOfPerson(personOf(request, services)),
  all: async () => 'your votes, verdicts and reading list, and the subscriptions in your direct messages',
  stays: () =>
    'Discussions that you opened stay, without your name, and so do messages that were posted and what you set up in channels.',
  forget: (request, services) => services.keptData.forgetPerson(personOf(request, services)),
  left: 'Others see nothing of it any more.',
}

const personOf = ({ actor, place }: DataRequest, services: Services): Person => ({
  person: formatPerson(actor.id, place),
  direct: services.places.direct(actor.id, place),
})

export const owners = { channel, workspace, person }
