/** Claims a post that cannot be sent yet, pauses its subscription, and kills itself as soon as that is on the disk. */
import { Temporal } from '@js-temporal/polyfill'
import { withPause } from '../../src/channels/changes.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { ada } from '../channels/fixture.ts'
import { claim, deliveryIn, subscribed, transcriptFile } from './terminal.ts'

const folder = process.argv[2]!
const at = '2026-08-21T09:00:00Z'
const db = await openDatabase(folder, { readOnly: false })
const channels = await subscribed(db, async ({ subscriptions: [one] }) => {
  if (one?.paused) process.kill(process.pid, 'SIGKILL')
})
const delivery = deliveryIn({
  db,
  transcript: openTranscript(transcriptFile(folder)),
  now: () => Temporal.Instant.from(at),
  wait: () => new Promise(() => {}),
})
// Sending has not begun, as where the platform cannot be reached.
await delivery.claim(claim)
await channels.update(claim.channel, settings =>
  withPause(settings, claim.subscription, true, { by: ada, at }),
)
