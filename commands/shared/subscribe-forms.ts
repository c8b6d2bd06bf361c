/** The forms in which a subscription is made and changed: the first, and the one with everything else. */
import { limits } from '../../src/channels/limits.ts'
import type { FormField, Reply } from '../../src/chat/reply.ts'
import { counted } from '../../src/papers/text.ts'

type Options = Readonly<Record<string, string>>
type TextField = Extract<FormField, { kind: 'text' }>

/** @param options of the draft so far; what the form doesn't ask for goes with it. */
export function firstForm(options: Options): Reply {
  return options['kind'] === 'team' ? weekForm(options) : listsForm(options)
}

const weekForm = (options: Options): Reply =>
  formOf('The team’s week', options, [
    topicsField('Missed papers only on these topics', 'on all', options),
    textField('days', 'Day', 'Friday', options),
    textField('time', 'Time', '16:00', options),
    zoneField(options),
    countField('Missed papers, at most', options),
  ])

const listsForm = (options: Options): Reply =>
  formOf('Daily papers', options, [
    topicsField('Topics, separated by commas', 'the best of the whole list', options),
    textField('time', 'Time', '09:00', options),
    zoneField(options),
    choiceField('list', 'Which list', options, {
      complete: 'Complete list, next morning',
      'so far': 'Today so far',
    }),
    countField('At most', options),
  ])

/** @param isForum there are tags only in a forum */
export function moreForm(options: Options, isForum: boolean): Reply {
  const tagsHint = `At most ${limits.tags}, separated by commas`
  const tags = isForum ? [textField('tags', 'Tags of the forum’s posts', tagsHint, options)] : []
  if (options['kind'] === 'team')
    return formOf('More filters', options, [
      upvotesField('10 within 7 days: missed is what has them by then. 0: none', options),
      ...tags,
    ])
  return formOf('More filters', options, [
    textField('days', 'Days', 'weekdays, daily, weekly, or Mon, Thu', options),
    upvotesField('10 within 5 days: a paper is posted once it has them. Empty: none', options),
    ...tags,
    choiceField('kind', 'Chosen from', options, {
      lists: 'The new lists',
      trending: 'What trends in the last 7 days',
    }),
    choiceField('form', 'Posted as', options, {
      digest: 'One message',
      thread: 'One message, details in its thread',
      each: 'A thread for each paper',
    }),
  ])
}

const textField = (name: string, label: string, hint: string, options: Options): TextField => ({
  kind: 'text',
  name,
  label,
  hint,
  ...(name in mostCharacters && { maxLength: mostCharacters[name]! }),
  ...filled(options, name),
})

/** What is longer is a mistake; topics and tags are told so by what reads them. */
const mostCharacters: Readonly<Record<string, number>> = { days: 100, time: 40, zone: 100, upvotes: 100 }

const topicsField = (label: string, empty: string, options: Options): FormField => ({
  ...textField('topics', label, `KV cache, "speculative decoding" -survey. Empty: ${empty}`, options),
  multiline: true,
})

const zoneField = (options: Options): FormField => ({
  ...textField('zone', 'Time zone', 'Berlin, New York, Europe/Berlin', options),
  required: true,
})

const upvotesField = (hint: string, options: Options): FormField =>
  textField('upvotes', 'Minimum of upvotes', hint, options)

/** The first is chosen where nothing is. */
function choiceField(
  name: string,
  label: string,
  options: Options,
  labels: Readonly<Record<string, string>>,
): FormField {
  const choices = Object.entries(labels).map(([value, shown]) => ({ value, label: shown }))
  return { kind: 'choice', name, label, value: options[name] ?? choices[0]!.value, choices }
}

function countField(label: string, options: Options): FormField {
  const choices = Array.from({ length: limits.papers }, (_, at) => ({
    value: String(at + 1),
    label: counted(at + 1, 'paper'),
  }))
  return { kind: 'choice', name: 'max', label, value: options['max'] ?? '5', choices }
}

/** A field that is left empty says nothing, so what it held must not come along. */
function formOf(title: string, draft: Options, fields: readonly FormField[]): Reply {
  const asked = new Set([...fields.map(({ name }) => name), 'step'])
  const kept = Object.entries(draft).filter(([name]) => !asked.has(name))
  const options = { ...Object.fromEntries(kept), step: 'preview' }
  const form = { kind: 'form' as const, title, command: 'subscribe', options, fields, submit: 'Preview' }
  return { summary: title, visibility: 'private', blocks: [form] }
}

const filled = (options: Options, name: string): { readonly value?: string } =>
  options[name] === undefined ? {} : { value: options[name] }
