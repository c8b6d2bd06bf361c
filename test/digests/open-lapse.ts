import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openMemoryDatabase } from '../../src/storage/database.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { type Edition, TimeLapse } from './time-lapse.ts'

/** A bot that was started, for the length of a test. */
export async function openLapse(begin: string, editions: readonly Edition[] = []): Promise<TimeLapse> {
  const db = await openMemoryDatabase()
  onTestFinished(() => db.destroy())
  const lapse = new TimeLapse({ db, snapshotFile: join(temporaryFolder(), 'search.index'), begin, editions })
  onTestFinished(() => lapse.stop())
  await lapse.start()
  return lapse
}
