/** The commands of LaTeX, as far as titles and abstracts have them. */
import { LatexCursor, type Stretch } from './latex-cursor.ts'
import { fraction, linked, root, script, withAccent } from './latex-forms.ts'
import { accents, doubleStruck, dropped, silent, styled, switches, symbols } from './latex-tables.ts'

export type Mode = 'text' | 'math'

/** Braces nested deeper than this stay as they are. */
export const maxDepth = 40

/** Reads commands with their arguments. What else stands in a stretch is read by who extends it. */
export abstract class CommandReader extends LatexCursor {
  protected readonly mode: Mode
  protected readonly depth: number

  constructor(stretch: Stretch, mode: Mode, depth: number) {
    super(stretch)
    this.mode = mode
    this.depth = depth
  }

  /** The whole stretch as text. */
  abstract run(): string

  /** A reader of a stretch within this one. */
  protected abstract within(at: number, end: number, mode: Mode): CommandReader

  /** One group, command or character: what TeX takes as a script. */
  protected readAtom(): string {
    if (this.groupEnd() !== undefined) return this.argument('math')
    if (this.at >= this.end) return ''
    const one = this.within(this.at, this.end, 'math')
    const char = String.fromCodePoint(this.source.codePointAt(this.at)!)
    if (char === '\\' && one.depth <= maxDepth) one.readCommand()
    else one.emit(char.length, char)
    this.at = one.at
    return one.out
  }

  protected readCommand(): void {
    const name = /^[a-zA-Z]+/.exec(this.source.slice(this.at + 1, this.end))?.[0]
    if (name) this.readNamed(name)
    else this.readPunctuation(this.at + 1 < this.end ? this.source[this.at + 1]! : '')
  }

  private readPunctuation(char: string): void {
    if (char === '(' || char === '[') this.readFormula(char)
    else if (accents.has(char)) this.readAccent(char)
    else if (/^[!/-]$/.test(char)) this.emit(2, '')
    // Hugging Face's clean-up makes \22K of \$22K.
    else if (/^\\\d[\d.,]*[KMB]?(?!\))\b/.test(this.rest())) this.emit(1, '$')
    else if (/^[\s,;:>\\]$/.test(char)) {
      this.emit(2, this.endsInSpace() ? '' : ' ')
      this.skipSpaces()
    } else this.emit(1 + char.length, char === '|' ? '‖' : char || '\\')
  }

  private readFormula(open: '(' | '['): void {
    const close = this.find(open === '(' ? '\\)' : '\\]', this.at + 2)
    if (close === undefined) return this.emit(2, open)
    this.emitTo(close + 2, this.inner(this.at + 2, close, 'math').trim())
  }

  private readAccent(name: string): void {
    const start = this.at + 1 + name.length
    const close = this.groupEnd(start)
    const bare = /^(?:\\[ij](?![a-z])|\p{L})/u.exec(
      this.source.slice(start, Math.min(start + 3, this.end)),
    )?.[0]
    const letter = close === undefined ? bare : this.source.slice(start + 1, close)
    // "The model\'s" is an escaped apostrophe, not an ś.
    const isApostrophe =
      name === "'" && /\w/.test(this.last) && contraction.test(this.source.slice(start, start + 3))
    const accented = letter && !isApostrophe ? withAccent(letter, accents.get(name)!) : undefined
    if (accented === undefined) return this.emit(1 + name.length, close === undefined ? name : '')
    this.emitTo(close === undefined ? start + letter!.length : close + 1, accented)
  }

  private readMathAccent(mark: string): void {
    this.skipSpaces()
    const letter = this.readAtom()
    this.write(withAccent(letter, mark) ?? letter)
  }

  private readNamed(name: string): void {
    const next = this.at + 1 + name.length
    const hasArgument = this.groupEnd(next) !== undefined
    if (accents.has(name) && name.length === 1 && hasArgument) return this.readAccent(name)
    this.at = next
    if (accents.has(name) && name.length > 1) return this.readMathAccent(accents.get(name)!)
    if (dropped.has(name)) this.dropArguments()
    else if (switches.has(name)) this.readSwitch(name)
    else if (styled.has(name)) this.verbatim()
    else if (hasArgument && this.source[next + 1] !== '}') this.readArguments(name)
    else if (!silent.has(name)) this.readWord(name)
  }

  private readArguments(name: string): void {
    if (/^[dt]?frac$/.test(name)) this.write(fraction(this.argument(), this.argument()))
    else if (name === 'url') this.write(this.verbatim())
    else if (name === 'href') this.readLink()
    else if (name === 'footnote') this.write(`${this.endsInSpace() ? '' : ' '}(${this.argument().trim()})`)
    else if (name === 'sqrt') this.write(root('', this.argument()))
    else if (name === 'textsuperscript') this.write(script('^', this.argument()))
    else if (name === 'textsubscript') this.write(script('_', this.argument()))
    else if (name === 'unicode') this.write(character(this.verbatim()))
    else if (symbols.has(name)) this.readWord(name)
    else this.readWrapped(name)
  }

  private readLink(): void {
    const url = this.verbatim()
    this.write(linked(url, this.argument()))
  }

  /** The argument of a command that only styles it, and of any command nobody here knows. */
  private readWrapped(name: string): void {
    const text = this.argument(/^(?:text|mbox|emph)/.test(name) ? 'text' : this.mode)
    this.write(name === 'mathbb' ? (doubleStruck.get(text) ?? text) : text)
  }

  /** A symbol, or the name of a command nobody here knows. */
  private readWord(name: string): void {
    const degree = name === 'sqrt' ? /^\[([^\]{}]*)\](?=\{)/.exec(this.rest()) : null
    if (degree) {
      this.at += degree[0].length
      this.write(root(degree[1]!, this.argument()))
      return
    }
    const isTight = this.mode === 'math' && !this.endsInSpace()
    const symbol = symbols.get(name)
    const lostItsEnd = this.source[this.at] === '{' && this.groupEnd() === undefined
    if (isTight && !symbol && /[\w)]/.test(this.last)) this.write(' ')
    this.write(symbol ?? (lostItsEnd ? '' : name))
    if (lostItsEnd) this.at++
    else if (this.groupEnd() === this.at + 1) this.at += 2
    if (symbol?.endsWith('.') && this.source[this.at] === '.') this.at++
    if (isTight && symbol && /^\p{S}/u.test(symbol)) this.skipSpaces()
  }

  private readSwitch(name: string): void {
    this.skipSpaces()
    if (/^(?:left|right)$/.test(name) && this.source[this.at] === '.') this.at++
  }

  private dropArguments(): void {
    this.at += /^\*?(?:\[[^[\]]{0,200}\])*/.exec(this.rest())![0].length
    this.verbatim()
    this.out = this.out.trimEnd()
    this.last = this.out.at(-1) ?? ''
    if (this.out === '') this.skipSpaces()
  }

  /** The group here as text; nothing where there is none. */
  protected argument(mode: Mode = this.mode): string {
    const close = this.groupEnd()
    if (close === undefined) return ''
    const text = this.inner(this.at + 1, close, mode)
    this.at = close + 1
    return text
  }

  protected inner(from: number, to: number, mode: Mode = this.mode): string {
    return this.within(from, to, mode).run()
  }
}

const contraction = /^(?:s|t|d|m|re|ve|ll)(?![a-z])/

/** The character of `\unicode{x2014}`. */
function character(code: string): string {
  const point = Number.parseInt(code.replace(/^x/i, '0x'))
  return point > 0x1f && point < 0xd800 ? String.fromCodePoint(point) : code
}
