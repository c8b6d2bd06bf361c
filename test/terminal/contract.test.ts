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
    link: 'messages have no addresses',
    gone: 'a channel is there as soon as somebody goes to it',
    forbidden: nobody,
    archived: nobody,
    limited: nobody,
    dropped: nobody,
    idle: nobody,
    locked: nobody,
  },
  open(): PlatformHarness {
    const file = `${temporaryFolder()}/transcript.jsonl`
    const transcript = openTranscript(file)
    const { terminal, type, output, until } = createStreams({ transcript })
    const stopped = Promise.withResolvers<void>()
    async function say(line: string): Promise<string> {
      const from = output().length
      // The next line is echoed once the one before was answered.
      const next = until('› places')
      type(`${line}\nplaces\n`)
      await Promise.race([next, stopped.promise])
      return output().slice(from)
    }
    return {
      platform: {
        ...terminal,
        async stop() {
          await terminal.stop()
          stopped.resolve()
        },
      },
      place: kind => (kind === 'direct' ? readPlace('@me') : homePlace),
      say: line => say(line),
      /** What was shown last can be pressed. */
      press: (_place, _message, label) => say(label),
      messages: place =>
        messagesIn(transcript, place).map(({ id, reply }) => ({
          id,
          text: render(reply, piped),
          notified: false,
        })),
      remove: ({ message: id }: MessageRef) =>
        transcript.append({ kind: 'remove', id, at: '2026-08-21T09:00:00Z' }),
      apply: fault => Promise.reject(new Error(`The terminal has no ${fault}.`)),
      close: () => transcript.close(),
    }
  },
})
