/** The keys that papers are cited by, such as `vaswani2017attention`. */
import { isTitleId } from '../ids.ts'
import { latexToText } from '../latex.ts'
import type { Paper } from '../paper.ts'
import { readAuthors } from './names.ts'

const unimportant = new Set(
  'a an the on of for in to and or with from by is are at as via how do does what why when can it its'.split(
    ' ',
  ),
)
const letters = new Map(
  Object.entries({ ł: 'l', ø: 'o', đ: 'd', ð: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' }),
)

/**
 * The key of each paper by its id: the first author's family name, the year, and the first word of the title that says
 * something. It follows from the paper alone; where several here would have one key, each gets its id behind it.
 */
export function citationKeys(papers: readonly Paper[]): ReadonlyMap<string, string> {
  const byKey = Map.groupBy(papers, keyOf)
  const keys = papers.map((paper): [string, string] => {
    const key = keyOf(paper)
    return [paper.id, byKey.get(key)!.length === 1 ? key : `${key}-${paper.id.replace(/[^a-z0-9]+/g, '-')}`]
  })
  return new Map(keys)
}

/** When it was published; by its id where that is all that is known. */
export function yearOf({ id, published, listDate }: Paper): string | undefined {
  const date = published ?? listDate
  if (date !== undefined) return date.slice(0, 4)
  const [, digits] = isTitleId(id) ? [] : (/(?:^|\/)(\d\d)/.exec(id) ?? [])
  return digits && `${digits > '90' ? '19' : '20'}${digits}`
}

function keyOf(paper: Paper): string {
  const [first] = readAuthors(paper.authors)
  const name = first && ('whole' in first ? first.whole : first.family)
  const words = latexToText(paper.title)
    .split(/[^\p{L}\p{N}\p{M}'’]+/u)
    .map(ascii)
  const word = words.find(one => /[a-z]/.test(one) && one.length > 1 && !unimportant.has(one)) ?? ''
  return `${ascii(name ?? '').replace(/^\d+/, '') || 'anonymous'}${yearOf(paper) ?? ''}${word}`
}

/** Lower case, without accents; letters of other scripts are left out. */
function ascii(text: string): string {
  return text
    .toLowerCase()
    .replace(/[łøđðıßæœþ]/g, letter => letters.get(letter)!)
    .normalize('NFKD')
    .replace(/[^a-z0-9]/g, '')
}
