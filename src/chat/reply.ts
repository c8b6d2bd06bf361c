/** What is to be shown, whatever the platform: blocks of plain data. */
import type { RichText } from './rich-text.ts'

export type Visibility = 'private' | 'public'

/** A command with its options filled in. Works for ever, so it carries all that it needs. */
export interface ActionButton {
  readonly label: string
  readonly command: string
  readonly options: Readonly<Record<string, string>>
  readonly style?: 'primary' | 'danger'
  /** What a screen reader says when the label alone is ambiguous ("Discuss 3"). */
  readonly accessibleLabel?: string
}

export interface LinkButton {
  readonly label: string
  readonly url: string
}

export type Button = ActionButton | LinkButton

export interface Picture {
  readonly url: string
  /** Alternative text. */
  readonly alt: string
}

/** One paper in a list: a linked title, small lines below it, and what can be done with it, most useful first. */
export interface PaperItem {
  /** Its number in the list, from 1. */
  readonly number: number
  readonly title: string
  readonly url: string
  readonly lines: readonly RichText[]
  readonly buttons: readonly ActionButton[]
}

export interface SelectOption {
  readonly label: string
  readonly value: string
}

interface FieldBase {
  readonly name: string
  readonly label: string
  readonly hint?: string
  readonly required?: boolean
}

export type FormField =
  | (FieldBase & {
      readonly kind: 'text'
      readonly value?: string
      readonly maxLength?: number
      readonly multiline?: boolean
    })
  | (FieldBase & {
      readonly kind: 'choice'
      readonly choices: readonly SelectOption[]
      readonly value?: string
    })

export type Block =
  | { readonly kind: 'heading'; readonly text: RichText; readonly picture?: Picture }
  | { readonly kind: 'text'; readonly text: RichText; readonly small?: true }
  | { readonly kind: 'papers'; readonly items: readonly PaperItem[] }
  | { readonly kind: 'facts'; readonly facts: readonly RichText[]; readonly small?: true }
  | { readonly kind: 'notice'; readonly tone: 'info' | 'warning'; readonly text: RichText }
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** Choosing a value runs `command` with `option` set to it. */
  | {
      readonly kind: 'select'
      readonly placeholder: string
      readonly command: string
      readonly option: string
      readonly options: Readonly<Record<string, string>>
      readonly choices: readonly SelectOption[]
    }
  | {
      readonly kind: 'pager'
      readonly previous?: ActionButton
      readonly next?: ActionButton
      readonly buttons: readonly ActionButton[]
    }
  /** Submitting runs `command` with `options` and the fields' values. */
  | {
      readonly kind: 'form'
      readonly title: string
      readonly command: string
      readonly options: Readonly<Record<string, string>>
      readonly fields: readonly FormField[]
      readonly submit: string
    }
  | { readonly kind: 'file'; readonly name: string; readonly mediaType: string; readonly content: string }
  | { readonly kind: 'divider' }

export interface Reply {
  /** One sentence for notifications and screen readers. */
  readonly summary: string
  readonly visibility: Visibility
  /**
   * Takes the place of the private message whose press asked for it, as another page of a list does. Any other answer is
   * a message of its own, so that what a person reads is never taken away.
   */
  readonly replaces?: boolean
  /**
   * Takes away the public message whose press asked for it; what the reply says is shown privately. One that is gone
   * already is as good. Only of commands that say `removes`.
   */
  readonly removes?: true
  readonly blocks: readonly Block[]
}

/** A reply, and at most one better version of it later (live results); `undefined` means nothing was added. */
export interface Answer {
  readonly reply: Reply
  /** Set when this request was answered before: a platform that shows every answer drops this one. */
  readonly again?: true
  readonly later?: Promise<Reply | undefined>
}
