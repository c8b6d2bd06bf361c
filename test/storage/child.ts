/** A script run as a process of its own, so that a test can kill it at a line that it printed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Runs `script` (beside `from`) and kills it with SIGKILL once it printed a line that `at` accepts; that line. */
export async function killAt(
  from: string,
  script: string,
  parameters: readonly string[],
  at: (line: string) => boolean,
): Promise<string> {
  const path = fileURLToPath(new URL(script, from))
  const child = spawn(process.execPath, [path, ...parameters], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  for await (const line of createInterface({ input: child.stdout })) {
    if (!at(line)) continue
    child.kill('SIGKILL')
    await ended
    return line
  }
  throw new Error(`${script} ended before it was killed.`)
}
