/** LaTeX of titles and abstracts as the text a reader expects. */
import { CommandReader, maxDepth, type Mode } from './latex-commands.ts'
import { unescaped } from './latex-cursor.ts'
import { isMath, linked, matchBraces, script } from './latex-forms.ts'
import { strippedSymbols, symbols } from './latex-tables.ts'

const mayBeLatex = /[\\${~]|``/

/** What ends a run of plain characters. */
const special: Readonly<Record<Mode, RegExp>> = {
  text: /[\\${~]|``|--+|[_^](?=\{)|https?:\/\/(?:[^\s{}\\$]|\\[#_%&~])+/,
  math: /[\\${}~_^&]/,
}

/**
 * A title or abstract without its LaTeX: symbols, accents and scripts in Unicode (`10^{-3}` is 10⁻³), fractions as
 * `a/b`, commands gone and their text kept, citations dropped, links as `label (url)`. Prices, code, `_`, `<`, `|` and
 * URLs stay; so does what is broken. Never throws; text without LaTeX is returned as it is.
 */
export function latexToText(source: string): string {
  if (!mayBeLatex.test(source)) return source
  return new Reader({ source, closing: matchBraces(source), at: 0, end: source.length }, 'text', 0).run()
}

/** Reads one stretch of the source, mark by mark; every group is read by a reader of its own. */
class Reader extends CommandReader {
  override run(): string {
    if (this.depth > maxDepth) return this.source.slice(this.at, this.end)
    while (this.at < this.end) {
      const rest = this.rest()
      const found = special[this.mode].exec(rest)
      this.emit(found?.index ?? rest.length, rest.slice(0, found?.index))
      if (found) this.readSpecial(found[0])
    }
    return this.out
  }

  private readSpecial(mark: string): void {
    if (mark === '\\') this.readCommand()
    else if (mark === '$') this.readDollar()
    else if (mark === '{') this.readBrace()
    else if (mark === '~') this.readTie()
    else if (mark === '``') this.readQuotes()
    else if (mark === '_' || mark === '^') this.readScript(mark)
    else if (mark.startsWith('--')) this.readDash(mark)
    else if (mark.startsWith('http')) this.readUrl(mark)
    else this.emit(1, mark === '&' ? ' ' : '')
  }

  private readDollar(): void {
    const fence = this.source.startsWith('$$', this.at) ? '$$' : '$'
    const start = this.at + fence.length
    const close = this.find(fence, start)
    const isFormula =
      this.mode === 'text' &&
      close !== undefined &&
      isMath(this.source.slice(start, close), this.source[close + fence.length])
    if (!isFormula) return this.emit(fence.length, fence)
    this.emitTo(close + fence.length, this.inner(start, close, 'math').trim())
  }

  private readBrace(): void {
    const close = this.groupEnd()
    if (close === undefined) return this.emit(1, this.mode === 'math' ? '' : '{')
    const raw = this.source.slice(this.at + 1, close)
    if (strippedSymbols.has(raw)) return this.emitTo(close + 1, symbols.get(raw)!)
    const text = this.inner(this.at + 1, close)
    const isLiteral = this.mode === 'text' && !raw.includes('\\') && /^$|^\s|[,:;="|<>]/.test(raw)
    this.emitTo(close + 1, isLiteral ? `{${text}}` : text.replace(/^(?:bf|it|em|sc|tt) /, ''))
  }

  /** `~` ties words together; before a number it says "about", and between numbers "to". */
  private readTie(): void {
    const before = this.last || ' '
    const next = this.source[this.at + 1] ?? ' '
    const isTie = /[^\s([/]/.test(before) && /\S/.test(next) && !/^\d\d/.test(before + next)
    this.emit(1, this.mode === 'math' || isTie ? ' ' : '~')
  }

  private readQuotes(): void {
    const start = this.at + 2
    const [quoted, text] = /^([^`]+?)(?:''|")/.exec(this.source.slice(start, this.end)) ?? []
    if (quoted === undefined || text === undefined) return this.emit(2, '``')
    this.emitTo(start + quoted.length, `“${this.inner(start, start + text.length)}”`)
  }

  private readDash(mark: string): void {
    const before = this.source[this.at - 1] ?? ' '
    const next = this.source[this.at + mark.length] ?? ' '
    const isOption = /[\s{("'`[]/.test(before) && /[^\s}]/.test(next)
    const dash = mark.length === 2 ? '–' : '—'
    this.emit(mark.length, isOption || mark.length > 3 ? mark : dash)
  }

  private readUrl(mark: string): void {
    const url = unescaped(mark)
    this.at += mark.length
    // Hugging Face's clean-up makes url{label} of \href{url}{label}.
    const label = this.groupEnd() === undefined ? undefined : this.argument('text')
    const shown = label === undefined || linked(url, label) === url ? url : `${url} (${label})`
    this.write(shown)
  }

  private readScript(mark: '_' | '^'): void {
    const isPlain = this.mode === 'text' && (this.groupEnd(this.at + 1) === undefined || this.endsInSpace())
    this.emit(1, isPlain ? mark : '')
    if (!isPlain) this.write(script(mark, this.readAtom()))
  }

  protected override within(at: number, end: number, mode: Mode): Reader {
    const { source, closing } = this
    return new Reader({ source, closing, at, end }, mode, this.depth + 1)
  }
}
