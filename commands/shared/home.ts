/** What a person's home page says of the daily papers in their workspace, as far as everybody there may see it, and of their own reading list. */
import type { ChannelSettings } from '../../src/channels/settings.ts'
import { formatPlace, type Place } from '../../src/chat/place.ts'
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
    return { kind: 'text', small: true, text: [link] }
  })
  const all: ActionButton = { label: `All ${entries.length}`, command: 'reading', options: {} }
  return [
    { kind: 'text', text: [{ bold: 'Your reading list' }] },
    ...lines,
    { kind: 'buttons', buttons: [all] },
  ]
}

async function dailyBlocks(person: Place, services: Services): Promise<Block[]> {
  const near: ChannelSettings[] = []
  for await (const settings of services.channels.all())
    if (settings.subscriptions.length > 0 && isNear(settings.place, person)) near.push(settings)
  const [own, channels] = [near.filter(isOwn), near.filter(settings => !isOwn(settings))]
  const shown = [...own, ...channels.slice(0, mostAsked)].map(settings => channelBlocks(settings, services))
  const lines = (await Promise.all(shown)).filter(blocks => blocks.length > 0).slice(0, mostShown)
  return lines.length === 0 ? [] : [{ kind: 'text', text: [{ bold: 'Daily papers' }] }, ...lines.flat()]
}

const isOwn = ({ place }: ChannelSettings): boolean => place.person !== undefined

/** The person's own direct messages, or a channel of the workspace. */
function isNear(place: Place, person: Place): boolean {
  if (place.person !== undefined) return formatPlace(place) === formatPlace(person)
  return place.platform === person.platform && place.workspace === person.workspace
}

/** Nothing of a channel that is private, or of which that isn't known. */
async function channelBlocks(
  { place, subscriptions }: ChannelSettings,
  services: Services,
): Promise<Block[]> {
  const inspection = place.person === undefined ? await inspected(place, services) : undefined
  if (place.person === undefined && inspection?.private !== false) return []
  const where = inspection ? `#${inspection.name ?? place.channel}` : 'To you'
  const lines = subscriptions.map(async one => {
    const times = joinRich(await timesOf(one, services), ' · ')
    return rich`${where}: ${subscriptionName(one)} · ${times}`
  })
  return (await Promise.all(lines)).map((text): Block => ({ kind: 'text', small: true, text }))
}
