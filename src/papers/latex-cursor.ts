/** A place in a stretch of LaTeX, and what was written of it so far. */

export interface Stretch {
  readonly source: string
  /** Where each group that opens closes (`matchBraces`). */
  readonly closing: ReadonlyMap<number, number>
  readonly at: number
  readonly end: number
}

export class LatexCursor {
  protected readonly source: string
  protected readonly closing: ReadonlyMap<number, number>
  protected readonly end: number
  protected at: number
  protected out = ''
  /** The last character of what was written, for asking all of it takes as long as it is. */
  protected last = ''

  constructor({ source, closing, at, end }: Stretch) {
    this.source = source
    this.closing = closing
    this.at = at
    this.end = end
  }

  /** Where the group that opens here ends, if one opens here and ends within this stretch. */
  protected groupEnd(at = this.at): number | undefined {
    const close = this.closing.get(at)
    return close !== undefined && close < this.end ? close : undefined
  }

  /** The group here as it was written; nothing where there is none. */
  protected verbatim(): string {
    const close = this.groupEnd()
    if (close === undefined) return ''
    const text = this.source.slice(this.at + 1, close)
    this.at = close + 1
    return unescaped(text)
  }

  protected find(mark: string, from: number): number | undefined {
    let at = this.source.indexOf(mark, from)
    while (at > from && this.source[at - 1] === '\\') at = this.source.indexOf(mark, at + 1)
    return at < 0 || at >= this.end ? undefined : at
  }

  protected rest(): string {
    return this.source.slice(this.at, this.end)
  }

  /** Whether what was written ends in white space, or nothing was. */
  protected endsInSpace(): boolean {
    return /^$|\s/.test(this.last)
  }

  protected skipSpaces(): void {
    while (this.at < this.end && /\s/.test(this.source[this.at]!)) this.at++
  }

  protected emit(length: number, text: string): void {
    this.emitTo(this.at + length, text)
  }

  protected emitTo(at: number, text: string): void {
    this.at = at
    this.write(text)
  }

  protected write(text: string): void {
    this.out += text
    this.last = text.at(-1) ?? this.last
  }
}

/** An address without the backslashes that LaTeX wants in it. */
export function unescaped(url: string): string {
  return url.replace(/\\([#_%&~])/g, '$1')
}
