/** What a person asked, whatever the platform. */
import type { Place, Scope } from './place.ts'

/** How the request came in; decides how an answer can be shown. */
export type Surface = 'typed' | 'button' | 'form' | 'message' | 'mention' | 'direct' | 'home' | 'link'

export interface Actor {
  readonly id: string
  /** Where the platform tells. */
  readonly name?: string | undefined
  /** IANA zone, where the platform tells. */
  readonly zone?: string
  /** Whether they manage the place now, as the platform said with this very request. */
  readonly manages: boolean
  /**
   * Whether they administer the workspace now, as the platform said with this very request. Left out where a platform is
   * asked about that only for what needs it.
   */
  readonly administers?: boolean
}

export interface Request {
  /** The platform's own id of this interaction: the same id twice is answered once. */
  readonly id: string
  readonly command: string
  /** As they came, unchecked; dispatch checks them against the command's schema. */
  readonly options: Readonly<Record<string, string>>
  readonly actor: Actor
  readonly place: Place
  readonly scope: Scope
  readonly surface: Surface
  /** The message whose button was pressed, where all who read the place see it. */
  readonly message?: string
  /** BCP 47. */
  readonly locale: string
}

/** Asks for completions of one option while it is typed. */
export interface CompletionRequest {
  readonly command: string
  readonly option: string
  readonly typed: string
  readonly place: Place
  readonly scope: Scope
}

/** One offered value of an option. */
export interface Choice {
  readonly label: string
  readonly value: string
}
