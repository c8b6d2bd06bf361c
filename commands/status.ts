import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import type { Block } from '../src/chat/reply.ts'
import { type RichText, rich } from '../src/chat/rich-text.ts'
import { formatLongDate } from '../src/papers/calendar.ts'
import { counted, grouped } from '../src/papers/text.ts'
import type { SourceHealth } from '../src/sources/source.ts'
import type { Services } from './services.ts'
import { channelStatus } from './shared/channel-status.ts'

const schema = z.object({})

export const status = defineCommand<Services, typeof schema>({
  name: 'status',
  summary: 'Show what is posted here, what waits, and how the library and its sources are',
  options: schema,
  examples: ['status'],
  access: 'anyone',
  surfaces: ['typed', 'button', 'mention', 'direct', 'home'],
  run: async ({ place }, services) => {
    const lines = [
      await libraryLine(services),
      ...(await listLine(services)),
      ...sourceLines(services),
      ...encoderLine(services),
    ]
    return {
      reply: {
        summary: `Library: ${counted(services.library.size, 'paper')}`,
        visibility: 'private',
        blocks: [
          { kind: 'heading', text: [{ bold: 'Status' }] },
          ...[...(await channelStatus(place, services)), ...lines].map(
            (text): Block => ({ kind: 'text', text }),
          ),
        ],
      },
    }
  },
})

async function libraryLine({ library }: Services): Promise<RichText> {
  const from = library.onlyStarter ? ', those that come with Paperboy' : ''
  return [`Library: ${counted(library.size, 'paper')}${from}.`]
}

async function listLine({ library }: Services): Promise<RichText[]> {
  const newest = await library.newestList()
  if (!newest) return [['No list is known yet.']]
  const { date, papers, closed, fetchedAt } = newest
  const state = closed ? ', complete' : ''
  const when = fetchedAt ? rich`, fetched ${{ moment: fetchedAt, show: 'relative' }}` : []
  return [rich`Newest list: ${formatLongDate(date)}, ${counted(papers, 'paper')}${state}${when}.`]
}

function sourceLines({ upstream }: Services): RichText[] {
  return upstream.health().map(({ name, health }) => rich`${name}: ${healthText(health)}.`)
}

function encoderLine({ library }: Services): RichText[] {
  const { encoding, size } = library
  if (!encoding) return []
  const { model, health, encoded, inTime } = encoding
  const slow = inTime ? [] : ['; too slow for searches, which do without it']
  const papers = `${grouped(encoded)} of ${counted(size, 'paper')} encoded`
  return [rich`Encoder ${model}: ${healthText(health)}${slow}; ${papers}.`]
}

function healthText(health: SourceHealth): RichText {
  if (health.state === 'unknown') return ['not asked yet']
  if (health.state === 'paused') return rich`asks for a pause until ${{ moment: health.until, show: 'time' }}`
  const since = { moment: health.since, show: 'date and time' } as const
  return health.state === 'up'
    ? rich`answering since ${since}`
    : rich`not answering since ${since}: ${health.reason}`
}
