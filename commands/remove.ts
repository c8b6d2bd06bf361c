import { z } from 'zod'
import { defineCommand } from '../src/chat/command.ts'
import { notice } from '../src/chat/replies.ts'
import { UserError } from '../src/errors.ts'
import type { Services } from './services.ts'

const schema = z.object({
  by: z.string().describe('who shared it').meta({ internal: true }),
})

/** Takes back what was shared: the message whose button is pressed, which names who made it. */
export const remove = defineCommand<Services, typeof schema>({
  name: 'remove',
  summary: 'Remove a message that was shared',
  options: schema,
  examples: ['search kv cache quantization share:yes'],
  access: 'anyone',
  surfaces: ['button'],
  removes: true,
  run: async ({ options, actor }) => {
    if (options.by !== actor.id && !actor.manages) {
      throw new UserError(
        'remove.others',
        'Only who shared this and people who manage this channel can remove it.',
        {
          help: 'Ask one of them.',
        },
      )
    }
    return { reply: { ...notice('Removed.'), removes: true } }
  },
})
