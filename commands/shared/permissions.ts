/** Whether something can be posted in a place, and what to do about it. */
import type { Subscription } from '../../src/channels/settings.ts'
import type { Inspection } from '../../src/chat/platform.ts'
import { listed } from '../../src/papers/text.ts'

/** Undefined where posts in this form arrive. */
export function whyNoPost(
  { kind, state, missing, missingForThreads, threadless }: Inspection,
  form: Subscription['form'] = 'digest',
): string | undefined {
  if (state === 'gone') return 'Paperboy cannot see this channel; in Slack, /invite @Paperboy lets it in.'
  if (state === 'archived') return 'this channel is archived.'
  if (state === 'locked') return 'this thread is locked.'
  if (kind === 'thread' && form !== 'digest') return 'a thread has no threads of its own.'
  if (threadless && form !== 'digest') return 'there are no threads in a voice channel.'
  const lacking = form === 'digest' ? missing : [...missing, ...missingForThreads]
  return lacking.length === 0 ? undefined : `Paperboy lacks ${listed(lacking)} here.`
}

/** `yes`, `no, this channel is archived.`, or that it is not known. */
export function canPost(inspection: Inspection | undefined, form?: Subscription['form']): string {
  if (!inspection) return 'not known now'
  const reason = whyNoPost(inspection, form)
  return reason === undefined ? 'yes' : `no, ${reason}`
}
