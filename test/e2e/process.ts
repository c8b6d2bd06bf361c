/** Paperboy as people run it: real processes on a data folder of their own, with nothing of this environment. */
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { type FakeHuggingFace, startHuggingFace } from '../fakes/hugging-face.ts'
import { startUpstream } from '../fakes/upstream.ts'
import { compileCache } from '../storage/child.ts'
import { temporaryFolder } from '../storage/folder.ts'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly pid: number
  readonly ended: Promise<Ended>
  /** Resolves once stdout holds the text; fails when the process ends without it. */
  until(text: string): Promise<void>
  type(text: string): void
  /** The input ends here. */
  end(): void
  kill(signal: NodeJS.Signals): void
}

/** A world for processes: where the data is, and where the upstreams are. */
export interface World {
  readonly data: string
  readonly env: Readonly<Record<string, string>>
  /** Where it is run; a folder without `.env` when left out. */
  readonly cwd?: string
}

/** An empty folder, not made yet, and upstreams: those given, otherwise ports at which nobody listens. */
export async function newWorld(upstreams: { hub?: string; arxiv?: string } = {}): Promise<World> {
  const folder = temporaryFolder()
  const data = join(folder, 'data')
  const { hub = await closedPort(), arxiv = await closedPort() } = upstreams
  return { data, env: { PAPERBOY_DATA: data, HF_URL: hub, ARXIV_URL: arxiv } }
}

export function startBot(world: World, env: Readonly<Record<string, string>> = {}): Running {
  return start('main.ts', [], { ...world.env, ...env })
}

/** Runs the command line to its end. */
export function papers(world: World, ...parameters: string[]): Promise<Ended> {
  return startPapers(world, ...parameters).ended
}

export function startPapers({ env, cwd }: World, ...parameters: string[]): Running {
  const running = start('cli.ts', parameters, env, cwd)
  running.end()
  return running
}

/** Runs the bot with a piped input, to its end. */
export function pipe(
  world: World,
  input: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const bot = startBot(world, env)
  bot.type(input)
  bot.end()
  return bot.ended
}

function start(
  script: string,
  parameters: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd = temporaryFolder(),
): Running {
  const path = fileURLToPath(new URL(`../../src/${script}`, import.meta.url))
  const child = spawn(process.execPath, [path, ...parameters], {
    cwd,
    env: {
      TZ: 'Europe/Berlin',
      LC_ALL: 'en_GB.UTF-8',
      LOG_LEVEL: 'silent',
      NODE_COMPILE_CACHE: compileCache,
      ...env,
    },
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', text => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', text => (output.stderr += text))
  // A process that has ended reads no more; its answer says why.
  child.stdin.on('error', () => undefined)
  const closed = once(child, 'close') as Promise<[code: number | null, signal: NodeJS.Signals | null]>
  const ended = closed.then(([code, signal]) => ({ code, signal, ...output }))
  return {
    pid: child.pid!,
    ended,
    until: text => untilOutput(child, output, text),
    type: text => void child.stdin.write(text),
    end: () => void child.stdin.end(),
    kill: signal => void child.kill(signal),
  }
}

function untilOutput(
  child: ChildProcessWithoutNullStreams,
  output: Readonly<Omit<Ended, 'code' | 'signal'>>,
  text: string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => output.stdout.includes(text) && resolve()
    child.stdout.on('data', look)
    child.once('close', () => reject(new Error(`It ended without "${text}": ${JSON.stringify(output)}`)))
    look()
  })
}

async function closedPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return `http://127.0.0.1:${port}`
}

export interface Gate {
  readonly url: string
  /** Resolves when the list of the date is asked for. */
  readonly reached: Promise<void>
}

/** A Hugging Face that answers until it is asked for the list of a date, and then never does. */
export async function stallsAt(hub: FakeHuggingFace, date: string): Promise<Gate> {
  const { promise: reached, resolve } = Promise.withResolvers<void>()
  const passOn = async ({ pathname, search }: URL, response: ServerResponse) => {
    const answer = await fetch(`${hub.url}${pathname}${search}`)
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text())
  }
  const { url } = await startUpstream((_request, response, asked) => {
    if (asked.searchParams.get('date') === date) resolve()
    else void passOn(asked, response)
  })
  return { url, reached }
}

/** A Hugging Face of today: the command line and the sync live by the real clock. */
export function startHub(): Promise<FakeHuggingFace> {
  return startHuggingFace(new Date().toISOString().slice(0, 10))
}
