/** Papers as BibTeX. */
import { isTitleId, paperLinks } from '../ids.ts'
import type { Paper } from '../paper.ts'
import { bibtexText, withCapitals } from './bibtex-text.ts'
import { citationKeys, yearOf } from './citation-key.ts'
import { type Author, readAuthors } from './names.ts'

/**
 * An entry for each paper, in their order, in Unicode. Its fields are those of arXiv's own entries
 * (https://info.arxiv.org/help/hypertex/bibstyles/index.html).
 */
export function toBibtex(papers: readonly Paper[]): string {
  const keys = citationKeys(papers)
  return papers.map(paper => entry(paper, keys.get(paper.id)!)).join('\n')
}

function entry(paper: Paper, key: string): string {
  const fields = Object.entries(fieldsOf(paper)).filter(([, value]) => value)
  return [`@misc{${key},`, ...fields.map(([name, value]) => `  ${name} = {${value}},`), '}\n'].join('\n')
}

function fieldsOf(paper: Paper): Record<string, string | undefined> {
  const authors = readAuthors(paper.authors).map(writeAuthor)
  const common = {
    title: withCapitals(bibtexText(paper.title)),
    author: authors.join(' and '),
    year: yearOf(paper),
  }
  if (isTitleId(paper.id)) return common
  return {
    ...common,
    eprint: paper.id,
    archivePrefix: 'arXiv',
    primaryClass: paper.categories[0],
    url: paperLinks(paper).arxiv,
  }
}

/** `von Last, Jr, First`; between braces BibTeX looks for neither parts nor an "and". */
function writeAuthor(author: Author): string {
  if ('whole' in author) return `{${bibtexText(author.whole)}}`
  const { given, family, particle, suffix } = author
  const last = [particle, family].filter(part => part !== undefined).join(' ')
  return [last, suffix, given]
    .filter(part => part !== undefined)
    .map(bibtexText)
    .join(', ')
}
