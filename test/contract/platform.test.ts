/** The platform contract, held by the platform that the other tests stand on. */
import { flatten } from '../../src/chat/plain-text.ts'
import { formatPlace } from '../../src/chat/place.ts'
import { MemoryPlatform } from '../fakes/memory-platform.ts'
import { platformContract } from './platform.ts'

platformContract({
  name: 'memory',
  open: () => {
    const platform = new MemoryPlatform()
    return {
      platform,
      place: kind => platform.place(kind),
      say: line => platform.say(line),
      press: (_place, message, label) => platform.press(message, label),
      messages: place =>
        platform.in(place).map(({ id, reply }) => ({ id, text: flatten(reply), notified: false })),
      remove: ({ message }) => platform.remove(message),
      apply: (fault, place) =>
        void platform.faults.set(formatPlace(place), fault === 'idle' ? 'archived' : fault),
      close: () => undefined,
    }
  },
})
