/**
 * Which ids came lately: Slack delivers what it isn't sure of again. Dispatch knows what it answered, for longer and
 * through a restart; but a form is opened before dispatch is asked, and a mistyped line never reaches it.
 */
const remembered = 5000

/** True for an id the first time. */
export function createRecent(): (id: string) => boolean {
  const ids = new Set<string>()
  return id => {
    if (ids.has(id)) return false
    ids.add(id)
    if (ids.size > remembered) ids.delete(ids.values().next().value!)
    return true
  }
}
