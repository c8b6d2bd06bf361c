/** Brings the papers of a file into the library. */
import { UserError } from '../../errors.ts'
import type { Paper } from '../../papers/paper.ts'
import { counted } from '../../papers/text.ts'
import type { Library, PutResult } from '../library.ts'
import type { ImportEntry, ImportFormat } from './format.ts'
import { example, isDamagedGzip, openContent } from './content.ts'
import { jsonArray, jsonLines } from './json.ts'
import { limits } from './limits.ts'
import { resultPage } from './result-page.ts'

export interface ImportResult extends PutResult {
  /** The format's name. */
  readonly format: string
  /** What positions count. */
  readonly counts: ImportFormat['counts']
  /** Papers that were in order. */
  readonly read: number
  /** The first of those that were not, from position 1 on. */
  readonly rejected: readonly { readonly position: number; readonly reason: string }[]
  readonly rejectedCount: number
}

export interface ImportOptions {
  /** Told now and then: papers read so far, and how much of the file that is, 0 to 1. */
  readonly onProgress?: (soFar: { readonly read: number; readonly share: number }) => void
}

/** Told apart by how a file begins. */
const formats: readonly ImportFormat[] = [jsonLines, jsonArray, resultPage]

/**
 * Imports a file, gzipped or not, whose format is told from its content. It is read as a stream, in memory that does
 * not grow with it. What is known is merged, so importing twice changes nothing, and an import that was interrupted
 * is completed by the next.
 *
 * @throws UserError `import.missing`, `import.unreadable`, `import.empty`, `import.format`, `import.truncated` (what
 * could be read was imported)
 */
export async function importFile(
  path: string,
  library: Pick<Library, 'put'>,
  { onProgress }: ImportOptions = {},
): Promise<ImportResult> {
  const content = await openContent(path)
  try {
    const format = formats.find(candidate => candidate.recognizes(content.head))
    if (!format) throw unknownFormat(path, content.head)
    const told = (read: number): void => onProgress?.({ read, share: content.share() })
    const progress = new Progress(format, library, told)
    try {
      for await (const entry of format.read(content.bytes, content.year)) await progress.take(entry)
      return await progress.finish()
    } catch (error) {
      if (!isDamagedGzip(error)) throw error
      throw truncated(path, await progress.finish(), error)
    }
  } finally {
    content.close()
  }
}

class Progress {
  readonly #format: ImportFormat
  readonly #library: Pick<Library, 'put'>
  readonly #told: (read: number) => void
  readonly #rejected: { position: number; reason: string }[] = []
  readonly #put = { added: 0, changed: 0, unchanged: 0 }
  #batch: Paper[] = []
  #read = 0
  #rejectedCount = 0

  constructor(format: ImportFormat, library: Pick<Library, 'put'>, told: (read: number) => void) {
    this.#format = format
    this.#library = library
    this.#told = told
  }

  async take(entry: ImportEntry): Promise<void> {
    if ('paper' in entry) {
      this.#batch.push(entry.paper)
      this.#read += 1
      if (this.#read % limits.toldEvery === 0) this.#told(this.#read)
      if (this.#batch.length >= limits.batch) await this.finish()
      return
    }
    this.#rejectedCount += 1
    if (this.#rejected.length < limits.reported) this.#rejected.push(entry)
  }

  /** Stores what was taken. */
  async finish(): Promise<ImportResult> {
    const batch = this.#batch
    this.#batch = []
    const { added, changed, unchanged } = await this.#library.put(batch)
    this.#put.added += added
    this.#put.changed += changed
    this.#put.unchanged += unchanged
    this.#told(this.#read)
    return this.#result()
  }

  #result(): ImportResult {
    const { added, changed, unchanged } = this.#put
    return {
      format: this.#format.name,
      counts: this.#format.counts,
      read: this.#read,
      added,
      changed,
      unchanged,
      rejected: [...this.#rejected],
      rejectedCount: this.#rejectedCount,
    }
  }
}

function unknownFormat(path: string, head: string): UserError {
  if (!head.trim()) return new UserError('import.empty', `"${path}" is empty.`, { help: example })
  const known = formats.map(format => format.name).join(', ')
  const start = head.trimStart().slice(0, 40)
  const what = /[\0\uFFFD]/.test(start) ? 'is no text in UTF-8' : `begins with ${JSON.stringify(start)}`
  return new UserError('import.format', `"${path}" ${what}; what can be imported is: ${known}.`, {
    help: example,
  })
}

function truncated(path: string, { read }: ImportResult, cause: unknown): UserError {
  return new UserError(
    'import.truncated',
    `"${path}" is damaged or ends too early; ${counted(read, 'paper')} before that point came in.`,
    { cause, help: 'Fetch the file again and import it: what is known already is not imported twice.' },
  )
}
