/** Names of authors, organisations and categories that no paper has, as the nearest that some has. */
import { editDistance } from '../../papers/edit-distance.ts'
import { foldName, letterSet } from '../language/analysis.ts'
import type { Collection } from '../index/collection.ts'
import { documentsIn, type FacetName } from '../index/segment.ts'
import { countOf, lettersAt, textAt } from '../index/texts.ts'
import { limits } from '../limits.ts'
import { hasWords, isBy, isHandle, isWithin, nameWords } from '../matching/conditions.ts'
import type { QueryFilters } from '../query/query.ts'
import { editsTried, lacks } from './spellings.ts'

/** The filters with such names replaced, where there are few and one is near: fewest slips first, then most papers. */
export function nearestNames(filters: QueryFilters, collection: Collection): QueryFilters {
  if (filters.authors.length + filters.organizations.length > limits.namesCorrected) return filters
  const authors = filters.authors.map(name => nearestOf(name, isBy(name), ['authors'], collection))
  const organizations = filters.organizations.map(name => {
    const [isNamed, isTheirs] = [hasWords(name), isHandle(name)]
    const isKnown = (label: string): boolean => isNamed(label) || isTheirs(label)
    const facets = ['organizations', 'handles'] as const
    const near = nearestOf(name, isKnown, facets, collection)
    return near === name ? knownPart(name, facets, collection) : near
  })
  const categories = filters.categories.map(name => nearestCategory(name, collection))
  return { ...filters, authors, organizations, categories }
}

/** `cs.cl` for `CL`: the one of most papers that ends so, where none begins so. */
function nearestCategory(name: string, collection: Collection): string {
  const known = [...labelsIn(['categories'], collection)].sort((one, other) => other.papers - one.papers)
  if (known.some(({ label }) => isWithin(name)(label))) return name
  return known.find(({ label }) => label.endsWith(`.${name.toLowerCase()}`))?.label ?? name
}

/** `deepmind` for `Google DeepMind`, where no organisation has both: the longest word that one has. */
function knownPart(name: string, facets: readonly FacetName[], collection: Collection): string {
  const parts = nameWords(name).sort((one, other) => other.length - one.length)
  const labels = [...labelsIn(facets, collection)].map(({ label }) => label)
  if (parts.length < 2 || labels.some(hasWords(name))) return name
  return parts.find(part => labels.some(hasWords(part))) ?? name
}

function nearestOf(
  name: string,
  isKnown: (label: string) => boolean,
  facets: readonly FacetName[],
  collection: Collection,
): string {
  const wanted = nameWords(name)
  const near = new Map<string, { words: string; edits: number; papers: number }>()
  // Nearly all labels lack letters, which is told without reading them.
  const mayBe = lacksNone(wanted)
  for (const { label, papers } of labelsIn(facets, collection, mayBe)) {
    if (isKnown(label)) return name
    const found = nearestWords(wanted, label)
    if (found) near.set(found.words, { ...found, papers: papers + (near.get(found.words)?.papers ?? 0) })
  }
  const [best] = [...near.values()].sort(
    (one, other) =>
      one.edits - other.edits || other.papers - one.papers || (one.words < other.words ? -1 : 1),
  )
  return best?.words ?? name
}

/** Whether a label with these letters may have the words, but for slips. Letters beyond ASCII are not looked at. */
function lacksNone(words: readonly string[]): (letters: number) => boolean {
  const wanted = words
    .filter(word => /^[ -~]+$/.test(word))
    .map(word => ({ letters: letterSet(word), edits: editsTried(word) }))
  return letters => !wanted.some(word => lacks(letters, word.letters, word.edits))
}

/** Folded, with how many papers have each; no label without any. @param mayBe of letters: others are left out */
function* labelsIn(
  facets: readonly FacetName[],
  { segments }: Collection,
  mayBe: (letters: number) => boolean = () => true,
): Generator<{ label: string; papers: number }> {
  for (const { segment, live } of segments)
    for (const facet of facets) {
      const { labels, documents } = segment.facets[facet]
      // All others are folded as they come into the index.
      const isFolded = facet !== 'organizations'
      const read = (row: number): string => (isFolded ? textAt(labels, row) : foldName(textAt(labels, row)))
      for (let row = 0; row < countOf(labels); row++) {
        if (!mayBe(isFolded ? lettersAt(labels, row) : letterSet(read(row)))) continue
        const label = read(row)
        const papers = documentsIn(documents, row).reduce((sum, document) => sum + live[document]!, 0)
        if (papers > 0) yield { label, papers }
      }
    }
}

/** The words of a label that are those wanted but for slips; undefined where it lacks one. */
function nearestWords(
  wanted: readonly string[],
  label: string,
): { words: string; edits: number } | undefined {
  const words = label.split(/[^\p{L}\p{M}\p{N}]+/u)
  const near: string[] = []
  let sum = 0
  for (const one of wanted) {
    const most = editsTried(one)
    const edits = words.map(word => editDistance(one, word, most))
    const least = Math.min(...edits)
    if (least > most) return undefined
    near.push(words[edits.indexOf(least)]!)
    sum += least
  }
  return { words: near.join(' '), edits: sum }
}
