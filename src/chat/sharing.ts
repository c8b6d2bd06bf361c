/** Who sees an answer: what was asked for, what the place has set, and what the person may do there. */
import type { Temporal } from '@js-temporal/polyfill'
import { createAllowance, publicAnswers } from './allowance.ts'
import type { CommandDescription, Invocation } from './command.ts'
import { formatPerson } from './place.ts'
import type { Policy } from './policy.ts'
import { smallText } from './replies.ts'
import type { Answer, Reply, Visibility } from './reply.ts'
import type { Request, Surface } from './request.ts'
import { type RichText, rich } from './rich-text.ts'

type Asked = Pick<CommandDescription, 'options'>
type Options = Invocation['options']

export interface Sharing {
  /** Who will see the answer, as far as can be known before the command runs. A reply may be more private than that. */
  expected(command: Asked, request: Request): Promise<Visibility>
  /** Runs the command with the options that make its answer as visible as it may be. */
  answer(command: Asked, request: Request, run: (options: Options) => Promise<Answer>): Promise<Answer>
}

interface Decision {
  readonly visibility: Visibility
  readonly options: Options
  /** Why it is private, where the person asked for a public answer. */
  readonly because?: RichText
}

/** A command whose answer can be shown to everyone has the option `share`, which is `yes` or `no`. */
export function createSharing({
  policy,
  now,
}: {
  readonly policy: Policy
  readonly now: () => Temporal.Instant
}): Sharing {
  const allowance = createAllowance(now)

  async function decide(command: Asked, request: Request, mode: 'look' | 'count'): Promise<Decision> {
    const { options } = request
    const asked = options['share'] === 'yes'
    if (!asked && !(await isPublicByDefault(command, request, policy)))
      return { visibility: 'private', options }
    const because = await obstacleTo(request, mode)
    if (!because) return { visibility: 'public', options: asked ? options : { ...options, share: 'yes' } }
    const { share: _share, ...alone } = options
    return { visibility: 'private', options: alone, ...(asked && { because }) }
  }

  /** Where there is none it is counted in the same moment, so that many at once are not more than allowed. */
  async function obstacleTo(request: Request, mode: 'look' | 'count'): Promise<RichText | undefined> {
    const may = await policy.mayShare(request)
    if (may === 'none') return ['Only people who manage this channel may share here, so only you see this.']
    const person = personOf(request)
    const next = may === 'some' ? allowance.next(person) : undefined
    if (next) return tooMany(next)
    if (mode === 'count') allowance.count(person)
    return undefined
  }

  /** What was counted, and does not become public, is given back. */
  async function counted(request: Request, answering: Promise<Answer>): Promise<Answer> {
    let shared = false
    try {
      const answer = await answering
      shared = answer.reply.visibility === 'public'
      return answer
    } finally {
      if (!shared) allowance.giveBack(personOf(request))
    }
  }

  return {
    expected: async (command, request) => (await decide(command, request, 'look')).visibility,

    async answer(command, request, run) {
      const { visibility, options, because } = await decide(command, request, 'count')
      if (visibility === 'public') return counted(request, run(options))
      return because ? explained(await run(options), because) : run(options)
    },
  }
}

/** Buttons and forms say themselves what they share. */
const followTheDefault: ReadonlySet<Surface> = new Set(['typed', 'mention'])

async function isPublicByDefault(
  { options: { shape } }: Asked,
  { options, surface, place }: Request,
  policy: Policy,
): Promise<boolean> {
  const isOpen = 'share' in shape && options['share'] === undefined && followTheDefault.has(surface)
  return isOpen && place.person === undefined && (await policy.visibility(place)) === 'public'
}

const personOf = ({ actor, place }: Request): string => formatPerson(actor.id, place)

const tooMany = (next: Temporal.Instant): RichText =>
  rich`You shared ${publicAnswers.most} answers within an hour, so only you see this; the next can be shared at ${{ moment: next.toString(), show: 'time' }}.`

/** The answer, and below it why it is private. */
function explained({ later, ...answer }: Answer, because: RichText): Answer {
  const below = (reply: Reply): Reply => ({
    ...reply,
    blocks: [...reply.blocks, smallText(because)],
  })
  const better = later?.then(reply => reply && below(reply))
  return { ...answer, reply: below(answer.reply), ...(better && { later: better }) }
}
