/** Opens a discussion in the terminal, and kills itself before its nth step: a row that is written, or a post. */
import { setTimeout } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { transcriptFile } from '../delivery/terminal.ts'
import { killedBefore } from '../storage/killed-before.ts'
import { discussionsIn, opening } from './terminal.ts'

const [folder, nth] = process.argv.slice(2) as [string, string]
const { step, plugin } = killedBefore(Number(nth))

const now = (): Temporal.Instant => Temporal.Instant.from('2026-08-21T09:00:00Z')
const db = await openDatabase(folder, { readOnly: false })
const { delivery, discussions } = discussionsIn({
  db: db.withPlugin(plugin),
  library: await openLibrary({ db, readOnly: false, now, log: createLog('silent') }),
  transcript: openTranscript(transcriptFile(folder)),
  now,
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
  step,
})
await delivery.start()
await discussions.open(opening)
await delivery.stop()
await db.destroy()
