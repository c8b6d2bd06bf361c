/** What discussions stand on where nothing was set and no upstream can be reached. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Kysely } from 'kysely'
import { type Channels, createChannels } from '../../src/channels/channels.ts'
import { settingsSchema } from '../../src/channels/settings.ts'
import type { DiscussionsOptions } from '../../src/discussions/create-discussions.ts'
import type { Database } from '../../src/storage/schema.ts'
import { createStore } from '../../src/storage/store.ts'

const button = { label: 'Save', command: 'save', options: {} }

export function offline(
  db: Kysely<Database>,
  now: () => Temporal.Instant,
): Pick<DiscussionsOptions, 'upstream' | 'actionsFor'> & { readonly channels: Channels } {
  const store = createStore(db, { namespace: 'settings', schema: settingsSchema, onDamaged: () => {} })
  return {
    channels: createChannels({ store, now, onChange: async () => {} }),
    upstream: { readAgain: async () => false },
    actionsFor: () => ({ parent: [button], opener: [button], followUp: [button] }),
  }
}
