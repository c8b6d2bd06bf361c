/**
 * Delivery by signed HTTP: https://docs.slack.dev/authentication/verifying-requests-from-slack, and for events
 * https://docs.slack.dev/apis/events-api/#retries. The signature's time is the real one, because Bolt compares it with that.
 */
import { createHmac } from 'node:crypto'
import type { Delivery } from './delivery.ts'
import { acknowledge, type Transport } from './transport.ts'
import type { Json, Signing } from './types.ts'
import type { World } from './world.ts'

export interface HttpTransport extends Transport {
  deliverTo(url: string): Promise<void>
  sign(signing: Signing): void
}

/** Bolt refuses what is older than five minutes. */
const oldSeconds = 5 * 60 + 1

function signatureOf(world: World, signing: Signing, body: string): Record<string, string> {
  if (signing === 'absent') return {}
  const timestamp = Math.floor(Date.now() / 1000) - (signing === 'old' ? oldSeconds : 0)
  const secret = signing === 'wrong' ? 'another secret' : world.tokens.signingSecret
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': String(timestamp), 'x-slack-signature': `v0=${digest}` }
}

/** Commands come as a form, interactions as JSON in a form, events as JSON. */
function encode({ kind, payload }: Pick<Delivery, 'kind' | 'payload'>): { type: string; body: string } {
  if (kind === 'events_api') return { type: 'application/json', body: JSON.stringify(payload) }
  const form = kind === 'interactive' ? { payload: JSON.stringify(payload) } : payload
  const body = new URLSearchParams(form as Record<string, string>).toString()
  return { type: 'application/x-www-form-urlencoded', body }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function createHttpTransport(world: World): HttpTransport {
  let target: string | undefined
  let signing: Signing = 'right'
  const underway = new AbortController()

  const request = async (what: Pick<Delivery, 'kind' | 'payload'>, more: Json = {}): Promise<Response> => {
    if (target === undefined) throw new Error('deliverTo(url) comes first')
    const { type, body } = encode(what)
    const headers = {
      'content-type': type,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signatureOf(world, signing, body),
      ...(more as Record<string, string>),
    }
    return fetch(target, { method: 'POST', headers, body, signal: underway.signal })
  }

  const deliver = async (delivery: Delivery, again: boolean): Promise<void> => {
    delivery.sent()
    const retry = {
      'x-slack-retry-num': String(delivery.attempts - 1),
      'x-slack-retry-reason': 'http_timeout',
    }
    const response = await request(delivery, again ? retry : {})
    const text = await response.text()
    delivery.status = response.status
    if (response.ok) await acknowledge(world, delivery, parsed(text))
    world.changed()
  }

  return {
    // A bot that isn't there or that is stopped is seen by what it didn't acknowledge.
    send: (delivery, again) => void deliver(delivery, again).catch(() => world.changed()),
    deliverTo: async url => {
      target = url
      const challenge = `challenge-${world.next()}`
      const payload = { token: 'verification', challenge, type: 'url_verification' }
      const response = await request({ kind: 'events_api', payload })
      const text = await response.text()
      if (!response.ok || !text.includes(challenge))
        throw new Error(`${url} answered url_verification with ${response.status}: ${text}`)
    },
    sign: next => {
      signing = next
    },
    close: async () => underway.abort(),
  }
}
