import { flushCompileCache } from 'node:module'
import type { KyselyPlugin } from 'kysely'

/** Kills this process before its nth step: a row that is written through the plugin, or whatever else calls `step`. */
export function killedBefore(nth: number): { readonly step: () => void; readonly plugin: KyselyPlugin } {
  let steps = 0
  const step = (): void => {
    if (++steps !== nth) return
    flushCompileCache()
    process.kill(process.pid, 'SIGKILL')
  }
  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      if (node.kind === 'InsertQueryNode' || node.kind === 'UpdateQueryNode') step()
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { step, plugin }
}
