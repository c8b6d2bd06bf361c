/** What of a reply can be pressed by typing: every button, paper and choice gets a number, buttons also a word. */
import { UserError } from '../errors.ts'
import { oneLine } from '../papers/text.ts'
import { type CommandDescription, type Invocation, isInternal } from '../chat/command.ts'
import type { Block, Button, PaperItem, Reply, SelectOption } from '../chat/reply.ts'

/** What pressing does: run a command, or show an address. */
export type Press =
  | ({ readonly kind: 'command' } & Invocation)
  | { readonly kind: 'link'; readonly label: string; readonly url: string }

/**
 * `paper`: a paper's first action, pressed by its number. `action`: one of a paper's actions, pressed by its word and
 * that number. `button`: pressed by its number or its word. `choice`: one of a select, pressed by its number or whole label.
 */
export interface Pressable {
  readonly role: 'paper' | 'action' | 'button' | 'choice'
  readonly number: number
  /** What to type, in lower case. */
  readonly word: string
  readonly source: PaperItem | Button | SelectOption
  readonly press: Press
}

/** All that can be pressed, in order of appearance. Papers keep their own numbers, the rest counts on behind them. */
export function pressablesOf(reply: Reply): Pressable[] {
  const items = reply.blocks.flatMap(block => (block.kind === 'papers' ? block.items : []))
  const papers = items.reduce<Pressable[]>((found, item) => {
    const taken = found.some(({ role, number }) => role === 'paper' && number === item.number)
    return [...found, ...paperPressables(item, taken ? lastNumber(found) + 1 : item.number)]
  }, [])
  const first = lastNumber(papers) + 1
  return [
    ...papers,
    ...reply.blocks.flatMap(generalPressables).map((one, index) => ({ ...one, number: first + index })),
  ]
}

const lastNumber = (found: readonly Pressable[]): number => Math.max(0, ...found.map(({ number }) => number))

function paperPressables(item: PaperItem, number: number): Pressable[] {
  const actions = item.buttons.map((button): Pressable => {
    const word = wordOf(button).replace(new RegExp(` ${item.number}$`), '')
    return { role: 'action', number, word, source: button, press: pressOf(button) }
  })
  const press = actions[0]?.press ?? { kind: 'link', label: item.title, url: item.url }
  return [{ role: 'paper', number, word: '', source: item, press }, ...actions]
}

function generalPressables(block: Block): Omit<Pressable, 'number'>[] {
  if (block.kind === 'buttons') return block.buttons.map(button => buttonPressable(button))
  if (block.kind === 'pager')
    return [
      ...(block.previous ? [buttonPressable(block.previous, 'previous')] : []),
      ...(block.next ? [buttonPressable(block.next, 'next')] : []),
      ...block.buttons.map(button => buttonPressable(button)),
    ]
  return block.kind === 'select' ? block.choices.map(choice => choicePressable(block, choice)) : []
}

const choicePressable = (
  { command, option, options }: Extract<Block, { kind: 'select' }>,
  choice: SelectOption,
): Omit<Pressable, 'number'> => ({
  role: 'choice',
  word: normalise(choice.label),
  source: choice,
  press: { kind: 'command', command, options: { ...options, [option]: choice.value } },
})

const buttonPressable = (button: Button, name = ''): Omit<Pressable, 'number'> => ({
  role: 'button',
  word: wordOf(button) || name,
  source: button,
  press: pressOf(button),
})

const pressOf = (button: Button): Press =>
  'url' in button
    ? { kind: 'link', label: button.label, url: button.url }
    : { kind: 'command', command: button.command, options: button.options }

/** Labels may be signs only ("‹"); then what a screen reader says is the word. */
const wordOf = (button: Button): string =>
  normalise(button.label) || normalise(('accessibleLabel' in button && button.accessibleLabel) || '')

/** "▲ Team 3" is typed as "team 3", "Next ›" as "next". */
const normalise = (label: string): string =>
  oneLine(label)
    .toLowerCase()
    .replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '')

/**
 * The pressable that a line means, if any. A command that needs nothing else means the same whatever was shown last: a
 * button of its name has a number. Otherwise a whole label wins over a command's name, and that name over the beginning
 * of a label, which must be the beginning of one only.
 *
 * @throws UserError `terminal.no-number` for a number that isn't shown
 */
export function findPressable(
  pressables: readonly Pressable[],
  line: string,
  commands: readonly CommandDescription[],
): Pressable | undefined {
  const typed = line.trim().toLowerCase()
  const number = /^(\d{1,3})\.?$/.exec(typed)
  if (number) return byNumber(pressables, Number(number[1]))
  const action = /^(.+?) (\d{1,3})\.?$/.exec(typed)
  const command = commands.find(({ name }) => name === typed.split(' ')[0])
  if (command?.name === typed && runsAlone(command)) return undefined
  return (
    (action && actionOf(pressables, action[1]!, Number(action[2]))) ??
    pressables.find(({ role, word }) => (role === 'button' || role === 'choice') && word === typed) ??
    (command ? undefined : byBeginning(pressables, 'button', typed))
  )
}

const runsAlone = (command: CommandDescription): boolean =>
  !isInternal(command) && command.options.safeParse({}).success

function byNumber(pressables: readonly Pressable[], number: number): Pressable {
  const shown = pressables.filter(({ role }) => role !== 'action')
  const found = shown.find(one => one.number === number)
  if (found) return found
  const numbers = shown.map(one => one.number)
  throw new UserError(
    'terminal.no-number',
    numbers.length === 0
      ? `The last answer has nothing with the number ${number}.`
      : `The last answer has no number ${number}.`,
    {
      help:
        numbers.length === 0 ? 'Try: kv cache' : `It has ${Math.min(...numbers)} to ${Math.max(...numbers)}.`,
    },
  )
}

const actionOf = (pressables: readonly Pressable[], word: string, number: number): Pressable | undefined =>
  byBeginning(
    pressables.filter(one => one.number === number),
    'action',
    word,
  )

function byBeginning(
  pressables: readonly Pressable[],
  role: Pressable['role'],
  typed: string,
): Pressable | undefined {
  const found = pressables.filter(one => one.role === role && one.word.startsWith(typed))
  return found.find(({ word }) => word === typed) ?? (found.length === 1 ? found[0] : undefined)
}

/** The words that press something, for completion. */
export function wordsOf(pressables: readonly Pressable[]): string[] {
  return pressables.flatMap(({ role, word, number }) =>
    role === 'action' ? [`${word} ${number}`] : role === 'button' ? [word] : [],
  )
}

/** One line on how papers are pressed: "1–5 opens, or discuss 1, save 1"; undefined without papers. */
export function hintOf(pressables: readonly Pressable[]): string | undefined {
  const papers = pressables.filter(({ role }) => role === 'paper')
  const first = papers[0]
  if (!first) return undefined
  const actions = pressables.filter(({ role, number }) => role === 'action' && number === first.number)
  const [primary, ...others] = actions.map(({ word }) => word)
  const range = papers.length === 1 ? `${first.number}` : `${first.number}–${papers.at(-1)!.number}`
  const also = others.map(word => `${word} ${first.number}`).join(', ')
  return `${range} to ${primary ?? 'show the address'}${also && `; also ${also}`}`
}
