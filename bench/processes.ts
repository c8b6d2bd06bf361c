/** Node processes of their own, so that time and memory are those of one thing alone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { dataFolder } from './data.ts'
import type { Used } from './report.ts'

export interface Ended extends Used {
  readonly output: string
  /** From the start of Node to its end. */
  readonly seconds: number
  /** When the output first held each of the texts waited for, in milliseconds from the start of Node. */
  readonly marksMs: readonly number[]
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>
  /** All that comes in; it stays open until the last mark was seen. */
  readonly input?: string
  readonly marks?: readonly string[]
}

/** Where nobody listens, as far as anybody can promise. */
const nowhere = 'http://127.0.0.1:9'

/**
 * Runs a script to its end, in a folder without `.env` and without a network. A process begins with its parent's peak
 * of memory (https://man7.org/linux/man-pages/man2/getrusage.2.html), so hold nothing large before.
 *
 * @throws Error when it fails
 */
export async function run(
  script: URL,
  parameters: readonly string[],
  { env = {}, input = '', marks = [] }: RunOptions = {},
): Promise<Ended> {
  const start = performance.now()
  const child = startMeasured(script, parameters, env)
  const marksMs: number[] = []
  let output = ''
  child.stdin!.write(input)
  const look = (): void => {
    while (marksMs.length < marks.length && output.includes(marks[marksMs.length]!))
      marksMs.push(performance.now() - start)
    if (marksMs.length === marks.length) child.stdin!.end()
  }
  look()
  child.stdout!.setEncoding('utf8').on('data', (piece: string) => {
    output += piece
    look()
  })
  const [used, [code]] = await Promise.all([text(child.stdio[3] as Readable), once(child, 'close')])
  if (code !== 0 || marksMs.length < marks.length)
    throw new Error(`${script.href} did not do its work: ${output}`)
  const seconds = (performance.now() - start) / 1000
  return { output, seconds, marksMs, ...(JSON.parse(used) as Used) }
}

/** Starts a bot, lets somebody work with it once it says that it is ready, and ends it in order. */
export async function withBot<T>(
  script: URL,
  env: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly used: Used }> {
  const child = startMeasured(script, [], env)
  await once(child.stdout!, 'data')
  const result = await work()
  child.kill('SIGTERM')
  const [used] = await Promise.all([text(child.stdio[3] as Readable), once(child, 'close')])
  return { result, used: JSON.parse(used) as Used }
}

function startMeasured(
  script: URL,
  parameters: readonly string[],
  env: Readonly<Record<string, string>>,
): ChildProcess {
  // As the project's own scripts start, the peers too.
  const compiled = import.meta.resolve('../src/compile-cache.ts')
  const report = import.meta.resolve('./report.ts')
  const flags = ['--v8-pool-size=0', '--expose-gc', '--import', compiled, '--import', report]
  return spawn(process.execPath, [...flags, fileURLToPath(script), ...parameters], {
    cwd: tmpdir(),
    env: {
      PATH: process.env['PATH'],
      PAPERBOY_REAL_DATA: dataFolder,
      LOG_LEVEL: 'silent',
      HF_URL: nowhere,
      ARXIV_URL: nowhere,
      ...env,
    },
    stdio: ['pipe', 'pipe', 'inherit', 'pipe'],
  })
}

/** Lends an empty folder for the time of some work. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'paperboy-bench-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
