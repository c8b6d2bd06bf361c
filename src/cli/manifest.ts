/** `papers manifest slack`: what is pasted at api.slack.com to make the app. */
import { commands } from '../../commands/index.ts'
import { UserError } from '../errors.ts'
import { manifestOf } from '../slack/manifest.ts'

export interface ManifestFlags {
  /** The address under which Slack reaches this bot; Socket Mode when left out. */
  readonly http?: string
}

/** @throws UserError `manifest.http` for an address that is none. */
export function runManifest({ http }: ManifestFlags): void {
  console.log(
    JSON.stringify(manifestOf(commands, http === undefined ? {} : { http: addressOf(http) }), null, 2),
  )
}

function addressOf(text: string): URL {
  const address = URL.parse(text)
  if (address?.protocol === 'https:') return address
  throw new UserError('manifest.http', `"${text}" is not an address that Slack can reach.`, {
    help: 'Try: --http https://paperboy.example.org',
  })
}
