/** The app as Slack makes it from one paste: what it may do, and why. https://docs.slack.dev/reference/app-manifest */
import type { webApi } from '@slack/bolt'
import { type CommandDescription, isInternal } from '../chat/command.ts'

export type Manifest = webApi.AppsManifestCreateArguments['manifest']
type Scope = NonNullable<NonNullable<NonNullable<Manifest['oauth_config']>['scopes']>['bot']>[number]

export interface Feature {
  /** What the bot can do with these scopes, to be read behind "the permission to". */
  readonly feature: string
  readonly why: string
  readonly scopes: readonly Scope[]
  /** The bot does all else without it: an installation from before it was asked for goes on. */
  readonly optional?: true
}

/** Each scope once; what is not used is not asked for. https://docs.slack.dev/reference/scopes */
export const scopeTable: readonly Feature[] = [
  { feature: 'answer /papers', why: 'The slash command and the menu of a message', scopes: ['commands'] },
  { feature: 'write messages', why: 'Answers, posts and threads', scopes: ['chat:write'] },
  {
    feature: 'answer when it is mentioned',
    why: 'Slash commands do not work in threads; "@Paperboy …" does',
    scopes: ['app_mentions:read'],
  },
  {
    feature: 'read what is written to it directly',
    why: 'A direct message is answered',
    scopes: ['im:history'],
  },
  {
    feature: 'open a direct conversation',
    why: 'What one person asked for, such as their own list, is sent to them alone',
    scopes: ['im:write'],
  },
  {
    feature: 'send files',
    why: 'Exports that are too long for a message are sent to who asked, as files',
    scopes: ['files:write'],
  },
  {
    feature: 'see links to papers',
    why: 'A pasted link gets a card, in channels that want that',
    scopes: ['links:read', 'links:write'],
  },
  {
    feature: 'look through the channels that it is in',
    why: 'It looks for its own posts, so that none is sent twice, and counts the replies in its threads',
    scopes: ['channels:history', 'groups:history'],
  },
  {
    feature: 'see what a channel is',
    why: 'What is said in a private channel stays there; an archived one gets no posts; who invited it is told how it works',
    scopes: ['channels:read', 'groups:read'],
  },
  {
    feature: 'see who administers the workspace',
    why: 'Only administrators and owners may export or delete the workspace’s data; it is asked when somebody wants to',
    scopes: ['users:read'],
    optional: true,
  },
]

/** What the bot cannot do with the scopes that it was given, and cannot be without. */
export function missingScopes(granted: readonly string[]): Pick<Feature, 'feature' | 'scopes'>[] {
  return scopeTable
    .filter(({ optional }) => !optional)
    .map(({ feature, scopes }) => ({ feature, scopes: scopes.filter(scope => !granted.includes(scope)) }))
    .filter(({ scopes }) => scopes.length > 0)
}

/** Where Bolt listens for events, commands and presses in HTTP mode. */
const eventsPath = '/slack/events'

/** With all that lies below them; Slack tells of no other links. */
const paperSites = ['arxiv.org', 'huggingface.co', 'alphaxiv.org']

const botEvents = [
  'app_mention',
  'message.im',
  'app_home_opened',
  'member_joined_channel',
  'link_shared',
  'app_uninstalled',
  'tokens_revoked',
] as const

/** @param options.http the address under which Slack reaches the bot; Socket Mode without it. */
export function manifestOf(commands: readonly CommandDescription[], { http }: { http?: URL } = {}): Manifest {
  const address = http && new URL(eventsPath, http).href
  return {
    display_information: {
      name: 'Paperboy',
      description:
        'Daily Papers and arXiv where your team talks: search, daily posts, one discussion per paper',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Paperboy', always_online: true },
      shortcuts: shortcutsOf(commands),
      unfurl_domains: paperSites,
      slash_commands: [
        {
          command: '/papers',
          description: 'Find papers and read the daily lists',
          usage_hint: usageHint(commands),
          should_escape: false,
          ...(address && { url: address }),
        },
      ],
    },
    oauth_config: { scopes: { bot: scopeTable.flatMap(({ scopes }) => scopes) } },
    settings: {
      event_subscriptions: { ...(address && { request_url: address }), bot_events: [...botEvents] },
      interactivity: { is_enabled: true, ...(address && { request_url: address }) },
      org_deploy_enabled: false,
      socket_mode_enabled: address === undefined,
      token_rotation_enabled: false,
    },
  }
}

const shortcutsOf = (commands: readonly CommandDescription[]) =>
  commands.flatMap(({ name, menu, summary }) =>
    menu === undefined
      ? []
      : [{ type: 'message' as const, name: menu, callback_id: name, description: summary }],
  )

/** An example of the first command that can be typed, and the names of the others. */
function usageHint(commands: readonly CommandDescription[]): string {
  const [first, ...others] = commands.filter(command => !isInternal(command))
  return [...(first ? [first.examples[0]] : []), ...others.map(({ name }) => name)].join(' | ')
}
