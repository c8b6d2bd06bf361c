/** What can be done with a paper, as buttons. */
import type { ActionButton } from '../../src/chat/reply.ts'
import type { KnownToOne } from '../../src/discussions/discussions.ts'
import { latexToText } from '../../src/papers/latex.ts'
import type { Paper } from '../../src/papers/paper.ts'

/** @param where on a private answer it asks first: everybody sees what is opened. */
export const discussButton = (paper: Paper, where: 'private' | 'public'): ActionButton => ({
  label: 'Discuss',
  command: 'discuss',
  options: { paper: paper.id, ...(where === 'private' && { step: 'ask' }) },
  accessibleLabel: `Discuss ${latexToText(paper.title)}`,
})

export const saveButton = (paper: Paper): ActionButton => ({
  label: 'Save',
  command: 'save',
  options: { paper: paper.id },
  accessibleLabel: `Save ${latexToText(paper.title)}`,
})

export const verdictButton = (paper: Paper): ActionButton => ({
  label: 'Verdict',
  command: 'verdict',
  options: { paper: paper.id },
  accessibleLabel: `Your verdict on ${latexToText(paper.title)}`,
})

export const takeOffButton = (paper: Paper): ActionButton => ({
  label: 'Take it off',
  command: 'save',
  options: { paper: paper.id, to: 'removed' },
})

export const readingListButton: ActionButton = { label: 'Reading list', command: 'reading', options: {} }

export const citeButton = (paper: Paper): ActionButton => ({
  label: 'Cite',
  command: 'cite',
  options: { paper: paper.id },
  accessibleLabel: `Cite ${latexToText(paper.title)}`,
})

const similarButton = (paper: Paper): ActionButton => ({
  label: 'Similar',
  command: 'search',
  options: { query: `like:${paper.id}` },
  accessibleLabel: `Similar to ${latexToText(paper.title)}`,
})

/** Another view of the card that the person looks at. */
const view = (label: string, { id }: Paper, show: string): ActionButton => ({
  label,
  command: 'paper',
  options: { paper: id, show },
})

/** By its number in a list: labels that are seen together differ. */
export const openButton = (paper: Paper, number: number): ActionButton => ({
  label: `Open ${number}`,
  command: 'paper',
  options: { paper: paper.id },
  accessibleLabel: `Open ${latexToText(paper.title)}`,
})

/** Of one of a list, beside opening it. */
export const itemButtons = (paper: Paper, where: 'private' | 'public'): ActionButton[] => [
  discussButton(paper, where),
  saveButton(paper),
  similarButton(paper),
]

/** Of a card that one person sees; `more` shows all of them. */
export function cardButtons(paper: Paper, known: KnownToOne | undefined, more: boolean): ActionButton[] {
  const { votes = 0, voted, saved } = known ?? {}
  const isSaved = saved === 'saved' || saved === 'reading'
  const save = { ...saveButton(paper), label: isSaved ? 'Saved' : 'Save' }
  return [
    discussButton(paper, 'private'),
    { ...save, options: { paper: paper.id, to: isSaved ? 'removed' : 'saved', on: 'card' } },
    {
      label: votes > 0 ? `▲ Team ${votes}` : 'Vote',
      command: 'vote',
      options: { paper: paper.id, on: 'card' },
      accessibleLabel: `${voted ? 'Take back your vote' : 'Vote'}, ${votes} of the team voted`,
    },
    view('Abstract', paper, 'abstract'),
    view(more ? 'Less' : 'More', paper, more ? 'card' : 'more'),
    ...(more ? moreButtons(paper) : []),
  ]
}

const moreButtons = (paper: Paper): ActionButton[] => [
  similarButton(paper),
  { label: 'Share', command: 'paper', options: { paper: paper.id, share: 'yes' } },
  verdictButton(paper),
  citeButton(paper),
  { label: 'Why', command: 'why', options: { paper: paper.id } },
]

/** A card that everybody sees becomes the parent of the discussion. */
const onCard = (button: ActionButton): ActionButton => ({
  ...button,
  options: { ...button.options, on: 'card' },
})

/** Of a card that everybody sees. */
export const sharedCardButtons = (paper: Paper): ActionButton[] => [
  onCard(discussButton(paper, 'public')),
  saveButton(paper),
  view('Abstract', paper, 'abstract'),
]
