/** Which request said last what stands in a message or view: an older one that is slower must not take that back. */

/** Messages and views that are remembered. */
const remembered = 5000

/** Whether what this request says may be shown in a message or view, which it then says last. */
export type Turn = (shown: string) => boolean

/** Gives each request its turn, in the order in which they came. */
export function createTurns(): () => Turn {
  const latest = new Map<string, number>()
  let requests = 0
  return () => {
    const request = requests++
    return shown => {
      if (request < (latest.get(shown) ?? 0)) return false
      latest.delete(shown)
      latest.set(shown, request)
      if (latest.size > remembered) latest.delete(latest.keys().next().value!)
      return true
    }
  }
}
