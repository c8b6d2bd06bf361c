/** Sentences that several commands say. */
import { smallText } from '../../src/chat/replies.ts'
import type { Block } from '../../src/chat/reply.ts'
import { type RichText, rich } from '../../src/chat/rich-text.ts'
import { correctionsInWords } from '../../src/digests/words.ts'
import { counted, grouped } from '../../src/papers/text.ts'
import type { SearchResult } from '../../src/search/result.ts'
import type { Services } from '../services.ts'

const mostNamed = 3

/** `Ada, Grace, Emmy and 2 more`; empty where nobody's name is known. */
export function namesOf(people: readonly { readonly name?: string }[]): string {
  const names = people.flatMap(({ name }) => name ?? [])
  const unnamed = names.length - mostNamed
  const named = names.slice(0, mostNamed).join(', ')
  return unnamed > 0 ? `${named} and ${unnamed} more` : named
}

/** How many papers a search found; where some lack a word, how many lack none. */
export function foundInWords({ total, withEvery }: Pick<SearchResult, 'total' | 'withEvery'>): string {
  if (total === 0) return 'nothing in the library'
  if (withEvery === total) return counted(total, 'paper')
  if (withEvery === 0)
    return `no paper has every word, ${grouped(total)} ${total === 1 ? 'has' : 'have'} some`
  return `${counted(withEvery, 'paper')} with every word`
}

/** `Read "quantisaton" as quantization. Also: low-rank adaptation`; empty where all words were taken as typed. */
export function readInWords({
  corrections,
  standIns,
}: Pick<SearchResult, 'corrections' | 'standIns'>): string {
  return [
    ...(corrections.length > 0 ? [correctionsInWords(corrections)] : []),
    ...(standIns.length > 0 ? [`Also: ${standIns.join(', ')}`] : []),
  ].join(' ')
}

/** One line while Hugging Face does not answer or nothing has come from it yet; nothing otherwise. Of the moment, so not for what is shared. */
export function libraryNotice(services: Services): Block[] {
  const { library } = services
  const silence = upstreamSilence(services)
  const starter = `These are the ${counted(library.size, 'paper')} that come with Paperboy`
  if (library.onlyStarter)
    return [
      smallText(silence ? rich`${starter}; ${silence}.` : `${starter}; more arrive with the first sync.`),
    ]
  return silence ? [smallText(rich`${silence}. These come from the library.`)] : []
}

/** That Hugging Face does not answer, and since when; nothing while it does. */
export function upstreamSilence({ upstream }: Services): RichText | undefined {
  const { health } = upstream.health().find(({ name }) => name === 'Hugging Face')!
  if (health.state !== 'down') return undefined
  return rich`Hugging Face is not answering (since ${{ moment: health.since, show: 'time' }})`
}
