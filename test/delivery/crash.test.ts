import { setImmediate } from 'node:timers/promises'
import { Temporal } from '@js-temporal/polyfill'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { signalOf } from '../storage/child.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { claim, deliveryIn, transcriptFile } from './terminal.ts'

/** More than a dozen processes, on a machine that does other things too. */
const patienceMs = 120_000
const atOnce = 2

/** The next process, whose time passes as fast as it waits; the keys of all that stands in the transcript at its end. */
async function goOn(folder: string): Promise<string[]> {
  const db = await openDatabase(folder, { readOnly: false })
  const transcript = openTranscript(transcriptFile(folder))
  onTestFinished(() => transcript.close())
  let now = Temporal.Instant.from('2026-08-21T09:00:05Z')
  const wait = (milliseconds: number): Promise<void> => {
    now = now.add({ milliseconds })
    return setImmediate()
  }
  const delivery = deliveryIn({ db, transcript, now: () => now, wait })
  await delivery.start()
  await delivery.claim(claim)
  for (let open = 1; open > 0; ) {
    await setImmediate()
    const { waiting, sending } = await delivery.waiting()
    open = waiting + sending
  }
  expect((await delivery.slot('s1', claim.date))?.posts.map(({ delivered }) => delivered.kind)).toEqual([
    'sent',
    'sent',
  ])
  await delivery.stop()
  await db.destroy()
  return transcript.messages().map(({ key }) => key)
}

test(
  'killed at any step between claim, sending, send and confirm, each message is there once',
  async () => {
    let killed = 0
    let finished = false
    const from = async (first: number): Promise<void> => {
      for (let nth = first; !finished; nth += atOnce) {
        const folder = temporaryFolder()
        const signal = await signalOf(import.meta.url, './deliver.ts', [folder, String(nth)])
        if (signal === 'SIGKILL') killed++
        else finished = true
        expect(await goOn(folder), `killed before step ${nth}`).toEqual(['digest', 'details'])
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, at) => from(at + 1)))
    expect(killed).toBe(4 + 2 * 4)
  },
  patienceMs,
)
