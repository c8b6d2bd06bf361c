/** Discussions in the terminal's transcript, for processes that are killed and the one that goes on after them. */
import { createDiscussions } from '../../src/discussions/create-discussions.ts'
import type { Discussions, Opening } from '../../src/discussions/discussions.ts'
import type { Delivery } from '../../src/delivery/delivery.ts'
import type { Library } from '../../src/library/library.ts'
import { createLog } from '../../src/log.ts'
import { createPosting } from '../../src/terminal/posting.ts'
import { paper } from '../library/fixture.ts'
import { deliveryIn } from '../delivery/terminal.ts'
import { offline } from './offline.ts'

const channel = { platform: 'terminal', workspace: 'local', channel: 'papers' }

export const discussed = paper('2608.00001')

export const opening: Opening = {
  paper: discussed,
  reader: {
    actor: { id: 'me', name: 'You', manages: true },
    place: channel,
    scope: { kind: 'public', platform: 'terminal', workspace: 'local' },
  },
  isForum: false,
  unlimited: false,
}

type Options = Parameters<typeof deliveryIn>[0] & { readonly library: Library }

export function discussionsIn({ library, ...options }: Options): {
  readonly delivery: Delivery
  readonly discussions: Discussions
} {
  const { db, now, transcript } = options
  const delivery = deliveryIn(options)
  const discussions = createDiscussions({
    ...offline(db, now),
    db,
    delivery,
    library,
    inspect: place => createPosting({ transcript, now, show: () => {} }).inspect(place),
    linkTo: () => undefined,
    now,
    log: createLog('silent'),
  })
  return { delivery, discussions }
}
