import { setImmediate } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { expect, onTestFinished, test } from 'vitest'
import { openLibrary } from '../../src/library/open-library.ts'
import { createLog } from '../../src/log.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { transcriptFile } from '../delivery/terminal.ts'
import { signalOf } from '../storage/child.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { discussed, discussionsIn, opening } from './terminal.ts'

/** A dozen processes, on a machine that does other things too. */
const patienceMs = 120_000
const atOnce = 2
const log = createLog('silent')

const now = (): Temporal.Instant => Temporal.Instant.from('2026-08-21T08:00:00Z')

/** A data folder whose library knows the paper. */
async function filledFolder(): Promise<string> {
  const folder = temporaryFolder()
  const db = await openDatabase(folder, { readOnly: false })
  await (await openLibrary({ db, readOnly: false, now, log })).put([discussed])
  await db.destroy()
  return folder
}

/** The next process, whose time passes as fast as it waits: what is there by itself, and once somebody presses again. */
async function goOn(folder: string): Promise<{ alone: string[]; pressed: string[]; known: number }> {
  const db = await openDatabase(folder, { readOnly: false })
  const transcript = openTranscript(transcriptFile(folder))
  onTestFinished(() => transcript.close())
  let at = Temporal.Instant.from('2026-08-21T09:00:05Z')
  const wait = (milliseconds: number): Promise<void> => {
    at = at.add({ milliseconds })
    return setImmediate()
  }
  const keys = (): string[] => transcript.messages().map(({ key }) => key.split(':').slice(3).join(':'))
  const library = await openLibrary({ db, readOnly: false, now: () => at, log })
  const { delivery, discussions } = discussionsIn({ db, library, transcript, now: () => at, wait })
  await delivery.start()
  await discussions.start()
  for (let open = 1; open > 0; ) {
    for (let turn = 0; turn < 20; turn++) await setImmediate()
    const { waiting, sending } = await delivery.waiting()
    open = waiting + sending
  }
  const alone = keys()
  await discussions.open(opening)
  const known = await discussions.known([discussed.id], opening.reader)
  await discussions.settled()
  await delivery.stop()
  await db.destroy()
  return { alone, pressed: keys(), known: known.get(discussed.id)?.discussion ? 1 : 0 }
}

const both = ['2608.00001:1', '2608.00001:1:thread']

test(
  'killed at any step between opening and writing it down, there is one parent with one thread',
  async () => {
    let killed = 0
    let finished = false
    const from = async (first: number): Promise<void> => {
      for (let nth = first; !finished; nth += atOnce) {
        const folder = await filledFolder()
        const signal = await signalOf(import.meta.url, './open-one.ts', [folder, String(nth)])
        if (signal === 'SIGKILL') killed++
        else finished = true
        const { alone, pressed, known } = await goOn(folder)
        expect(pressed, `killed before step ${nth}`).toEqual(both)
        expect([[], both], `killed before step ${nth}`).toContainEqual(alone)
        expect(known).toBe(1)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, at) => from(at + 1)))
    // The row, two messages, twice two changes of each and its post, where it stands.
    expect(killed).toBeGreaterThanOrEqual(1 + 2 + 2 * 3 + 1)
  },
  patienceMs,
)
