/** When a channel is posted to next: it follows from the settings, so that nothing of it is given. */
import { inWorkspace, type Kept, within } from '../storage/kept.ts'

export const keptSchedule: Kept = {
  exported: async () => ({}),
  async forget(transaction, channel) {
    await transaction.deleteFrom('schedule').where(within(channel)).execute()
  },
  ofWorkspace: {
    channels: async () => [],
    exported: async () => ({}),
    async forget(transaction, workspace) {
      await transaction.deleteFrom('schedule').where(inWorkspace(workspace)).execute()
    },
  },
}
