/**
 * Relevance collections made of real papers, of kinds that nobody judged: claims, contexts of citations, authors in
 * common, topics of several keywords, words out of order; documents without titles or abstracts, long, short and few. The
 * same every time.
 */
import { readdirSync } from 'node:fs'
import { seededRandom } from '../src/search/semantic/random.ts'
import { dataFile, type Document } from './data.ts'
import { readCollection, type RelevanceCollection } from './relevance.ts'
import {
  byKeyword,
  frequenciesIn,
  keywordsOf,
  readSources,
  sentencesOf,
  shuffled,
  type Source,
  withoutStopWords,
  wordsOf,
} from './sources.ts'

/** A query, and by document how relevant that is to it. */
interface Asked {
  readonly text: string
  readonly relevant: ReadonlyMap<string, number>
}

const mostQueries = 200
const titled = ({ id, title, abstract }: Source): Document => ({ id, title, text: abstract })
const untitled = ({ id, abstract }: Source): Document => ({ id, title: '', text: abstract })
const titleOnly = ({ id, title }: Source): Document => ({ id, title, text: '' })
const short = ({ id, abstract }: Source): Document => ({
  id,
  title: '',
  text: abstract.split(' ').slice(0, 50).join(' '),
})
const equally = (papers: readonly { readonly id: string }[]): Map<string, number> =>
  new Map(papers.map(({ id }) => [id, 1]))

function collectionOf(documents: readonly Document[], asked: readonly Asked[]): RelevanceCollection {
  const kept = asked
    .filter(({ relevant, text }) => relevant.size > 0 && text !== '')
    .slice(0, mostQueries)
    .map((one, at) => ({ ...one, id: `q${at}` }))
  return { documents, queries: kept, judgments: new Map(kept.map(({ id, relevant }) => [id, relevant])) }
}

/** What a sentence says that something shows, a third of its words forgotten, for the paper without that sentence. */
function claims(papers: readonly Source[], category: string, seed: number, most = 5000): RelevanceCollection {
  const result =
    /\b(?:show|shows|find|found|demonstrate|demonstrates|reveal|reveals|suggest|indicate|observe)\b that (.*)[.]$/
  const random = seededRandom(seed)
  const asked: Asked[] = []
  const ofField = papers.filter(({ categories }) => categories?.[0] === category)
  const documents = shuffled(ofField, seed)
    .slice(0, most)
    .map(paper => {
      const sentences = sentencesOf(paper.abstract)
      const claim = sentences.map(one => result.exec(one)?.[1]).findLast(found => found !== undefined)
      const words = wordsOf(claim ?? '')
      if (words.length < 8 || words.length > 40) return titled(paper)
      asked.push({ text: words.filter(() => random() < 0.67).join(' '), relevant: equally([paper]) })
      return { ...titled(paper), text: sentences.filter(one => !one.includes(claim!)).join(' ') }
    })
  return collectionOf(documents, asked)
}

/** Papers by the name of a system that their title introduces, but for names of several. */
function introduced(papers: readonly Source[]): Map<string, Source> {
  const named = Map.groupBy(papers, ({ title }) => /^([\p{L}\p{N}.-]{4,20}):/u.exec(title)?.[1])
  return new Map(
    [...named].flatMap(([name, [first, ...others]]) =>
      name && others.length === 0 && /\p{Ll}.*\p{Lu}|\p{Lu}{2}|\d/u.test(name)
        ? [[name, first!] as const]
        : [],
    ),
  )
}

/** Sentences that name a system, without its name, for the paper that introduces it. */
function contexts(papers: readonly Source[]): RelevanceCollection {
  const named = introduced(papers)
  const asked: Asked[] = []
  const cited = new Set<Source>()
  for (const paper of shuffled(papers, 2))
    for (const sentence of sentencesOf(paper.abstract)) {
      const words = (sentence.match(/[\p{L}\p{N}.-]{4,20}/gu) ?? []).map(word => word.replace(/[.-]+$/, ''))
      const names = words.filter(name => named.has(name) && named.get(name) !== paper)
      const about = [...new Set(names.map(name => named.get(name)!))]
      const isShort = wordsOf(sentence).length < 12
      if (asked.length === mostQueries || about.length === 0 || isShort || about.some(one => cited.has(one)))
        continue
      for (const one of about) cited.add(one)
      const text = names.reduce((left, name) => left.replaceAll(name, ''), sentence)
      asked.push({ text, relevant: equally(about) })
    }
  return among(papers, cited, asked)
}

