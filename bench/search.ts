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
  'resident MB',
  'index build s',
  'index on disk MB',
  'nDCG@10',
]

/** Each engine opens its saved index in a process of its own. Only the Daily Papers are judged. */
export async function searchTable({ collection, engines }: Prepared): Promise<string> {
  const isJudged = collection === 'hf_daily'
  const rows: Row[] = []
  const [paperboy, ...peers] = engines
  for (const { name, file, built } of [paperboy!, { ...paperboy!, name: 'words' as const }, ...peers]) {
    const { output } = await run(new URL('engines/serve.ts', import.meta.url), [name, collection, file])
    const { keywordsMs, sentencesMs, ndcg, residentMb } = JSON.parse(output) as Served
    const { buildSeconds, diskMb } = built
    rows.push([
      engineTitles[name],
      ...keywordsMs,
      ...sentencesMs,
      residentMb,
      buildSeconds,
      diskMb,
      ...(isJudged ? [ndcg] : []),
    ])
  }
  return table('Search, engine beside engine', isJudged ? columns : columns.slice(0, -1), rows)
}
