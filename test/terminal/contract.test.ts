import type { MessageRef } from '../../src/chat/platform.ts'
import { homePlace, readPlace } from '../../src/terminal/places.ts'
import { messagesIn } from '../../src/terminal/posting.ts'
import { render } from '../../src/terminal/render.ts'
import { openTranscript } from '../../src/terminal/transcript.ts'
import { type PlatformHarness, platformContract } from '../contract/platform.ts'
import { temporaryFolder } from '../storage/folder.ts'
import { createStreams } from './harness.ts'
import { piped } from './replies.ts'

const nobody = 'there is only one person, and nothing between them and the bot'

platformContract({
  name: 'terminal',
  unsupported: {
    private: 'every channel is public: there is only one person',
    forum: 'channels hold messages only',
    gone: 'a channel is there as soon as somebody goes to it',
    forbidden: nobody,
    archived: nobody,
    limited: nobody,
    dropped: nobody,
  },
  open(): PlatformHarness {
    const file = `${temporaryFolder()}/transcript.jsonl`
    const kept = openTranscript(file)
    const removed = new Set<string>()
    const transcript = { ...kept, messages: () => kept.messages().filter(({ id }) => !removed.has(id)) }
    const { terminal, type, output, until } = createStreams({ transcript })
    const stopped = Promise.withResolvers<void>()
    return {
      platform: {
        ...terminal,
        async stop() {
          await terminal.stop()
          stopped.resolve()
        },
      },
      place: kind => (kind === 'direct' ? readPlace('@me') : homePlace),
      async say(line) {
        const from = output().length
        // The next line is echoed once the one before was answered.
        const next = until('› places')
        type(`${line}\nplaces\n`)
        await Promise.race([next, stopped.promise])
        return output().slice(from)
      },
      messages: place =>
        messagesIn(transcript, place).map(({ id, reply }) => ({
          id,
          text: render(reply, piped),
          notified: false,
        })),
      remove: ({ message }: MessageRef) => void removed.add(message),
      apply: fault => Promise.reject(new Error(`The terminal has no ${fault}.`)),
      close: () => kept.close(),
    }
  },
})
