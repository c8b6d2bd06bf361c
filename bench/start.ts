/** How long after Node's start is the first question answered, and in how much memory? */
import type { Prepared, PreparedEngine } from './prepare.ts'
import { type Ended, run } from './processes.ts'
import { engineTitles, type Row, table } from './table.ts'
import { percentile } from './timing.ts'

const question = 'kv cache quantization\n'
const starts = 3

/** Medians of three starts, Hugging Face and arXiv out of reach. The peers open an index and find ids, no more. */
export async function startTable({ dataFolder, engines }: Prepared): Promise<string> {
  const rows = [await measure('Paperboy', () => startPaperboy(dataFolder))]
  for (const engine of engines.filter(({ name }) => name !== 'paperboy'))
    rows.push(await measure(engineTitles[engine.name], () => startPeer(engine)))
  return table('Start to ready, to the first answer', ['ready ms', 'answer ms', 'CPU s', 'peak MB'], rows)
}

function startPaperboy(dataFolder: string): Promise<Ended> {
  return run(new URL('../src/main.ts', import.meta.url), [], {
    env: { PAPERBOY_DATA: dataFolder },
    input: question,
    marks: ['Paperboy: ', ' 1. '],
  })
}

function startPeer({ name, file }: PreparedEngine): Promise<Ended> {
  const program = new URL('engines/answer.ts', import.meta.url)
  return run(program, [name, file], { input: question, marks: ['ready', 'found '] })
}

async function measure(title: string, start: () => Promise<Ended>): Promise<Row> {
  const runs: Ended[] = []
  while (runs.length < starts) runs.push(await start())
  const median = (of: (ended: Ended) => number): number => percentile(runs.map(of), 0.5)
  return [
    title,
    median(({ marksMs }) => marksMs[0]!),
    median(({ marksMs }) => marksMs[1]!),
    median(({ cpuSeconds }) => cpuSeconds),
    median(({ peakMb }) => peakMb),
  ]
}
