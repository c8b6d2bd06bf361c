/** What the LaTeX commands of titles and abstracts mean, as tables for `latexToText`. */
import { replacements } from 'unicodeit/ts_dist/js/data.js'

// unicodeit knows some 4,000 symbols; its own `replace` walks all of them for every text, so only its table is used.
// The entries below correct it, or are text commands that it lacks.
const corrections: Record<string, string> = {
  i: 'ı',
  j: 'ȷ',
  deg: '°',
  degree: '°',
  textdegree: '°',
  dots: '…',
  mid: '|',
  vert: '|',
  lvert: '|',
  rvert: '|',
  lVert: '‖',
  rVert: '‖',
  langle: '⟨',
  rangle: '⟩',
  to: '→',
  textemdash: '—',
  textendash: '–',
  textgreater: '>',
  textless: '<',
  textbar: '|',
  textbackslash: '\\',
  textunderscore: '_',
  textasciitilde: '~',
  textasciicircum: '^',
  textquotedblleft: '“',
  textquotedblright: '”',
  textregistered: '®',
  eg: 'e.g.',
  ie: 'i.e.',
  etc: 'etc.',
  item: '•',
}

const named = replacements.flatMap(([command, symbol]): [string, string][] => {
  const name = /^\\([a-zA-Z]+)$/.exec(command!)?.[1]
  return name && symbol!.trim() ? [[name, symbol!]] : []
})

/** A command's name to the text that stands for it. */
export const symbols: ReadonlyMap<string, string> = new Map([...named, ...Object.entries(corrections)])

/** Letters of `\mathbb` that every font has. */
export const doubleStruck: ReadonlyMap<string, string> = new Map([
  ['C', 'ℂ'],
  ['H', 'ℍ'],
  ['N', 'ℕ'],
  ['P', 'ℙ'],
  ['Q', 'ℚ'],
  ['R', 'ℝ'],
  ['Z', 'ℤ'],
])

/** Commands that put a combining mark on one letter. */
export const accents: ReadonlyMap<string, string> = new Map([
  ["'", '\u0301'],
  ['`', '\u0300'],
  ['^', '\u0302'],
  ['"', '\u0308'],
  ['~', '\u0303'],
  ['=', '\u0304'],
  ['.', '\u0307'],
  ['c', '\u0327'],
  ['d', '\u0323'],
  ['H', '\u030B'],
  ['k', '\u0328'],
  ['r', '\u030A'],
  ['u', '\u0306'],
  ['v', '\u030C'],
  ['hat', '\u0302'],
  ['widehat', '\u0302'],
  ['tilde', '\u0303'],
  ['widetilde', '\u0303'],
  ['bar', '\u0304'],
  ['vec', '\u20D7'],
  ['dot', '\u0307'],
  ['ddot', '\u0308'],
])

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '))

/** Commands that are dropped together with what they are given. */
export const dropped = words(
  'cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite autocite nocite ref eqref ' +
    'autoref cref Cref pageref label vspace hspace phantom hphantom vphantom includegraphics begin end thanks',
)

/** Commands that say only how what follows is set; the space behind them is theirs. */
export const switches = words(
  'left right big Big bigl bigr Bigl Bigr bigg Bigg biggl biggr it bf em tt sc rm sf sl itshape bfseries ttfamily ' +
    'scshape small footnotesize normalsize large Large displaystyle textstyle scriptstyle centering noindent',
)

/** Commands that stand for nothing at all. */
export const silent = words('xspace allowbreak nobreakdash nolinebreak limits nolimits protect relax')

/** Commands whose first braces hold a setting, not text. */
export const styled = words('textcolor color colorbox raisebox scalebox')

/** Command names that Hugging Face's own clean-up leaves as bare words in braces: `{sim}19%`. */
export const strippedSymbols = words('sim approx times deg')

const scripts = {
  '^': [
    '0123456789+-−=()ABDEGHIJKLMNOPRTUWabcdefghijklmnoprstuvwxyzβγδφχ',
    '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁᵂᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵝᵞᵟᵠᵡ',
  ],
  _: ['0123456789+-−=()aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ'],
} as const

const tableOf = ([plain, raised]: readonly [string, string]): ReadonlyMap<string, string> => {
  const forms = Array.from(raised)
  return new Map(Array.from(plain, (letter, index) => [letter, forms[index]!]))
}

/** The Unicode superscripts and subscripts. */
export const scriptForms: Readonly<Record<'^' | '_', ReadonlyMap<string, string>>> = {
  '^': tableOf(scripts['^']),
  _: tableOf(scripts._),
}
