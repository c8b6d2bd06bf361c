/** The HTTP client for upstreams: calls, the last good answer with its age, and whether the upstream is up. */
import { Temporal } from '@js-temporal/polyfill'
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { type CallerOptions, createCaller } from './caller.ts'
import { observe, unasked } from './health.ts'
import { limits } from './limits.ts'
import type { Answer } from './request.ts'
import type { CallOptions, Fetched, SourceHealth } from './source.ts'
import { SourceError, tooSlow } from './source-error.ts'

/** An answer that was good, as it is kept. */
export const keptAnswerSchema = z.object({
  fetchedAt: z.iso.datetime(),
  status: z.int(),
  body: z.string(),
  link: z.string().optional(),
})
export type KeptAnswer = z.infer<typeof keptAnswerSchema>

/** Where answers are kept; a Keyv fits. */
export interface AnswerStore {
  get(key: string): Promise<unknown>
  set(key: string, value: KeptAnswer, ttlMs: number): Promise<unknown>
}

/** Keeps nothing. */
export const nothingKept: AnswerStore = { get: async () => undefined, set: async () => undefined }

/** The world outside, as arguments. */
export interface Network extends Pick<CallerOptions, 'fetch' | 'wait' | 'random'> {
  readonly now: () => Temporal.Instant
  readonly answers: AnswerStore
  /** `paperboy/<version>`. */
  readonly userAgent: string
}

export interface Upstream extends Pick<CallerOptions, 'pace' | 'atOnce' | 'attemptMs'> {
  /** As it is called before people. */
  readonly title: string
  readonly url: string
  /** Never stands in an error or in what is kept. */
  readonly token?: string | undefined
  readonly network: Network
}

export interface GetOptions extends CallOptions {
  /** Statuses besides 2xx that `read` can make sense of. */
  readonly expected?: readonly number[]
  /** An answer younger than this is not asked for again. Default 0. */
  readonly freshMs?: number
  /** How long the answer is kept. Default 7 days. */
  readonly keepMs?: number
}

export interface Http {
  /**
   * GETs a path with its query. `read` turns the answer into a value, and throws SourceError `source.malformed` for an
   * answer that is none. When the upstream fails, the last good answer is returned with its age and the fault.
   *
   * @throws SourceError when there is no good answer from before; the reason of `signal` when it is aborted.
   */
  get<T>(path: string, read: (answer: Answer) => T, options?: GetOptions): Promise<Fetched<T>>
  /**
   * POSTs JSON to a path. What is answered is not kept.
   *
   * @throws SourceError; the reason of `signal` when it is aborted.
   */
  post<T>(path: string, body: unknown, read: (answer: Answer) => T, options?: CallOptions): Promise<T>
  health(): SourceHealth
}

export function createHttp({ title, url, token, pace, atOnce, attemptMs, network }: Upstream): Http {
  const { answers } = network
  const now = () => network.now().epochMilliseconds
  const base = url.replace(/\/+$/, '')
  const headers = requestHeaders(title, network.userAgent, token)
  let observed = unasked
  const call = createCaller({
    ...network,
    headers,
    pace,
    atOnce,
    attemptMs,
    now,
    report: outcome => (observed = observe(observed, outcome, network.now())),
  })

  /** The same fault as a sentence for people, with the time since when the upstream is down. */
  function explained({ code, message, cause, retryAfterMs }: SourceError): SourceError {
    const { health } = observed
    const help = health.state === 'down' ? { help: `Down since ${inWords(health.since)}.` } : {}
    return new SourceError(code, `${title} ${message}.`, { cause, retryAfterMs, ...help })
  }

  /** What was kept, unless there is nothing, or it is damaged, or from a version that read it otherwise. */
  async function recall<T>(key: string, read: (answer: Answer) => T): Promise<Fetched<T> | undefined> {
    try {
      const kept = keptAnswerSchema.parse(await answers.get(key))
      return { value: read(kept), fetchedAt: kept.fetchedAt, live: false }
    } catch {
      return undefined
    }
  }

  async function fetchLive<T>(path: string, read: (answer: Answer) => T, options: GetOptions, body?: string) {
    const { deadlineMs = limits.callMs, attempts = limits.attempts, expected = [] } = options
    const patience = AbortSignal.timeout(deadlineMs)
    const signal = options.signal ? AbortSignal.any([options.signal, patience]) : patience
    const deadline = now() + deadlineMs
    try {
      return await call({ url: `${base}${path}`, body, read, expected, deadline, attempts, patience, signal })
    } catch (error) {
      options.signal?.throwIfAborted()
      if (patience.aborted) throw explained(tooSlow(deadlineMs))
      throw error instanceof SourceError ? explained(error) : error
    }
  }

  return {
    async get(path, read, options = {}) {
      const { freshMs = 0, keepMs = limits.keepMs } = options
      const key = `${title} ${path}`
      const kept = freshMs > 0 ? await recall(key, read) : undefined
      if (kept && now() - Temporal.Instant.from(kept.fetchedAt).epochMilliseconds < freshMs) return kept
      try {
        const { answer, value, fetchedAt } = await fetchLive(path, read, options)
        // What cannot be kept, as on a full disk, is used all the same.
        await answers.set(key, { fetchedAt, ...answer }, keepMs).catch(() => undefined)
        return { value, fetchedAt, live: true }
      } catch (fault) {
        const last = fault instanceof SourceError ? await recall(key, read) : undefined
        if (!last) throw fault
        return { ...last, fault: fault as SourceError }
      }
    },
    async post(path, body, read, options = {}) {
      const { value } = await fetchLive(path, read, options, JSON.stringify(body))
      return value
    },
    health: () => observed.health,
  }
}

/** An instant to the minute, in UTC, for whoever runs the bot. */
const inWords = (instant: string): string => instant.replace(/^(\S+)T(\d\d:\d\d).*$/, '$1 $2 UTC')

function requestHeaders(title: string, userAgent: string, token?: string): Headers {
  try {
    return new Headers({ 'user-agent': userAgent, ...(token && { authorization: `Bearer ${token}` }) })
  } catch {
    // The error's own message holds the token.
    throw new UserError('source.token', `The token for ${title} has a character that no header can carry.`)
  }
}
