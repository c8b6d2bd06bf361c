/** Delivery into the terminal's transcript, for processes that are killed and the one that goes on after them. */
import { join } from 'node:path'
import { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { type ChannelsOptions, createChannels } from '../../src/channels/channels.ts'
import { settingsSchema } from '../../src/channels/settings.ts'
import { isWanted } from '../../src/channels/wanted.ts'
import { createDelivery, type DeliveryOptions } from '../../src/delivery/create-delivery.ts'
import type { Claim, Delivery } from '../../src/delivery/delivery.ts'
import { createLog } from '../../src/log.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStore } from '../../src/storage/store.ts'
import { createPosting } from '../../src/terminal/posting.ts'
import type { Transcript } from '../../src/terminal/transcript.ts'
import { subscription } from '../channels/fixture.ts'
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

const at = Temporal.Instant.from('2026-08-21T09:00:00Z')

/** The settings of that channel, with the claim's subscription. */
export async function subscribed(
  db: Kysely<Database>,
  onChange: ChannelsOptions['onChange'] = async () => {},
) {
  const store = createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} })
  const channels = createChannels({ store, now: () => at, onChange })
  const subscriptions = [subscription({ id: claim.subscription })]
  await channels.update(channel, settings => ({ ...settings, subscriptions }))
  return channels
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
    isWanted,
    onRefused: async () => {},
  })
}
