/** The upstreams beside the library: live search, papers it lacks, a list on demand. What they answer is stored first. */
import { UserError } from '../errors.ts'
import type { Logger } from '../log.ts'
import { isTitleId, parsePaperId } from '../papers/ids.ts'
import type { Paper } from '../papers/paper.ts'
import type { ListSource, PaperSource, SourceHealth } from '../sources/source.ts'
import { SourceError } from '../sources/source-error.ts'
import type { Library } from './library.ts'
import { limits } from './limits.ts'
import { fetchList } from './sync.ts'

export interface UpstreamOptions {
  readonly library: Pick<Library, 'get' | 'many' | 'put' | 'list' | 'putList'>
  readonly huggingface: ListSource
  readonly arxiv: PaperSource
  readonly liveSearch: boolean
  readonly log: Logger
}

export interface Upstream {
  /** Hits of Hugging Face, best first; none when it does not answer within 1.5 s. */
  search(text: string): Promise<Paper[]>
  /**
   * A paper by its id: from the library, else from Hugging Face, else from arXiv. `undefined` when none knows it.
   *
   * @throws UserError `paper.unreachable` when one that might know it does not answer.
   */
  paper(id: string): Promise<Paper | undefined>
  /**
   * Reads a paper of the library once more at Hugging Face, which may know more of it by now; `false` where that doesn't
   * answer.
   */
  readAgain(id: string, signal: AbortSignal): Promise<boolean>
  /** Fetches a list into the library, if its source answers. */
  list(date: string): Promise<void>
  health(): { name: string; health: SourceHealth }[]
}

const titles = { huggingface: 'Hugging Face', arxiv: 'arXiv' } as const

export function createUpstream({ library, huggingface, arxiv, liveSearch, log }: UpstreamOptions): Upstream {
  /** What the task answers; `undefined` when its source fails, which is logged. */
  async function attempt<T>(task: () => Promise<T>, missing: string): Promise<T | undefined> {
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof SourceError)) throw error
      log.warn({ err: error }, missing)
      return undefined
    }
  }

  return {
    async search(text) {
      if (!liveSearch) return []
      const options = { deadlineMs: limits.liveSearchMs, attempts: 1 }
      const found = await attempt(
        () => huggingface.search(text, limits.liveHits, options),
        'no live hits for a search',
      )
      if (!found) return []
      const { papers } = found.value
      await library.put(papers)
      return library.many(papers.map(paper => paper.id))
    },

    async paper(typed) {
      const id = parsePaperId(typed)?.id ?? typed
      const local = await library.get(id)
      if (local || isTitleId(id)) return local
      const silent: string[] = []
      for (const source of [huggingface, arxiv]) {
        const options = { deadlineMs: limits.askedMs, attempts: 1 }
        const found = await attempt(() => source.paper(id, options), 'could not ask for a paper')
        if (!found) silent.push(titles[source.name])
        if (!found?.value) continue
        await library.put([found.value])
        return library.get(found.value.id)
      }
      if (silent.length > 0) throw unreachable(id, silent.join(' and '))
      return undefined
    },

    async readAgain(id, signal) {
      const options = { deadlineMs: limits.askedMs, attempts: 1, signal }
      const found = await attempt(() => huggingface.paper(id, options), 'could not read a paper again')
      if (found?.value) await library.put([found.value])
      return found !== undefined
    },

    async list(date) {
      await attempt(
        () => fetchList(library, huggingface, date, { deadlineMs: limits.askedMs, attempts: 1 }),
        'could not fetch a list',
      )
    },

    health: () =>
      [huggingface, arxiv].map(source => ({ name: titles[source.name], health: source.health() })),
  }
}

function unreachable(id: string, sources: string): UserError {
  return new UserError(
    'paper.unreachable',
    `"${id}" is not in the library, and ${sources} cannot be asked now.`,
    {
      help: 'Try again in a few minutes.',
    },
  )
}
