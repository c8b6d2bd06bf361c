/** Claims and posts a digest with a thread in the terminal, and kills itself before its nth step: a row that is written, or a post. */
import { setTimeout } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { killedBefore } from '../storage/killed-before.ts'
import { claim, deliveryIn, subscribed, transcriptFile } from './terminal.ts'

const [folder, nth] = process.argv.slice(2) as [string, string]
const { step, plugin } = killedBefore(Number(nth))

const db = await openDatabase(folder, { readOnly: false })
await subscribed(db)
const delivery = deliveryIn({
  db: db.withPlugin(plugin),
  transcript: openTranscript(transcriptFile(folder)),
  now: () => Temporal.Instant.from('2026-08-21T09:00:00Z'),
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
  step,
})
await delivery.start()
await delivery.claim(claim)
while ((await delivery.waiting()).waiting + (await delivery.waiting()).sending > 0) await setTimeout(1)
await delivery.stop()
await db.destroy()
