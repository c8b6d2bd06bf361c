/** A thread: indexes papers, and answers with the index as a file has it. */
import { parentPort } from 'node:worker_threads'
import type { Paper } from '../papers/paper.ts'
import { createEngine } from '../search/engine.ts'

const port = parentPort!
port.on('message', (papers: readonly Paper[]) => {
  const engine = createEngine()
  engine.add(papers)
  const bytes = new Uint8Array(Buffer.concat([...engine.save('')]))
  port.postMessage(bytes, [bytes.buffer])
})
