/** What a person's home page says of the daily papers in their workspace, as far as everybody there may see it, and of their own reading list. */
import { noneIfDamaged } from '../../src/channels/channels.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
import { smallText } from '../../src/chat/replies.ts'
import type { ActionButton, Block } from '../../src/chat/reply.ts'
import { joinRich, rich } from '../../src/chat/rich-text.ts'
import type { Reader } from '../../src/discussions/discussions.ts'
import { paperLinks } from '../../src/papers/ids.ts'
import { latexToText } from '../../src/papers/latex.ts'
import type { Services } from '../services.ts'
import { inspected } from './preview.ts'
import { timesOf } from './subscription-list.ts'
import { subscriptionName } from './subscription-texts.ts'

/** Channels that are shown, of so many that are asked about: private ones are not. */
const mostShown = 10
const mostAsked = 30
/** Papers of the reading list that are shown. */
const mostPapers = 5

/** The daily papers near the person, then their reading list; nothing where there are neither. */
export async function homeBlocks(request: Reader, services: Services): Promise<Block[]> {
  return [...(await dailyBlocks(request.place, services)), ...(await readingBlocks(request, services))]
}

/** The person's own reading list, the latest first. */
async function readingBlocks(request: Reader, services: Services): Promise<Block[]> {
  const entries = await services.discussions.reading('mine', request)
  if (entries.length === 0) return []
  const papers = await services.library.many(entries.slice(0, mostPapers).map(({ paper }) => paper))
  const lines = papers.map((paper): Block => {
    const link = { link: paperLinks(paper).huggingface, text: latexToText(paper.title) }
    return smallText([link])
  })
  const all: ActionButton = { label: `All ${entries.length}`, command: 'reading', options: {} }
  return [
    { kind: 'text', text: [{ bold: 'Your reading list' }] },
    ...lines,
    { kind: 'buttons', buttons: [all] },
  ]
}

async function dailyBlocks(person: Place, services: Services): Promise<Block[]> {
  const places = [...(await services.channels.subscribed())].map(({ place }) => place)
  const near = places.filter(place => isNear(place, person))
  const [own, channels] = [near.filter(isOwn), near.filter(place => !isOwn(place))]
  const named = [...own, ...channels.slice(0, mostAsked)].map(place => namedChannel(place, services))
  const shown = (await Promise.all(named)).flat().slice(0, mostShown)
  const lines = await Promise.all(shown.map(one => channelBlocks(one, services)))
  return lines.length === 0 ? [] : [{ kind: 'text', text: [{ bold: 'Daily papers' }] }, ...lines.flat()]
}

const isOwn = ({ person }: Place): boolean => person !== undefined

/** The person's own direct messages, or a channel of the workspace. */
function isNear(place: Place, person: Place): boolean {
  if (place.person !== undefined) return formatPlace(place) === formatPlace(person)
  return place.platform === person.platform && place.workspace === person.workspace
}

interface Named {
  readonly place: Place
  readonly name: string
}

/** No channel that is private, or of which that isn't known. */
async function namedChannel(place: Place, services: Services): Promise<Named[]> {
  if (isOwn(place)) return [{ place, name: 'To you' }]
  const inspection = await inspected(place, services)
  return inspection?.private === false ? [{ place, name: `#${inspection.name ?? place.channel}` }] : []
}

async function channelBlocks({ place, name }: Named, services: Services): Promise<Block[]> {
  const settings = await services.channels.get(place).catch(noneIfDamaged)
  const lines = (settings?.subscriptions ?? []).map(async one => {
    const times = joinRich(await timesOf(one, services), ' · ')
    return rich`${name}: ${subscriptionName(one)} · ${times}`
  })
  return (await Promise.all(lines)).map(smallText)
}
