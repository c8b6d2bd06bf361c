/** The first lines of the chat: what there is, and what to try. Pure. */
import { formatDate } from '../papers/calendar.ts'
import { counted } from '../papers/text.ts'

export interface GreetingFacts {
  readonly papers: number
  readonly onlyStarter: boolean
  /** `YYYY-MM-DD`. */
  readonly newestList?: string
  /** `YYYY-MM-DD`. */
  readonly today: string
  readonly upstream: 'up' | 'down' | 'paused' | 'unknown'
}

const upstreamWords = {
  up: 'Hugging Face answers',
  down: 'Hugging Face is not answering',
  paused: 'Hugging Face asks for a pause',
  unknown: 'Hugging Face has not answered yet',
} as const

export function greeting({ papers, onlyStarter, newestList, today, upstream }: GreetingFacts): string {
  const facts = [
    `${counted(papers, 'paper')}${onlyStarter ? ' (the ones that come with Paperboy)' : ''}`,
    ...(newestList ? [`newest list ${formatDate(newestList, today)}`] : []),
    upstreamWords[upstream],
  ]
  return `Paperboy: ${facts.join(' · ')}. Try: kv cache quantization, daily, or help.`
}

/** Said when there was nothing to read: how to chat, and what starts the other platforms. */
export const nothingToRead =
  'Nothing came in. Run "npm start" in a terminal to chat there; DISCORD_TOKEN starts Discord, and SLACK_BOT_TOKEN with SLACK_APP_TOKEN or SLACK_SIGNING_SECRET starts Slack.'
