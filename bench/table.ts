/** Results for people: a Markdown table, each figure with its ratio to the first row's. */
import type { EngineName } from './engines/engine.ts'

export const engineTitles: Record<EngineName, string> = {
  paperboy: 'Paperboy',
  words: 'its words alone',
  fts5: 'SQLite FTS5',
  minisearch: 'MiniSearch 7',
  lancedb: 'LanceDB',
}

export type Row = readonly [title: string, ...figures: number[]]

/** @param rows the first is what the others are compared with; NaN where nothing could be measured */
export function table(title: string, columns: readonly string[], rows: readonly Row[]): string {
  const [, ...base] = rows[0]!
  const lines = rows.map(([name, ...figures], row) => [
    name,
    ...figures.map((figure, at) => {
      if (Number.isNaN(figure)) return '–'
      return row === 0 ? show(figure) : `${show(figure)} (${show(figure / base[at]!)}×)`
    }),
  ])
  const body = [['', ...columns], ['---', ...columns.map(() => '--:')], ...lines]
  return `${title}\n\n${body.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`
}

const show = (figure: number): string => (figure >= 100 ? figure.toFixed(0) : figure.toPrecision(3))
