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

/**
 * The next process, whose time passes as fast as it waits: what became of the posts, and the keys of all that stands in
 * the transcript at its end.
 */
async function goOn(folder: string): Promise<{ became: string[]; there: string[] }> {
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
  const { posts } = (await delivery.slot('s1', claim.date))!
  await delivery.stop()
  await db.destroy()
  return {
    became: posts.map(({ delivered }) => delivered.kind),
    there: transcript.messages().map(({ key }) => key),
  }
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
        expect(await goOn(folder), `killed before step ${nth}`).toEqual({
          became: ['sent', 'sent'],
          there: ['digest', 'details'],
        })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, (_, at) => from(at + 1)))
    expect(killed).toBe(4 + 2 * 4)
  },
  patienceMs,
)

test('killed as soon as it is stored that a subscription is paused, the next process sends nothing of it', async () => {
  const folder = temporaryFolder()
  expect(await signalOf(import.meta.url, './pause.ts', [folder])).toBe('SIGKILL')
  expect(await goOn(folder)).toEqual({ became: ['refused', 'refused'], there: [] })
})