/** Titles or abstracts, for other papers of the same field with two authors of theirs. */
function authors(papers: readonly Source[], textOf: (paper: Source) => string): RelevanceCollection {
  const written = papers.flatMap(paper => paper.authors.map(author => ({ author, paper })))
  const byAuthor = Map.groupBy(written, ({ author }) => author)
  const asked: Asked[] = []
  const related = new Set<Source>()
  for (const paper of shuffled(papers, 4)) {
    if (asked.length === mostQueries) break
    if (related.has(paper) || paper.authors.length > 8) continue
    const common = new Map<Source, number>()
    // Names that so many papers have are those of many people.
    for (const found of paper.authors
      .map(author => byAuthor.get(author)!)
      .filter(({ length }) => length < 30))
      for (const { paper: other } of found) common.set(other, (common.get(other) ?? 0) + 1)
    const near = [...common.keys()].filter(
      other => other !== paper && common.get(other)! > 1 && other.categories?.[0] === paper.categories?.[0],
    )
    if (near.length < 3 || near.length > 12) continue
    for (const other of near) related.add(other)
    asked.push({ text: textOf(paper), relevant: equally(near) })
  }
  return among(papers, related, asked)
}

/** Papers that are relevant to something, and some thousand that aren't. */
function among(
  papers: readonly Source[],
  relevant: ReadonlySet<Source>,
  asked: readonly Asked[],
): RelevanceCollection {
  const others = papers.filter(paper => !relevant.has(paper))
  return collectionOf([...relevant, ...shuffled(others, 5).slice(0, 4000)].map(titled), asked)
}

/** Three keywords of a paper, for those that carry two of them (1) or all (2). */
function topics(
  papers: readonly Source[],
  seed: number,
  documentOf: (paper: Source) => Document,
): RelevanceCollection {
  const keyed = byKeyword(papers)
  const isKnown = (word: string): boolean => keyed.get(word)!.length >= 3 && keyed.get(word)!.length <= 150
  const asked = shuffled(papers, seed).flatMap((paper): Asked[] => {
    const three = shuffled(keywordsOf(paper).filter(isKnown), seed).slice(0, 3)
    const counts = new Map<string, number>()
    for (const { id } of three.flatMap(word => keyed.get(word)!)) counts.set(id, (counts.get(id) ?? 0) + 1)
    const relevant = new Map(
      [...counts].filter(([, count]) => count > 1).map(([id, count]) => [id, count - 1]),
    )
    return three.length === 3 && relevant.size > 2 ? [{ text: three.join(' '), relevant }] : []
  })
  return collectionOf(papers.map(documentOf), asked)
}

function keywords(
  papers: readonly Source[],
  seed: number,
  documentOf: (paper: Source) => Document,
): RelevanceCollection {
  const asked = [...byKeyword(papers)]
    .filter(([, { length }]) => length >= 2 && length <= 40)
    .map(([text, found]) => ({ text, relevant: equally(found) }))
  return collectionOf(papers.map(documentOf), shuffled(asked, seed))
}

/** Two to four words of an abstract in any order, none of them frequent, for that paper. */
function scattered(papers: readonly Source[]): RelevanceCollection {
  const counts = frequenciesIn(papers)
  const random = seededRandom(6)
  const isTelling = (word: string): boolean => counts.get(word)! > 5 && counts.get(word)! < papers.length / 40
  const asked = shuffled(papers, 6)
    .slice(0, mostQueries)
    .map((paper, at) => {
      const words = [...new Set(withoutStopWords(paper.abstract.toLowerCase()))].filter(isTelling)
      const some = shuffled(words, at).slice(0, 2 + Math.floor(random() * 3))
      return { text: some.join(' '), relevant: equally([paper]) }
    })
  return collectionOf(papers.map(titled), asked)
}

