/** A Slack of the loopback: `emulate`'s Web API behind a server that checks, refuses, limits and delivers as Slack does. */
import type { FakeSlack, FakeSlackOptions } from './types.ts'

export type * from './types.ts'

/** Starts it on 127.0.0.1, each at ports of its own. */
export declare function startFakeSlack(options?: FakeSlackOptions): Promise<FakeSlack>
