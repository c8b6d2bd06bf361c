/** Small things by key, typed: a Keyv namespace whose writes are certain and whose reads are checked. */
import { Keyv, type KeyvSerializationAdapter } from 'keyv'
import type { Kysely } from 'kysely'
import { z } from 'zod'
import { PaperboyError } from '../errors.ts'
import { setAside } from './damaged.ts'
import { KeyvStore } from './keyv-store.ts'
import type { DamagedValueRow, Database } from './schema.ts'

export type Namespace = 'settings' | 'buttons' | 'answers' | 'seen'

export interface Store<T> {
  /** @throws PaperboyError `storage.damaged-value` when what is stored cannot be read; it is never taken for absent. */
  get(key: string): Promise<T | undefined>
  /** Resolves when it is on disk. `ttlMs`: how long it is kept; for ever when left out. */
  set(key: string, value: T, ttlMs?: number): Promise<void>
  delete(key: string): Promise<void>
  /** All that is stored, read a page at a time. A damaged value is told and left out. */
  entries(): AsyncGenerator<[key: string, value: T]>
}

export interface StoreOptions<T> {
  readonly namespace: Namespace
  /** What a value is; checked when it is stored and when it is read. */
  readonly schema: z.ZodType<T>
  /** Told of a value that cannot be read, each time it is read. It was copied to `damaged_values` first. */
  readonly onDamaged: (damage: DamagedValueRow) => void
}

/** What is read in place of a value that cannot be read. */
class Damage {
  readonly text: string
  readonly reason: string

  constructor(text: string, reason: string) {
    this.text = text
    this.reason = reason
  }
}

/** Keyv swallows failures once somebody listens for `error`; nobody does, so each of its calls throws what went wrong. */
export function createStore<T>(db: Kysely<Database>, options: StoreOptions<T>): Store<T> {
  const { namespace, schema, onDamaged } = options
  const serialization = { stringify: JSON.stringify, parse: readerOf(schema) }
  const keyv = new Keyv<T | Damage>({ store: new KeyvStore(db), namespace, serialization })

  async function tell(key: string, { text, reason }: Damage): Promise<void> {
    const damage = { namespace, key, value: text, reason }
    await setAside(db, damage)
    onDamaged(damage)
  }

  return {
    async get(key) {
      const value = await keyv.get(key)
      if (!(value instanceof Damage)) return value
      await tell(key, value)
      throw new PaperboyError(
        'storage.damaged-value',
        `What was stored as "${key}" (${namespace}) is damaged.`,
        {
          help: 'It is kept in the table damaged_values, and stays in force as damaged until it is set again.',
        },
      )
    },
    async set(key, value, ttlMs) {
      if (!(await keyv.set(key, schema.parse(value), ttlMs)))
        throw new PaperboyError('storage.not-stored', `"${key}" (${namespace}) could not be stored.`)
    },
    async delete(key) {
      await keyv.delete(key)
    },
    async *entries() {
      for await (const entry of keyv.iterator()) {
        const [key, value] = entry as [string, T | Damage]
        if (value instanceof Damage) await tell(key, value)
        else yield [key, value]
      }
    },
  }
}

/** Reads Keyv's envelope `{value, expires}` and checks the value in it. */
function readerOf<T>(schema: z.ZodType<T>): KeyvSerializationAdapter['parse'] {
  const envelope = z.object({ value: schema, expires: z.number().optional() })
  const read = (text: string): { value: T | Damage } => {
    try {
      return envelope.parse(JSON.parse(text))
    } catch (error) {
      return { value: new Damage(text, error instanceof z.ZodError ? z.prettifyError(error) : String(error)) }
    }
  }
  return read as KeyvSerializationAdapter['parse']
}
