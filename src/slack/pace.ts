/** Posts in turn: at most one at a time and one per interval in each channel. */
import PQueue from 'p-queue'

/** Channels whose queues are kept while they are idle. */
const keptQueues = 1000

/** Runs a post when it is its channel's turn, in the order in which they were asked for. */
export function createPace(everyMs: number): <T>(channel: string, post: () => Promise<T>) => Promise<T> {
  const queues = new Map<string, PQueue>()
  return (channel, post) => {
    const queue =
      queues.get(channel) ?? new PQueue({ concurrency: 1, interval: everyMs, intervalCap: 1, strict: true })
    queues.delete(channel)
    queues.set(channel, queue)
    if (queues.size > keptQueues) forgetIdle(queues)
    return queue.add(post)
  }
}

/** The oldest half, as far as nothing waits in it. */
function forgetIdle(queues: Map<string, PQueue>): void {
  for (const [channel, queue] of [...queues].slice(0, keptQueues / 2))
    if (queue.size + queue.pending === 0) queues.delete(channel)
}
