/** A preview as a message: nothing is saved before it was read. Pure. */
import type { Temporal } from '@js-temporal/polyfill'
import type { Subscription } from '../channels/settings.ts'
import { smallText } from '../chat/replies.ts'
import type { ActionButton, Block, Reply } from '../chat/reply.ts'
import { joinRich, type RichText, rich } from '../chat/rich-text.ts'
import { paperLinks } from '../papers/ids.ts'
import { counted, either } from '../papers/text.ts'
import { titleOf } from './digest.ts'
import { limits } from './limits.ts'
import type { Correction } from '../search/reading/rewritten.ts'
import type { Noise, Preview } from './preview.ts'
import { correctionsInWords, localTime, percent, weekdaysOf } from './words.ts'

interface Shown {
  readonly subscription: Subscription
  /** `#lab`, or `you`; where it is known. */
  readonly whom?: string
  /** Whether it is in force already, as it is or but for what was changed. */
  readonly standing: keyof typeof standings
  /** The first post, or the next one, and the lists that it will have. */
  readonly first: { readonly at: Temporal.Instant; readonly lists: readonly string[] }
  /** Whether posts arrive there: `yes`, or what stands in the way. */
  readonly canPost: string
  /** `Save`, `Change`, `More filters`, `Cancel`. */
  readonly buttons: readonly ActionButton[]
  /** Misspelt words and what they were read as, with the button that takes them as typed. */
  readonly corrected?: { readonly words: readonly Correction[]; readonly asTyped: ActionButton }
}

export interface PreviewShown extends Shown {
  readonly preview: Preview
  /** Puts a narrower topic in the place of one. */
  readonly narrow?: (topic: string, narrower: string) => Pick<ActionButton, 'command' | 'options'>
}

const standings = {
  new: 'nothing saved yet',
  changed: 'change not saved yet',
  saved: 'as it is saved',
} as const

export function previewReply(shown: PreviewShown): Reply {
  const { preview } = shown
  const { name, state } = titleOfPreview(shown)
  const narrowing = narrowButtons(shown).slice(0, limits.narrowButtons)
  const figures = figuresOf(preview)
  return {
    summary: `${name}, ${state}: ${figures}`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: rich`${{ bold: name }} · ${state}` },
      ...[[figures], found(shown), first(shown)].map((text): Block => ({ kind: 'text', text })),
      ...readAs(shown).map(smallText),
      ...preview.noise.map(
        (noise): Block => ({ kind: 'notice', tone: 'warning', text: [noiseInWords(noise)] }),
      ),
      ...(narrowing.length > 0 ? [{ kind: 'buttons' as const, buttons: narrowing }] : []),
      { kind: 'buttons', buttons: buttonsOf(shown) },
    ],
  }
}

const buttonsOf = ({ buttons, corrected }: Shown): readonly ActionButton[] =>
  corrected ? [...buttons, corrected.asTyped] : buttons

/** The team's week as it would be posted now, without what can be done with it. */
export function weekPreviewReply(shown: Shown & { readonly week: Reply | undefined }): Reply {
  const { week, corrected } = shown
  const { name, state } = titleOfPreview(shown)
  const told =
    week === undefined
      ? 'Nothing would be posted now: in a week in which nobody discusses, judges, saves or votes for a paper here it stays silent.'
      : 'Posted now, it would say:'
  return {
    summary: `${name}, ${state}: ${week?.summary ?? told}`,
    visibility: 'private',
    blocks: [
      { kind: 'heading', text: rich`${{ bold: name }} · ${state}` },
      { kind: 'text', text: first(shown) },
      ...(corrected ? [smallText(correctionsInWords(corrected.words))] : []),
      { kind: 'text', text: [told] },
      ...(week?.blocks ?? []).flatMap(withoutActions),
      { kind: 'buttons', buttons: buttonsOf(shown) },
    ],
  }
}

function withoutActions(block: Block): Block[] {
  if (block.kind === 'buttons' || block.kind === 'select') return []
  if (block.kind !== 'papers') return [block]
  return [{ ...block, items: block.items.map(item => ({ ...item, buttons: [] })) }]
}

