/** What a batch of papers changes among those that are known. Pure. */
import { isTitleId, titleId } from '../papers/ids.ts'
import { mergePapers } from '../papers/merge.ts'
import type { Paper } from '../papers/paper.ts'
import type { PutResult } from './library.ts'

/** What is known that a batch may touch. Both maps are used up by `mergeBatch`. */
export interface KnownPapers {
  readonly papers: Map<string, Paper>
  /** Title id → id of the paper that is known under that title, or took it over. */
  readonly idsByTitle: Map<string, string>
}

export interface BatchChange {
  readonly counts: PutResult
  /** Papers as they are to be stored. */
  readonly changed: readonly Paper[]
  /** `title:` id → the real id that took over all that hangs on it. */
  readonly takenOver: ReadonlyMap<string, string>
  /** The id under which each paper of the batch is known now, in the batch's order. */
  readonly ids: readonly string[]
}

/**
 * Merges a batch, paper by paper, into what is known. A paper with a `title:` id merges into the one that has its
 * title and a real id; a paper with a real id takes over the `title:` paper that has its title.
 */
export function mergeBatch({ papers, idsByTitle }: KnownPapers, batch: readonly Paper[]): BatchChange {
  const counts = { added: 0, changed: 0, unchanged: 0 }
  const touched = new Set<string>()
  const takenOver = new Map<string, string>()
  const ids = batch.map(incoming => {
    const id = isTitleId(incoming.id) ? (idsByTitle.get(incoming.id) ?? incoming.id) : incoming.id
    const titleKey = titleId(incoming.title)
    const titled = isTitleId(id) ? undefined : papers.get(titleKey)
    const before = papers.get(id)
    const base = before && titled ? mergePapers(before, titled) : (before ?? titled)
    const after = base ? mergePapers(base, incoming) : { ...incoming, id }
    if (titled) {
      papers.delete(titleKey)
      touched.delete(titleKey)
      takenOver.set(titleKey, id)
    }
    if (!isTitleId(id) && !idsByTitle.has(titleKey)) idsByTitle.set(titleKey, id)
    if (after === before) counts.unchanged += 1
    else {
      counts[base ? 'changed' : 'added'] += 1
      papers.set(id, after)
      touched.add(id)
    }
    return id
  })
  return {
    counts,
    changed: [...touched].map(id => papers.get(id)!),
    takenOver,
    ids: ids.map(id => takenOver.get(id) ?? id),
  }
}