/** Two fifths of the words of a summary that are frequent in abstracts, for its paper. */
function frequent(papers: readonly Source[]): RelevanceCollection {
  const counts = frequenciesIn(papers)
  const random = seededRandom(7)
  const isFrequent = (word: string): boolean => (counts.get(word.toLowerCase()) ?? 0) > papers.length / 200
  const asked = shuffled(papers, 7).map(paper => {
    const words = withoutStopWords(paper.aiSummary ?? '').filter(word => isFrequent(word) && random() < 0.4)
    return { text: words.join(' '), relevant: equally([paper]) }
  })
  return collectionOf(papers.map(titled), asked)
}

/** Of what was judged relevant in a collection a sample, or several documents each under the title of the first. */
function judgedOnes(
  { documents, queries, judgments }: RelevanceCollection,
  seed: number,
  count: number,
  each: number,
): RelevanceCollection {
  const judged = new Set([...judgments.values()].flatMap(relevant => [...relevant.keys()]))
  const known = documents.filter(({ id }) => judged.has(id))
  const sample = shuffled(known, seed).slice(0, count * each)
  const idOf = new Map(sample.map(({ id }, at) => [id, sample[at - (at % each)]!.id]))
  const textOf = (first: number): string =>
    sample
      .slice(first, first + each)
      .map(({ text }) => text)
      .join(' ')
  const asked = queries.map(({ id, text }) => {
    const kept = [...(judgments.get(id) ?? [])].filter(([document]) => idOf.has(document))
    return { text, relevant: new Map(kept.map(([document, score]) => [idOf.get(document)!, score])) }
  })
  return collectionOf(
    sample.flatMap((one, at) => (at % each === 0 ? [{ ...one, text: textOf(at) }] : [])),
    asked.filter(({ relevant }) => relevant.size > 1),
  )
}

const once = <T>(read: () => Promise<T>): (() => Promise<T>) => {
  let found: Promise<T> | undefined
  return () => (found ??= read())
}
const arxiv = once(() => readSources('arxiv'))
const daily = once(async () => (await readSources('hf_daily')).filter(({ aiKeywords }) => aiKeywords))
const acm = once(() => readCollection(dataFile('relevance', 'acm_kw')))

const recipes: Readonly<Record<string, () => Promise<RelevanceCollection>>> = {
  claims_cl: async () => claims(await arxiv(), 'cs.CL', 1),
  claims_ro: async () => claims(await arxiv(), 'cs.RO', 2),
  claims_1200: async () => claims(await arxiv(), 'cs.CR', 3, 1200),
  contexts: async () => contexts(await arxiv()),
  authors: async () => authors(await arxiv(), ({ title }) => title),
  authors_abstract: async () => authors(await arxiv(), ({ abstract }) => abstract),
  topics: async () => topics(await daily(), 10, untitled),
  topics_short: async () => topics(await daily(), 11, short),
  keywords_titles: async () => keywords(await daily(), 12, titleOnly),
  keywords_untitled: async () => keywords(await daily(), 13, untitled),
  keywords_100: async () => keywords((await daily()).slice(2000, 2100), 15, untitled),
  acm_500: async () => judgedOnes(await acm(), 14, 500, 1),
  acm_1200: async () => judgedOnes(await acm(), 18, 1200, 1),
  acm_long: async () => judgedOnes(await acm(), 17, 5000, 6),
  scattered: async () => scattered(shuffled(await arxiv(), 16).slice(0, 6000)),
  frequent: async () => frequent(await daily()),
}

/** The collections in the folder `relevance`, in order, then those that are made. */
export function collectionNames(): string[] {
  const folders = readdirSync(dataFile('relevance'), { withFileTypes: true }).filter(entry =>
    entry.isDirectory(),
  )
  return [...folders.map(({ name }) => name).toSorted(), ...Object.keys(recipes)]
}

export const isMade = (name: string): boolean => name in recipes

export const loadCollection = (name: string): Promise<RelevanceCollection> =>
  recipes[name]?.() ?? readCollection(dataFile('relevance', name))
