/** Delivery into the terminal's transcript, for processes that are killed and the one that goes on after them. */
import { join } from 'node:path'
import type { Temporal } from '@js-temporal/polyfill'
import { createDelivery, type DeliveryOptions } from '../../src/delivery/create-delivery.ts'
import type { Claim, Delivery } from '../../src/delivery/delivery.ts'
import { createLog } from '../../src/log.ts'
import { createPosting } from '../../src/terminal/posting.ts'
import type { Transcript } from '../../src/terminal/transcript.ts'
import { said } from '../contract/platform-harness.ts'

const channel = { platform: 'terminal', workspace: 'local', channel: 'papers' }

export const claim: Claim = {
  subscription: 's1',
  date: '2026-08-21',
  channel,
  papers: [{ id: '2608.00001', receipt: {} }],
  posts: [
    { key: 'digest', place: channel, reply: said('digest') },
    {
      key: 'details',
      place: channel,
      reply: said('details'),
      thread: { title: 'Details', tags: [], under: 'digest' },
    },
  ],
}

export const transcriptFile = (folder: string): string => join(folder, 'terminal.jsonl')

interface Options extends Pick<DeliveryOptions, 'db' | 'wait'> {
  readonly transcript: Transcript
  readonly now: () => Temporal.Instant
  /** Called before and after every post. */
  readonly step?: () => void
}

export function deliveryIn({ transcript, now, step = () => {}, ...options }: Options): Delivery {
  const posting = createPosting({ transcript, now, show: step })
  return createDelivery({
    ...options,
    now,
    platforms: new Map([
      [
        'terminal',
        {
          ...posting,
          post: (...parameters) => {
            step()
            return posting.post(...parameters)
          },
          openThread: (...parameters) => {
            step()
            return posting.openThread(...parameters)
          },
        },
      ],
    ]),
    log: createLog('silent'),
    onRefused: async () => {},
  })
}
