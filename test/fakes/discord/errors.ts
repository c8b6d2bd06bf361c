/**
 * Discord's errors as it answers them.
 * Codes and words: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
 */

/** Code → status and message. */
const errors = {
  0: [401, '401: Unauthorized'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10087: [404, 'Unknown Tag'],
  // 429 was seen: https://github.com/aikaterna/aikaterna-cogs/issues/302
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  // Also 50008 was seen for it: https://github.com/appwrite/grafana-oncall/pull/26
  40058: [400, 'Cannot send a message in a forum channel'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40067: [400, 'A tag is required to create a forum post in this channel'],
  40094: [400, 'This interaction has hit the maximum number of follow up messages'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50013: [403, 'Missing Permissions'],
  50024: [400, 'Cannot execute action on this channel type'],
  50027: [401, 'Invalid Webhook Token'],
  50035: [400, 'Invalid Form Body'],
  50083: [400, 'Thread is archived'],
  160004: [400, 'A thread has already been created for this message'],
  160005: [400, 'Thread is locked'],
  160006: [400, 'Maximum number of active threads reached'],
} as const satisfies Record<number, readonly [status: number, message: string]>

export type ErrorCode = keyof typeof errors

/** Something in a body that Discord refuses. */
export interface Problem {
  readonly path: readonly (string | number)[]
  readonly code: string
  readonly message: string
}

export class ApiError extends Error {
  readonly status: number
  readonly code: number
  readonly problems: readonly Problem[]

  constructor(code: ErrorCode, problems: readonly Problem[] = []) {
    super(errors[code][1])
    this.status = errors[code][0]
    this.code = code
    this.problems = problems
  }

  get body(): unknown {
    const { code, message, problems } = this
    return { message, code, ...(problems.length ? { errors: errorTree(problems) } : {}) }
  }
}

/** https://docs.discord.com/developers/reference#error-messages */
function errorTree(problems: readonly Problem[]): Record<string, unknown> {
  const root: Record<string, unknown> = {}
  for (const { path, code, message } of problems) {
    let node = root
    for (const key of path) node = (node[key] ??= {}) as Record<string, unknown>
    const list = (node['_errors'] ??= []) as unknown[]
    list.push({ code, message })
  }
  return root
}
