/** Text with the LaTeX that is kept in titles and names, as it may stand between the braces of a BibTeX field. */
import { isMath } from '../latex-forms.ts'
import { accents, symbols } from '../latex-tables.ts'
import { latexToText } from '../latex.ts'

/**
 * LaTeX that any document takes stays as it was written; `&`, `%`, `#`, `_` and the like, which people write as plain
 * text, are escaped. Where a text has a command that is not on the lists below, or does not add up, all of it becomes
 * plain text: whoever cites a paper runs LaTeX over what its upstream wrote. Letters stay in Unicode.
 */
export function bibtexText(source: string): string {
  const dollars = source.replace(/\\[([](.+?)\\[)\]]/gs, '$$$1$$')
  return kept(dollars) ?? escaped(latexToText(source).trim() || source)
}

/**
 * A title whose words with capitals stand in braces each, so that no style takes them away. Braces around the whole of it
 * would not do: managers such as Zotero disregard those.
 */
export function withCapitals(latex: string): string {
  return wordsOf(latex)
    .map(word => {
      if (!/\p{Lu}/u.test(word)) return word
      // BibTeX changes letters in a brace that begins with a command.
      return word.startsWith('\\') ? `{{${word}}}` : `{${word}}`
    })
    .join('')
}

/** Words and the spaces between them; a formula, a group or an escaped space is not taken apart. */
function wordsOf(latex: string): string[] {
  const found = ['']
  let depth = 0
  let inFormula = false
  for (const [mark] of latex.matchAll(/\\.|[${}]|\s+|[^\\${}\s]+/gs)) {
    if (mark === '{') depth++
    if (mark === '}') depth--
    if (mark === '$') inFormula = !inFormula
    if (mark.trim() === '' && depth === 0 && !inFormula) found.push(mark, '')
    else found[found.length - 1] += mark
  }
  return found
}

const words = (text: string): readonly string[] => text.split(' ')

const styles = words(
  'emph text textbf textit texttt textsc textrm textsf textsuperscript textsubscript mathrm mathbf mathcal mathbb ' +
    'mathfrak mathsf mathit mathtt mathscr boldsymbol operatorname mbox frac dfrac tfrac sqrt left right overline ' +
    'underline hat tilde bar vec dot ddot widehat widetilde LaTeX TeX',
)
/** What `latexToText` reads and LaTeX has not, or has for something else. */
const notLatex = new Set(words('deg degree item eg ie etc'))
const mathCommands = new Set([...symbols.keys(), ...styles].filter(name => !notLatex.has(name)))
const textCommands = new Set(
  words(
    'emph textbf textit texttt textsc textrm textsf textsuperscript textsubscript LaTeX TeX ss o O l L ae AE oe OE aa ' +
      'AA i j dots ldots textendash textemdash textgreater textless textbar textbackslash textunderscore',
  ),
)

const formula = /(?<!\\)\$((?:\\.|[^\\$])+)\$/gs

function kept(source: string): string | undefined {
  if (!isBalanced(source) || contraction.test(source)) return undefined
  const parts: (string | undefined)[] = []
  let end = 0
  for (const { 0: whole, 1: inner, index } of source.matchAll(formula)) {
    const after = index + whole.length
    if (!isMath(inner!, source[after])) continue
    parts.push(keptText(source.slice(end, index)), keptMath(inner!))
    end = after
  }
  parts.push(keptText(source.slice(end)))
  return parts.includes(undefined) ? undefined : parts.join('')
}

/** BibTeX counts braces whether or not a backslash stands before them, so that none may be left over. */
function isBalanced(source: string): boolean {
  let open = 0
  for (const [mark] of source.matchAll(/\\.|[{}]/gs)) {
    if (mark === '{') open++
    else if (mark === '}') open--
    if (open < 0) return false
  }
  return open === 0
}

/** "The model\'s" is an escaped apostrophe; a command would read it as an accent. */
const contraction = /\w\\'(?:s|t|d|m|re|ve|ll)(?![a-z])/

function keptMath(inner: string): string | undefined {
  // Two of them name any character, a backslash too.
  if (!isBalanced(inner) || inner.includes('^^')) return undefined
  return replaced(
    inner,
    /\\(?:([a-zA-Z]+)|(.?))|[%#&]/gs,
    ([mark, name, other]) => {
      if (name !== undefined) return mathCommands.has(name) ? mark : undefined
      if (other === undefined) return `\\${mark}`
      if (other === '{') return '\\lbrace '
      if (other === '}') return '\\rbrace '
      return /^[%#&_$,;:!| ]$/.test(other) ? mark : undefined
    },
    '$',
  )
}

const special = /\\(?:([a-zA-Z]+)|(.?))|([_^])\{([^{}$\\%#&_^~]+)\}|(\^)(\d+)|[_^$%#&~<>|]/gs

/** Braces that are meant to be seen: `{x, y}`, where no command or script has them. */
const seenBraces = /(?<![\w^\]}])\{(?:|\s[^{}\\]*|[^{}\\]*[,:;="|<>][^{}\\]*)\}/

function keptText(text: string): string | undefined {
  if (seenBraces.test(text)) return undefined
  return replaced(text, special, ([mark, name, other, script, raised, power, digits], at) => {
    if (name !== undefined) return textCommands.has(name) ? mark : undefined
    if (other !== undefined) return textMark(other)
    if (script !== undefined || power !== undefined) return `$${script ?? power}{${raised ?? digits}}$`
    return mark === '~' && isTie(text, at) ? '~' : plain(mark)
  })
}

/** What follows a backslash and is no letter. */
function textMark(mark: string): string | undefined {
  if (mark === '{' || mark === '}') return plain(mark)
  if (mark === '\\' || mark === ' ') return ' '
  return accents.has(mark) || /^[%#&_$,/-]$/.test(mark) ? `\\${mark}` : undefined
}

/** As `latexToText` reads it: between words, and not between numbers, a space that does not break. */
const isTie = (text: string, at: number): boolean => {
  const [before = ' ', next = ' '] = [text[at - 1], text[at + 1]]
  return /[^\s([/]/.test(before) && /\S/.test(next) && !/^\d\d/.test(before + next)
}

/** Undefined where one of the replacements is. */
function replaced(
  text: string,
  pattern: RegExp,
  replace: (match: RegExpExecArray, at: number) => string | undefined,
  around = '',
): string | undefined {
  let out = around
  let end = 0
  for (const match of text.matchAll(pattern)) {
    const replacement = replace(match, match.index)
    if (replacement === undefined) return undefined
    out += text.slice(end, match.index) + replacement
    end = match.index + match[0].length
  }
  return out + text.slice(end) + around
}

const plainForms = new Map([
  ['\\', '\\textbackslash{}'],
  ['{', '\\textbraceleft{}'],
  ['}', '\\textbraceright{}'],
  ['^', '\\textasciicircum{}'],
  ['~', '\\textasciitilde{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
])

const plain = (mark: string): string => plainForms.get(mark) ?? mark.replace(/[$%#&_]/g, '\\$&')

const escaped = (text: string): string => text.replace(/[\\{}^~$%#&_<>|]/g, plain)
