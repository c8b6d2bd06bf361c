/** Text as data, never mark-up: each platform escapes and decorates it in its own way. */

/**
 * One run of text. A bare string is plain. `mark` is a word that matched the query. `moment` is an ISO instant, shown
 * in the reader's own zone where the platform can.
 */
export type Inline =
  | string
  | { readonly bold: string }
  | { readonly code: string }
  | { readonly mark: string }
  | { readonly link: string; readonly text: string; readonly bold?: true }
  | { readonly moment: string; readonly show: 'date' | 'time' | 'date and time' | 'relative' }

export type RichText = readonly Inline[]
