/** Sentences that several commands say. */
import type { Block } from '../../src/chat/reply.ts'
import type { RichText } from '../../src/chat/rich-text.ts'
import type { FoundPaper, Library } from '../../src/library/library.ts'
import type { Services } from '../services.ts'

/** `1 paper`, `13,197 papers`. */
export function counted(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`
}

export function passageText(found: FoundPaper): RichText {
  return found.passage.map(run => (run.matched ? { mark: run.text } : run.text))
}

/** One line while Hugging Face does not answer, nothing otherwise. */
export function upstreamNotice({ upstream }: Services): Block[] {
  const hub = upstream.health().find(({ name }) => name === 'Hugging Face')?.health
  if (hub?.state !== 'down') return []
  const since = { moment: hub.since, show: 'time' } as const
  return [
    {
      kind: 'text',
      small: true,
      text: ['Hugging Face is not answering (since ', since, '). These come from the library.'],
    },
  ]
}

/** One line while nothing is known but the papers that come with Paperboy. */
export function starterNotice(library: Library): Block[] {
  if (!library.onlyStarter) return []
  const text = `These are the ${library.size} papers that come with Paperboy; more arrive with the first sync.`
  return [{ kind: 'text', small: true, text: [text] }]
}
