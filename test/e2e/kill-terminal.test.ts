/** The bot in the terminal, killed before each of the steps that take a post from claim over send to confirm. */
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { nextListDay } from '../../src/papers/calendar.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { entry, startHuggingFace } from '../fakes/hugging-face.ts'
import { fetchLists } from './lab.ts'
import { newWorld, pipe, type World } from './process.ts'

/** A score of processes, on a machine that does other things too. */
const patienceMs = 120_000

const atOnce = 2

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

/** Kills the bot before its nth step, then before every second one, a day for each; how often it came to that. */
async function killedFrom(nth: number): Promise<number> {
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
    const [day, step] = [nextListDay(list), String(nth + atOnce * killed)]
    const killing = { NODE_OPTIONS: `--import=${preload}`, KILL_BEFORE: step }
    const { signal } = await bot(`${day}T08:00:00Z`, '', killing)
    if (signal === 'SIGKILL') killed++
    else finished = true
    const { stdout } = await bot(`${day}T08:10:00Z`, 'why\n')
    expect(keysIn(world, day), `killed before step ${step}`).toEqual(['digest', 'thread'])
    expect(stdout).toMatch(/, with the list of \w+ \d+ March: 1 posted\.\n\n/)
  }
  return killed
}

test(
  'killed before any step, a message and its thread are there once after the next start',
  async () => {
    const killed = await Promise.all(Array.from({ length: atOnce }, (_, at) => killedFrom(at + 1)))
    // The claim, then of each message: handed over, written into the transcript, confirmed.
    expect(killed.reduce((sum, count) => sum + count)).toBe(1 + 2 * 3)
  },
  patienceMs,
)
