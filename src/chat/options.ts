/** A command's options, read from its zod schema: described for help and registration, checked for dispatch. */
import { z } from 'zod'
import { UserError } from '../errors.ts'
import { counted, cutGraphemes, either } from '../papers/text.ts'
import type { Command, CommandDescription } from './command.ts'

/** One option as people and platforms need to know it. */
export interface OptionDescription {
  readonly name: string
  /** From `.describe()`; the name where there is none. */
  readonly description: string
  readonly required: boolean
  /** From `z.enum`. */
  readonly choices?: readonly string[]
  /** The completer's name, from `.meta({completes})`. */
  readonly completes?: string
  /** In UTF-16 units, from `.max()`. */
  readonly maxLength?: number
  /** From `.default()`. */
  readonly default?: string
  /** From `.meta({internal: true})`: filled in by buttons, not shown to people. */
  readonly internal?: boolean
}

/** Graphemes of a wrong value that are shown again. */
const maxShownValue = 80
/** How zod's messages begin where the schema brings none. */
const zodsOwnWords = /^(?:Invalid|Too |Unrecognized)/

/** What JSON Schema says of one property; `.meta()` adds its own keys. */
const property = z.object({
  description: z.exactOptional(z.string()),
  enum: z.exactOptional(z.array(z.string())),
  completes: z.exactOptional(z.string()),
  maxLength: z.exactOptional(z.number()),
  default: z.exactOptional(z.union([z.string(), z.number()]).transform(String)),
  internal: z.exactOptional(z.boolean()),
})

/** The options in the schema's order: the first takes the free text. */
export function describeOptions(command: Pick<CommandDescription, 'options'>): OptionDescription[] {
  const schema = z.toJSONSchema(command.options, { io: 'input', unrepresentable: 'any' })
  const required = new Set(schema.required)
  return Object.entries(schema.properties ?? {}).map(([name, described]) => {
    const { description = name, enum: choices, ...rest } = property.parse(described)
    return {
      name,
      description,
      required: required.has(name),
      ...(choices && { choices }),
      ...rest,
    }
  })
}

/** @throws UserError naming the first option that is wrong, its value, and an example that works. */
export function checkOptions<Options extends z.ZodObject>(
  command: Pick<Command<never, Options>, 'name' | 'options' | 'examples'>,
  raw: Readonly<Record<string, string>>,
): z.infer<Options> {
  const checked = command.options.safeParse(raw)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  const name = String(issue!.path[0] ?? Object.keys(command.options.shape)[0])
  const example = command.examples.find(one => one.includes(`${name}:`)) ?? command.examples[0]
  throw new UserError('options.wrong', complaint(command.name, name, raw[name], issue!), {
    help: `An example that works: ${example}`,
  })
}

/** What was wrong and the value. A schema's own words are said as they stand. */
function complaint(
  command: string,
  option: string,
  raw: string | undefined,
  issue: z.core.$ZodIssue,
): string {
  if (raw === undefined || raw.trim() === '') return `"${command}" needs a value for "${option}".`
  const value = cutGraphemes(raw, maxShownValue)
  if (!zodsOwnWords.test(issue.message)) return issue.message
  if (issue.code === 'invalid_value') {
    return `I don't know the ${option} "${value}". It can be ${either(issue.values.map(String))}.`
  }
  if (issue.code === 'too_big') {
    const most = issue.maximum.toLocaleString('en')
    return `The ${option} is ${counted(raw.length, 'character')} long; ${most} is the most.`
  }
  return `I can't read the ${option} "${value}".`
}
