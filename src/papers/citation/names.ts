/** Authors' names as citations need them: taken apart into given and family names, groups kept whole. */
import { type Name, parse } from '@citation-js/name'
import { latexToText } from '../latex.ts'

/** A person, or a group, whose name is never taken apart. */
export type Author =
  | { readonly given: string; readonly family: string; readonly particle?: string; readonly suffix?: string }
  | { readonly whole: string }

const groupWords =
  /\b(?:team|group|collaboration|consortium|labs?|institute|university|research|project|foundation|contributors|inc|community)\b|\bAI\b/i
/** People named "Ai" are no groups. */
const isGroup = (name: string): boolean =>
  groupWords.test(name.replace(/\bAi\b/g, '')) || /[,;&:]|\band\b/i.test(name)

/** The authors that have a name; a lone mark, which lists of a team's members leave behind, is none. */
export function readAuthors(names: readonly string[]): Author[] {
  return names
    .map(name =>
      latexToText(name)
        .replace(/[{}\\]/g, '')
        .trim(),
    )
    .filter(name => /\p{L}/u.test(name))
    .map(readAuthor)
}

function readAuthor(name: string): Author {
  if (isGroup(name)) return { whole: name }
  // The parser takes "Jr." for a family name, and "Jr" for what it is.
  const { given, family, suffix, ...particles }: Name = parse(name.replace(/ (Jr|Sr)\.$/, ' $1'))
  if (given === undefined || family === undefined) return { whole: name }
  const particle = particles['non-dropping-particle'] ?? particles['dropping-particle']
  return { given, family, ...(particle && { particle }), ...(suffix && { suffix }) }
}
