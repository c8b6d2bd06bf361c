/** The bot in the terminal, killed before each of the steps that take a post from claim over send to confirm. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { nextListDay } from '../../src/papers/calendar.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { entry, startHuggingFace } from '../fakes/hugging-face.ts'
import { fetchLists } from './lab.ts'
import { newWorld, pipe, type World } from './process.ts'

/** Sixteen processes, on a machine that does other things too. */
const patienceMs = 120_000

const preload = fileURLToPath(new URL('kill-before.ts', import.meta.url))

/** Days, upvotes and what it is chosen from stay; the form is a message with a thread. */
const filters = ['more filters', '', '', '', '2']
const subscribing = ['subscribe caching zone:Berlin time:09:00', ...filters, 'save', ''].join('\n')

function keysIn({ data }: World, date: string): string[] {
  const transcript = openTranscript(join(data, 'terminal.jsonl'))
  onTestFinished(() => transcript.close())
  return transcript
    .messages()
    .flatMap(({ key }) => (key.includes(`:${date}:`) ? [key.split(':').at(-1)!] : []))
}

test(
  'killed before any step, a message and its thread are there once after the next start',
  async () => {
    const hub = await startHuggingFace()
    const world = await newWorld({ hub: hub.url })
    const bot = async (at: string, input: string, env: Readonly<Record<string, string>> = {}) => {
      await fetchLists(world, hub, at)
      return pipe(world, input, { ...env, PAPERBOY_NOW: at })
    }
    expect((await bot('2025-03-03T12:00:00Z', subscribing)).stdout).toMatch(
      /nothing saved yet[^]*› save\nSaved\. First post Tue 4 Mar 09:00\.[^]*#papers\nYou set up daily papers/,
    )
    let killed = 0
    for (let list = '2025-03-03', finished = false; !finished; list = nextListDay(list)) {
      hub.lists.set(list, [entry(`2503.${list.slice(8)}001`, { title: `Caching ${list}` })])
      const day = nextListDay(list)
      const step = { NODE_OPTIONS: `--import=${preload}`, KILL_BEFORE: String(killed + 1) }
      const { signal } = await bot(`${day}T08:00:00Z`, '', step)
      if (signal === 'SIGKILL') killed++
      else finished = true
      const { stdout } = await bot(`${day}T08:10:00Z`, 'why\n')
      expect(keysIn(world, day), `killed before step ${killed}`).toEqual(['digest', 'thread'])
      expect(stdout).toMatch(/, with the list of \w+ \d+ March: 1 posted\.\n\n/)
    }
    // The claim, then of each message: handed over, written into the transcript, confirmed.
    expect(killed).toBe(1 + 2 * 3)
  },
  patienceMs,
)
