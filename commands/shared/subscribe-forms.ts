/** The forms in which a subscription is made and changed: the first, and the one with everything else. */
import { limits } from '../../src/channels/limits.ts'
import type { FormField, Reply } from '../../src/chat/reply.ts'

type Options = Readonly<Record<string, string>>

/** @param options of the draft so far; what the form doesn't ask for goes with it. */
export function firstForm(options: Options): Reply {
  return options['kind'] === 'team' ? weekForm(options) : listsForm(options)
}

function weekForm(options: Options): Reply {
  return formOf('The team’s week', options, [
    {
      kind: 'text',
      name: 'topics',
      label: 'Missed papers only on these topics',
      hint: 'KV cache, "speculative decoding" -survey. Empty: on all',
      multiline: true,
      ...filled(options, 'topics'),
    },
    { kind: 'text', name: 'days', label: 'Day', hint: 'Friday', maxLength: 100, ...filled(options, 'days') },
    { kind: 'text', name: 'time', label: 'Time', hint: '16:00', maxLength: 40, ...filled(options, 'time') },
    zoneField(options),
    countField('Missed papers, at most', options),
  ])
}

function zoneField(options: Options): FormField {
  return {
    kind: 'text',
    name: 'zone',
    label: 'Time zone',
    hint: 'Berlin, New York, Europe/Berlin',
    required: true,
    maxLength: 100,
    ...filled(options, 'zone'),
  }
}

function countField(label: string, options: Options): FormField {
  const counts = Array.from({ length: limits.papers }, (_, at) => String(at + 1))
  const choices = counts.map(value => ({ value, label: value }))
  return { kind: 'choice', name: 'max', label, value: options['max'] ?? '5', choices }
}

function listsForm(options: Options): Reply {
  return formOf('Daily papers', options, [
    {
      kind: 'text',
      name: 'topics',
      label: 'Topics, separated by commas',
      hint: 'KV cache, "speculative decoding" -survey. Empty: the best of the whole list',
      multiline: true,
      ...filled(options, 'topics'),
    },
    { kind: 'text', name: 'time', label: 'Time', hint: '09:00', maxLength: 40, ...filled(options, 'time') },
    zoneField(options),
    {
      kind: 'choice',
      name: 'list',
      label: 'Which list',
      value: options['list'] ?? 'complete',
      choices: [
        { value: 'complete', label: 'Complete list, next morning' },
        { value: 'so far', label: 'Today so far' },
      ],
    },
    countField('Papers of a post, at most', options),
  ])
}

/** @param isForum there are tags only in a forum */
export function moreForm(options: Options, isForum: boolean): Reply {
  const tags: FormField = {
    kind: 'text',
    name: 'tags',
    label: 'Tags of the forum’s posts',
    hint: `At most ${limits.tags}, separated by commas`,
    ...filled(options, 'tags'),
  }
  const upvotes: FormField = {
    kind: 'text',
    name: 'upvotes',
    label: 'Minimum of upvotes',
    hint: '10 within 5 days: a paper is posted once it has them. Empty: none',
    maxLength: 100,
    ...filled(options, 'upvotes'),
  }
  if (options['kind'] === 'team')
    return formOf('More filters', options, [
      { ...upvotes, hint: '10 within 7 days: missed is what has them by then. 0: none' },
      ...(isForum ? [tags] : []),
    ])
  return formOf('More filters', options, [
    {
      kind: 'text',
      name: 'days',
      label: 'Days',
      hint: 'weekdays, daily, weekly, or Mon, Thu',
      maxLength: 100,
      ...filled(options, 'days'),
    },
    upvotes,
    ...(isForum ? [tags] : []),
    {
      kind: 'choice',
      name: 'kind',
      label: 'Chosen from',
      value: options['kind'] ?? 'lists',
      choices: [
        { value: 'lists', label: 'The new lists' },
        { value: 'trending', label: 'What trends in the last 7 days' },
      ],
    },
    {
      kind: 'choice',
      name: 'form',
      label: 'Posted as',
      value: options['form'] ?? 'digest',
      choices: [
        { value: 'digest', label: 'One message' },
        { value: 'thread', label: 'One message, details in its thread' },
        { value: 'each', label: 'A thread for each paper' },
      ],
    },
  ])
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
