/** Where something is said, and who may see what was said there. */

/** A channel, a thread in it, or a person's direct messages. Exactly one of `channel` and `person` is set. */
export interface Place {
  /** `slack`, `discord` or `terminal`. */
  readonly platform: string
  /** Slack workspace, Discord server; the installation's, never taken from the actor. */
  readonly workspace: string
  readonly channel?: string
  readonly thread?: string
  readonly person?: string
}

/** The public channels of a workspace together, one private channel, or one direct conversation. */
export type Scope =
  | { readonly kind: 'public'; readonly platform: string; readonly workspace: string }
  | { readonly kind: 'private'; readonly place: Place }
