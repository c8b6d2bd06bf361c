/** What people can do with a digest, as the tests have it. */
import type { DigestActions } from '../../src/digests/digest.ts'

export const actions: DigestActions = {
  paper: [
    { label: 'Discuss', command: 'discuss', option: 'paper' },
    { label: 'Open', command: 'paper', option: 'paper' },
  ],
  open: { command: 'paper', option: 'paper' },
  cite: { label: 'Export', command: 'cite', options: { digest: 'sub' }, option: 'date' },
  list: { command: 'daily', option: 'date' },
  silent: [{ label: 'Widen', command: 'subscriptions', options: {} }],
  more: [
    { label: 'Change', command: 'subscriptions', options: {} },
    { label: 'Get this privately', command: 'subscribe', options: { where: 'me' } },
  ],
}