function titleOfPreview({ whom, standing }: Shown): { readonly name: string; readonly state: string } {
  return { name: whom === undefined ? 'Preview' : `Preview for ${whom}`, state: standings[standing] }
}

/** `The last 20 lists: 14 posts, 26 papers, at most 4 a day (3.4 % of the lists)` */
function figuresOf({ lists, posts, papers, mostPerDay, share }: Preview): string {
  if (lists === 0) return 'No list is known yet, so nothing can be tried.'
  const over = `The last ${counted(lists, 'list')}`
  if (posts === 0) return `${over}: no post.`
  const some = share === 1 ? '' : ` (${percent(share)} of the lists)`
  return `${over}: ${counted(posts, 'post')}, ${counted(papers, 'paper')}, at most ${mostPerDay} a day${some}`
}

function found({ preview: { lists, examples, papers }, subscription }: PreviewShown): RichText {
  if (lists === 0) return ['It begins with the first list that comes.']
  if (examples.length === 0) return [nothing(subscription)]
  const titles = examples.map(
    (paper): RichText => [
      { link: paperLinks(paper).huggingface, text: titleOf(paper, limits.exampleTitleGraphemes) },
    ],
  )
  const more = papers - examples.length
  return ['Examples: ', ...joinRich([...titles, more > 0 ? [`${more} more`] : []], ' · ')]
}

function nothing({ topics, upvotes }: Subscription): string {
  const what = topics.length === 0 ? 'No paper' : `Nothing that matches ${either(topics)}`
  const had = upvotes ? ` had ${counted(upvotes.least, 'upvote')}` : ' was on them'
  return `${what}${had}. It would stay silent: try fewer or other words.`
}

/** `First post: Mon 24 Aug 09:00, with Friday’s list. Can post here: yes` */
function first({ first: { at, lists }, canPost, subscription, standing }: Shown): RichText {
  const soFar = subscription.list === 'so far' ? ' so far' : ''
  const names = lists.length === 1 ? 'list' : 'lists'
  const covered =
    lists.length === 0 || subscription.kind === 'team' ? '' : `, with ${weekdaysOf(lists)} ${names}${soFar}`
  const next = standing === 'new' ? 'First' : 'Next'
  return [`${next} post: ${localTime(at, subscription.zone)}${covered}. Can post here: ${canPost}`]
}

/** `Read "difusion" as diffusion.`, `RAG is also found as "retrieval-augmented generation", and the other way round.` */
function readAs({ preview: { acronyms }, corrected }: PreviewShown): string[] {
  const same = acronyms.map(({ short, long }) => `${short} and "${long}"`)
  return [
    ...(corrected ? [correctionsInWords(corrected.words)] : []),
    ...(same.length > 0
      ? [
          `The same here: ${same.join(', ')}. What is in quotes is taken as typed, as in "${acronyms[0]!.short}".`,
        ]
      : []),
  ]
}

/** `"agent" matches 35 % of papers, about 10 a day. Narrow it?` */
function noiseInWords({ topic, share, perList, narrower }: Noise): string {
  const what = topic === undefined ? 'The topics together match' : `"${topic.replaceAll('"', '')}" matches`
  const much = `${what} ${percent(share)} of papers, about ${Math.round(perList)} a day.`
  if (narrower.length === 0) return `${much} Narrow it?`
  const terms = narrower.map(one => `${one.topic} (about ${rate(one.perList)})`)
  return `${much} Narrow it? ${terms.join(', ')}`
}

const rate = (perList: number): string =>
  perList >= 1 ? `${Math.round(perList)} a day` : `${Math.round(perList * 5)} a week`

function narrowButtons({ preview, narrow }: PreviewShown): ActionButton[] {
  if (!narrow) return []
  return preview.noise.flatMap(({ topic, narrower }) =>
    topic === undefined ? [] : narrower.map(one => ({ label: one.topic, ...narrow(topic, one.topic) })),
  )
}
