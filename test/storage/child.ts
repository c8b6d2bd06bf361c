/** A script run as a process of its own, so that a test can kill it at a line that it printed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Half of what a start takes is compiling; what one process has compiled, the next ones read. */
export const compileCache = join(tmpdir(), 'paperboy-compile-cache')

function start(from: string, script: string, parameters: readonly string[]) {
  const path = fileURLToPath(new URL(script, from))
  const child = spawn(process.execPath, [path, ...parameters], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
  })
  return { child, ended: once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]> }
}

/** Runs `script` (beside `from`) until it ends; the signal that ended it. */
export async function signalOf(
  from: string,
  script: string,
  parameters: readonly string[],
): Promise<NodeJS.Signals | null> {
  const [, signal] = await start(from, script, parameters).ended
  return signal
}

/** Runs `script` (beside `from`) and kills it with SIGKILL once it printed a line that `at` accepts; that line. */
export async function killAt(
  from: string,
  script: string,
  parameters: readonly string[],
  at: (line: string) => boolean,
): Promise<string> {
  const { child, ended } = start(from, script, parameters)
  for await (const line of createInterface({ input: child.stdout })) {
    if (!at(line)) continue
    child.kill('SIGKILL')
    await ended
    return line
  }
  throw new Error(`${script} ended before it was killed.`)
}
