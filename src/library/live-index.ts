/** The search engine of a library: restored from its snapshot, kept up to date, saved again. */
import type { Kysely } from 'kysely'
import PQueue from 'p-queue'
import type { Logger } from '../log.ts'
import type { Paper } from '../papers/paper.ts'
import { createEngine, type SearchEngine } from '../search/engine.ts'
import { OtherFormatError } from '../search/files/sealed.ts'
import type { SemanticModel } from '../search/semantic/model.ts'
import type { Database, PaperRow } from '../storage/schema.ts'
import { catchUp, currentState } from './catch-up.ts'
import { IndexUpkeep } from './index-upkeep.ts'
import { limits } from './limits.ts'
import { type IndexState, type OpenSnapshot, openSnapshot, type Snapshot, writeSnapshot } from './snapshot.ts'

export interface LiveIndexOptions {
  readonly db: Kysely<Database>
  readonly snapshotFile?: string | undefined
  readonly textsInMemory?: number | undefined
  readonly readOnly: boolean
  readonly log: Logger
  /** The papers of rows, without those that are damaged. */
  readonly read: (rows: PaperRow[]) => Paper[]
}

export class LiveIndex {
  readonly engine: SearchEngine
  readonly #options: LiveIndexOptions
  /** What changed since the engine was told: papers, and `undefined` for ids that are no more. */
  readonly #pending = new Map<string, Paper | undefined>()
  #state: IndexState
  #unsaved: number
  /** One save at a time, so that none overtakes another. */
  readonly #saves = new PQueue({ concurrency: 1 })
  readonly #upkeep: IndexUpkeep
  /** What the engine was opened from. */
  readonly #snapshot: OpenSnapshot | undefined

  private constructor(
    options: LiveIndexOptions,
    { engine, state }: Snapshot,
    unsaved: number,
    snapshot: OpenSnapshot | undefined,
  ) {
    this.engine = engine
    this.#snapshot = snapshot
    this.#options = options
    this.#state = state
    this.#unsaved = unsaved
    this.#upkeep = new IndexUpkeep(engine, options.log, options.snapshotFile)
  }

  /** Takes the snapshot where it fits and adds what is newer; otherwise builds the index from the database. */
  static async open(options: LiveIndexOptions): Promise<LiveIndex> {
    const state = await currentState(options.db)
    const saved = fittingSnapshot(options, state)
    const engine = saved?.engine ?? createEngine()
    const unsaved = await catchUp(options, engine, saved?.state.revision ?? 0)
    if (!saved && unsaved > 0)
      options.log.info({ papers: unsaved }, 'built the search index from the database')
    const index = new LiveIndex(options, { engine, state }, unsaved, saved)
    const tidied = index.#upkeep.tidy()
    if (!saved) await tidied
    index.saveWhenGrown()
    if (!options.readOnly) void index.#upkeep.warmUp(() => somePapers(options))
    return index
  }

  /** The library's own random id. */
  get library(): string {
    return this.#state.library
  }

  /** The revision of the newest change. */
  get revision(): number {
    return this.#state.revision
  }

  /** Notes what a transaction changed. The engine takes few large additions much faster than many small ones. */
  apply(changed: readonly Paper[], removed: readonly string[], revision: number): void {
    for (const id of removed) this.#pending.set(id, undefined)
    for (const paper of changed) this.#pending.set(paper.id, paper)
    this.#state = { ...this.#state, revision }
    if (this.#pending.size >= limits.papersPerAddition) this.flush()
  }

  /** Makes everything noted so far searchable. */
  flush(): void {
    if (this.#pending.size === 0) return
    const changes = [...this.#pending]
    this.engine.remove(changes.flatMap(([id, paper]) => (paper ? [] : id)))
    this.engine.add(changes.flatMap(([, paper]) => paper ?? []))
    this.#unsaved += changes.length
    this.#pending.clear()
    void this.#upkeep.tidy()
  }

  /** Weighs nearness in meaning by this model from now on. */
  useModel(model: SemanticModel): void {
    this.engine.useModel(model)
    void this.#upkeep.tidy()
  }

  /** Begins to save once enough has changed; nobody waits for that. */
  saveWhenGrown(): void {
    const enough = Math.max(limits.changesPerSnapshot, this.engine.size * limits.changedShare)
    if (this.#unsaved >= enough && this.#saves.pending === 0) void this.save()
  }

  /** Saves what has changed and leaves off tidying. */
  async close(): Promise<void> {
    await this.#upkeep.stop()
    await this.save()
    this.#snapshot?.close()
  }

  /**
   * Saves what has changed, behind a save that is under way. What changes while it is written waits for the next one. A
   * snapshot that cannot be written is only a slower start the next time.
   */
  save(): Promise<void> {
    return this.#saves.add(() => this.#save())
  }

  async #save(): Promise<void> {
    const { readOnly, snapshotFile, log } = this.#options
    try {
      this.flush()
      if (readOnly || !snapshotFile || this.#unsaved === 0) return
      this.#unsaved = 0
      await writeSnapshot(snapshotFile, { engine: this.engine, state: this.#state })
    } catch (error) {
      // Tried again after as many changes more, and when the library is closed.
      this.#unsaved += 1
      log.warn(
        { err: error, file: snapshotFile },
        'The search index could not be saved; the next start builds it again.',
      )
    }
  }
}

async function somePapers({ db, read }: LiveIndexOptions): Promise<Paper[]> {
  return read(await db.selectFrom('papers').selectAll().limit(limits.warmingPapers).execute())
}

function fittingSnapshot(
  { snapshotFile, textsInMemory, readOnly, log }: LiveIndexOptions,
  { library, revision }: IndexState,
): OpenSnapshot | undefined {
  const unusable = (err: unknown): undefined => {
    const again = `${readOnly ? 'the next "npm start", sync or import makes' : 'Paperboy makes'} it again.`
    if (!(err instanceof OtherFormatError))
      log.warn({ err, file: snapshotFile }, `The saved search index cannot be used; ${again}`)
    // A reader builds it for each search until then.
    else
      log[readOnly ? 'warn' : 'info'](
        { file: snapshotFile },
        `The saved search index is of another version; ${again}`,
      )
  }
  try {
    const saved = snapshotFile ? openSnapshot(snapshotFile, textsInMemory) : undefined
    if (!saved || (saved.state.library === library && saved.state.revision <= revision)) return saved
    saved.close()
    return unusable(new Error('It is of another library, or newer than this one.'))
  } catch (error) {
    return unusable(error)
  }
}
