/** What tests make go wrong: errors, limits, lost connections, silence. */
import { type Held, Holds } from '../held.ts'
import type { Fault, FaultRule, Json } from './types.ts'

/** What a call is answered with instead of what it asked for. */
export type Verdict =
  | { readonly kind: 'pass' }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'limited'; readonly seconds: number }
  /** `taken`: only the answer is lost. */
  | { readonly kind: 'dropped'; readonly taken: boolean }

interface Rule extends FaultRule {
  readonly fault: Fault
  readonly seconds?: number
  readonly lifted: Promise<void>
  left: number
}

interface Asked {
  readonly method: string
  readonly channel: string | undefined
}

export interface Faults {
  apply(fault: Fault, rule?: FaultRule): () => void
  limit(rule: { method: string; channel?: string; seconds: number; times?: number }): void
  /** Waits while calls like this one are stalled. */
  judge(method: string, channel: string | undefined): Promise<Verdict>
  holdPost(channel: string, nth?: number): Held
  /** Whether the call is held back; `take` does what it asks for. */
  holds(call: Asked, take: () => unknown): boolean
  /** Lets go of all that is stalled. */
  close(): void
}

const matches = (rule: Rule, method: string, channel: string | undefined): boolean =>
  rule.left > 0 &&
  (rule.method ?? method) === method &&
  (rule.channel === undefined || rule.channel === channel)

function verdictOf({ fault, seconds }: Rule): Verdict {
  if (seconds !== undefined) return { kind: 'limited', seconds }
  if (typeof fault === 'number') return { kind: 'status', status: fault }
  if (fault === 'reset' || fault === 'dropped') return { kind: 'dropped', taken: fault === 'dropped' }
  return { kind: 'error', error: fault }
}

/** `perSecond`: more posts than that within a second of real time and one channel are limited. */
export function createFaults(perSecond = Number.POSITIVE_INFINITY): Faults {
  const rules: (Rule & { lift(): void })[] = []
  const posts = new Map<string, number[]>()
  const held = new Holds<Asked>()

  const add = (fault: Fault, rule: FaultRule & { seconds?: number }): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const added = {
      ...rule,
      fault,
      left: rule.times ?? Number.POSITIVE_INFINITY,
      lifted: promise,
      lift: () => {
        added.left = 0
        resolve()
      },
    }
    rules.push(added)
    return added.lift
  }

  const tooFast = (method: string, channel = ''): boolean => {
    if (method !== 'chat.postMessage') return false
    const now = performance.now()
    const recent = (posts.get(channel) ?? []).filter(atMs => atMs > now - 1000)
    posts.set(channel, recent.length < perSecond ? [...recent, now] : recent)
    return recent.length >= perSecond
  }

  return {
    apply: (fault, rule = {}) => add(fault, rule),
    limit: ({ times = 1, ...rule }) => void add('ratelimited', { times, ...rule }),
    judge: async (method, channel) => {
      const rule = rules.find(each => matches(each, method, channel))
      if (!rule) return tooFast(method, channel) ? { kind: 'limited', seconds: 1 } : { kind: 'pass' }
      rule.left -= 1
      if (rule.fault !== 'stall') return verdictOf(rule)
      await rule.lifted
      return { kind: 'pass' }
    },
    holdPost: (channel, nth = 1) =>
      held.hold(call => call.method === 'chat.postMessage' && call.channel === channel, nth),
    holds: (call, take) => held.holds(call, take),
    close: () => {
      for (const rule of rules) rule.lift()
    },
  }
}

/** Slack's errors with what belongs to them. */
export const failure = (error: string, more: Json = {}): Json => ({ ok: false, error, ...more })
