/** What can be pressed in the messages of a discussion, which everybody sees. */
import type { ActionButton } from '../../src/chat/reply.ts'
import type { DiscussionActions } from '../../src/discussions/compose.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { citeButton, discussButton, saveButton, verdictButton } from './paper-actions.ts'

/** What can be pressed in the messages of a paper's discussion. */
export function discussionActions(paper: Paper): DiscussionActions {
  const reading: ActionButton = {
    label: 'I’ll read it',
    command: 'save',
    options: { paper: paper.id, to: 'reading' },
  }
  return {
    parent: [{ ...discussButton(paper, 'public'), label: 'Open thread' }, saveButton(paper)],
    opener: [verdictButton(paper), saveButton(paper), reading, citeButton(paper)],
    followUp: [{ label: 'Open', command: 'paper', options: { paper: paper.id } }],
  }
}
