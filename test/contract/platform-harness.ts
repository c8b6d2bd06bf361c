/** What a platform brings to its contract (`platform.ts`), and what its tests say and expect. */
import { expect } from 'vitest'
import type { Place } from '../../src/chat/place.ts'
import type { MessageRef, Outcome, Platform } from '../../src/chat/platform.ts'
import type { Reply } from '../../src/chat/reply.ts'

/** A place of each kind that the bot may use; `channel` is public, `private` a private channel. */
export type PlaceKind = 'channel' | 'private' | 'direct' | 'forum'

/**
 * What a service does to a place or to what is said next: the place is `gone`, the bot is `forbidden` to post in it,
 * it is `archived`; a thread is `idle`, which nobody wrote in for long, or `locked` by who manages it; the next post is `limited` (told to wait, not taken) or `dropped` (taken, but the answer is lost).
 */
export type Fault = 'gone' | 'forbidden' | 'archived' | 'limited' | 'dropped' | 'idle' | 'locked'

/** What a platform may lack. */
export type Capability = PlaceKind | Fault | 'input' | 'edit' | 'thread' | 'find' | 'link'

export interface ShownMessage {
  readonly id: string
  /** As people read it. */
  readonly text: string
  /** Whether it alerted somebody: a mention fired, or it was not sent quietly where that is possible. */
  readonly notified: boolean
}

export interface PlatformHarness {
  /** Not started yet. It may be stopped twice. */
  readonly platform: Platform
  /** The same place each time, ready to be used. */
  place(kind: PlaceKind): Place | Promise<Place>
  /** A person types a command line in the platform's own way; resolves with all that was shown in answer, at the end. */
  say(line: string): Promise<string>
  /** A person presses a button of a message that stands in the place; resolves with what is shown to them alone. */
  press(place: Place, message: string, label: string): Promise<string>
  /** What stands in a place, oldest first; for a thread only what was said in it. */
  messages(place: Place): ShownMessage[] | Promise<ShownMessage[]>
  /** Somebody deletes a message. */
  remove(message: MessageRef): void | Promise<void>
  apply(fault: Fault, place: Place): void | Promise<void>
  /** Frees what `platform.stop()` doesn't. */
  close(): void | Promise<void>
}

/** A public reply with this text and a button. */
export const said = (text: string): Reply => ({
  summary: text,
  visibility: 'public',
  blocks: [
    { kind: 'text', text: [text] },
    { kind: 'buttons', buttons: [{ label: 'Open', command: 'search', options: { query: text } }] },
  ],
})

/** A public reply with this text, and a button that removes it. */
export const shared = (text: string): Reply => ({
  ...said(text),
  blocks: [
    ...said(text).blocks,
    { kind: 'buttons', buttons: [{ label: 'Remove', command: 'remove', options: { by: 'U1' } }] },
  ],
})

/** The message that was sent, or an error that says what happened instead. */
export function sent(outcome: Outcome): MessageRef {
  if (outcome.kind !== 'sent') throw new Error(`Expected it to be sent, got ${JSON.stringify(outcome)}`)
  return outcome.message
}

/** Refused with a sentence for the channel's owner, in words for people, and one for the log. */
export function expectRefused(outcome: Outcome): void {
  expect(outcome).toEqual({
    kind: 'refused',
    forOwner: expect.stringMatching(/^[A-Z"].*[.?]$/s),
    forLog: expect.stringMatching(/\S/),
  })
  expect(outcome.kind === 'refused' && outcome.forOwner).not.toMatch(
    /invalid|ephemeral|\b[a-z]+_[a-z_]+\b|!/i,
  )
}
