/** Opens a discussion in the terminal, and kills itself before its nth step: a row that is written, or a post. */
import { setTimeout } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import type { KyselyPlugin } from 'kysely'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { transcriptFile } from '../delivery/terminal.ts'
import { discussionsIn, opening } from './terminal.ts'

const [folder, nth] = [process.argv[2]!, Number(process.argv[3])]
let steps = 0
const step = (): void => {
  if (++steps === nth) process.kill(process.pid, 'SIGKILL')
}
const counting: KyselyPlugin = {
  transformQuery({ node }) {
    if (node.kind === 'InsertQueryNode' || node.kind === 'UpdateQueryNode') step()
    return node
  },
  transformResult: async ({ result }) => result,
}

const now = (): Temporal.Instant => Temporal.Instant.from('2026-08-21T09:00:00Z')
const db = await openDatabase(folder, { readOnly: false })
const { delivery, discussions } = discussionsIn({
  db: db.withPlugin(counting),
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
