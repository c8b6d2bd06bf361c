/** What people say around what they ask for: `are there any papers on …`, `I am interested in …`, `how does … work`, `explain …`. */
import type { Compound } from '../language/analysis.ts'
import { stopWords } from '../language/stopwords.ts'

const publications = new Set('paper papers article articles publication publications'.split(' '))
const askingWords = new Set([
  ...publications,
  ...`anything available deal dealing deals describing description descriptions discussing discussion discussions exist exists
  find finding give help id im information interest interested know known learn like list literature looking name
  need please provide read recommend research search searching see seeking show something studies study suggest tell want work
  works`.split(/\s+/),
])
/** They frame what is asked for beside the word for papers only: `recent papers on …`, `latest … papers`. */
const ofPapers = new Set('best latest newest recent'.split(' '))
/** What somebody is told to do with what is asked for, as the first word. */
const instructions = new Set('compare explain summarise summarize'.split(' '))
/** Words that begin a statement, as sentences of abstracts do, and no question. */
const stating = new Set('a an our the these this we'.split(' '))

/** Whether a word asks for papers rather than says what about. */
export function isAsking(word: string): boolean {
  const text = word.toLowerCase()
  return (
    stopWords.has(text) || askingWords.has(text) || ofPapers.has(text) || /^(?:related|similar)$/.test(text)
  )
}

/** The compounds without what opens and closes a question, and without `et al.`; all of them where nothing else is there. */
export function withoutAsking(compounds: readonly Compound[]): readonly Compound[] {
  const texts = compounds.map(textOf)
  const isCiting = (at: number): boolean => texts[at] === 'et' && texts[at + 1] === 'al'
  const said = compounds.filter((_, at) => !isCiting(at) && !isCiting(at - 1))
  return tellingOr(compounds, withoutQuestion(said))
}

const textOf = ({ words }: Compound): string => words.map(({ text }) => text).join(' ')

function withoutQuestion(compounds: readonly Compound[]): readonly Compound[] {
  const texts = compounds.map(textOf)
  if (instructions.has(texts[0] ?? '')) return tellingOr(compounds, withoutQuestion(compounds.slice(1)))
  if (stating.has(texts[0] ?? '')) return compounds
  const opening = openingOf(texts)
  const isFramed = ofPapers.has(texts[opening] ?? '') && publications.has(texts.at(-1)!)
  const isClosed = isFramed || (texts[0] === 'how' && /^works?$/.test(texts.at(-1)!))
  return tellingOr(compounds, compounds.slice(opening + Number(isFramed), isClosed ? -1 : texts.length))
}

function tellingOr(compounds: readonly Compound[], asked: readonly Compound[]): readonly Compound[] {
  return asked.some(({ words }) => words.some(({ text }) => !stopWords.has(text))) ? asked : compounds
}

/**
 * How many words open a question. They end with a stop word, which leads on to what is asked for (`research on agents`), or
 * with what is looked for (`which papers`): `can research agents write` asks for research.
 */
function openingOf(texts: readonly string[]): number {
  let opening = 0
  for (let at = 0; at < texts.length; at++) {
    const text = texts[at]!
    const before = texts[at - 1] ?? ''
    const isSought = publications.has(text) && (stopWords.has(before) || ofPapers.has(before))
    const isOfPapers = ofPapers.has(text) && publications.has(texts[at + 1] ?? '')
    if (stopWords.has(text) || isSought) opening = at + 1
    else if (!askingWords.has(text) && !isOfPapers) break
  }
  return opening
}
