/** How fast and how well does each engine find, how large is it, on the same documents and queries? */
import type { Served } from './engines/serve.ts'
import type { Prepared } from './prepare.ts'
import { run } from './processes.ts'
import { engineTitles, type Row, table } from './table.ts'

const columns = [
  'keywords p50 ms',
  'p99 ms',
  '25 words p50 ms',
  'p99 ms',
  'nDCG@10',
  'resident MB',
  'index build s',
  'index on disk MB',
]

/** Each engine opens its saved index in a process of its own. Only the Daily Papers are judged. */
export async function searchTable({ collection, engines }: Prepared): Promise<string> {
  const rows: Row[] = []
  for (const { name, file, built } of engines) {
    const { output } = await run(new URL('engines/serve.ts', import.meta.url), [name, collection, file])
    const { keywordsMs, sentencesMs, ndcg, residentMb } = JSON.parse(output) as Served
    const { buildSeconds, diskMb } = built
    rows.push([engineTitles[name], ...keywordsMs, ...sentencesMs, ndcg, residentMb, buildSeconds, diskMb])
  }
  return table('Search, engine beside engine', columns, rows)
}
