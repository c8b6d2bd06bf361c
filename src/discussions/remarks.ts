/** Search in what people wrote beside their verdicts. Pure. */
import type { Paper } from '../papers/paper.ts'
import { analyze, stemOf } from '../search/language/analysis.ts'
import { ReadPaper } from '../search/topics/read-paper.ts'
import { matches, type Topic } from '../search/topics/topic.ts'
import type { Verdict } from './discussions.ts'

/** The papers of which each word was written, by its stem; the last written last. */
export type Remarks = Map<string, Set<string>>

export interface Remark {
  readonly paper: string
  readonly line: string
}

/** Enters a line under the stems of its words. */
export function addRemark(remarks: Remarks, { paper, line }: Remark): void {
  for (const stem of stemsIn(line)) {
    const papers = remarks.get(stem) ?? new Set()
    papers.delete(paper)
    remarks.set(stem, papers.add(paper))
  }
}

function stemsIn(line: string): Set<string> {
  const words = analyze(line).flatMap(({ words: parts, joined }) => [
    ...parts.map(({ text }) => text),
    ...(joined === undefined ? [] : [joined]),
  ])
  return new Set(words.map(stemOf))
}

/** Papers of which some of a topic's words were written, most of them first, of equals the last one. */
export function remarkedOn(remarks: Remarks, { asked }: Topic, most: number): string[] {
  const counts = new Map<string, number>()
  for (const { wording } of asked) {
    const papers = new Set(wording.forms.flatMap(form => [...papersWith(remarks, form)]))
    for (const paper of papers) counts.set(paper, (counts.get(paper) ?? 0) + 1)
  }
  return [...counts]
    .toReversed()
    .toSorted(([, one], [, other]) => other - one)
    .slice(0, most)
    .map(([paper]) => paper)
}

const papersWith = (remarks: Remarks, stems: readonly string[]): Set<string> =>
  stems.map(stem => remarks.get(stem) ?? new Set<string>()).reduce((some, other) => some.intersection(other))

/** What the lines beside a paper's verdicts say of a topic. */
export interface Remarked {
  /** More than half of its words. */
  readonly isMost: boolean
  /** The verdict whose line says the most of it, the latest of equals. */
  readonly verdict: Verdict
}

/** Undefined where no line says any of it, or its phrases. */
export function remarkedBy({ asked }: Topic, verdicts: readonly Verdict[]): Remarked | undefined {
  const said = verdicts.map(verdict => ({ verdict, words: saidIn(verdict.line ?? '', asked) }))
  const [best] = said.toSorted((one, other) => other.words.length - one.words.length)
  const all = new Set(said.flatMap(({ words }) => words))
  if (!best || all.size === 0 || asked.some(one => one.kind === 'phrase' && !all.has(one))) return undefined
  return { isMost: 2 * all.size > asked.length, verdict: best.verdict }
}

/** A line is read as titles are. */
function saidIn(line: string, asked: Topic['asked']): Topic['asked'] {
  const read = new ReadPaper({
    id: '',
    title: line,
    abstract: '',
    authors: [],
    categories: [],
    origin: 'file',
  })
  return asked.filter(({ wording }) => read.find(wording))
}

/** Whether a paper is what is asked for, whatever was said. */
export const isAsked = (topic: Topic, paper: Paper): boolean =>
  matches({ ...topic, asked: [] }, new ReadPaper(paper)).matched

/** Whether a topic asks for more than what can be said. */
export const asksMore = ({ filters, excluded }: Topic): boolean => filters.length + excluded.length > 0
