/** The terminal as a platform: a chat for one person, and the place where everything can be tried without a token. */
import { randomUUID } from 'node:crypto'
import type { Temporal } from '@js-temporal/polyfill'
import type { Platform } from '../chat/platform.ts'
import { type ConsoleOptions, openConsole } from './console.ts'
import { directPlace } from './places.ts'
import { createPosting, type Happening } from './posting.ts'
import { createSession, type Session } from './session.ts'
import type { Transcript } from './transcript.ts'

export interface TerminalOptions extends ConsoleOptions {
  /** ANSI colours, and hyperlinks where `interactive`; the caller respects NO_COLOR. */
  readonly color: boolean
  readonly now: () => Temporal.Instant
  /** IANA zone of the person. */
  readonly zone: string
  readonly transcript: Transcript
  /** Shown once, at the start. */
  readonly greeting: string
  /** The person left, or the input ended and was answered; `entered` lines came in. Not called by `stop`. */
  readonly onEnd: (entered: number) => void
}

/** `start` begins to read; a piped input is answered line by line, to its end, before `onEnd`. */
export function createTerminal(options: TerminalOptions): Platform {
  const { transcript, now, zone, color, interactive, greeting } = options
  let running: { session: Session; stop: () => Promise<void> } | undefined
  const before: Happening[] = []
  const posting = createPosting({
    transcript,
    now,
    show: happening => (running ? running.session.show(happening) : before.push(happening)),
  })

  return {
    name: 'terminal',
    directPlace: () => directPlace,
    linkTo: () => undefined,
    ...posting,
    async start(handlers) {
      let stopped = false
      const session = createSession({
        handlers,
        posting,
        transcript,
        zone,
        newId: randomUUID,
        waitsForLater: !interactive,
        view: () => ({ color, zone, width: console.width() }),
        write: text => console.write(text),
        typing: () => console.typing(),
        quit: () => console.close(),
      })
      const console = openConsole(options, {
        ...session,
        end: () => stopped || options.onEnd(session.entered()),
      })
      const stop = (): Promise<void> => {
        stopped = true
        console.close()
        return console.settled()
      }
      running = { session, stop }
      if (greeting) console.write(greeting)
      for (const happening of before.splice(0)) session.show(happening)
      console.open()
    },
    async stop() {
      await running?.stop()
    },
  }
}
