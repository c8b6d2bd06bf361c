import { expect, test } from 'vitest'
import { commands } from '../../commands/index.ts'
import { manifestOf, missingScopes, scopeTable } from '../../src/slack/manifest.ts'

test('Socket Mode: the app as it is pasted', () => {
  expect(manifestOf(commands)).toEqual({
    display_information: {
      name: 'Paperboy',
      description: expect.stringMatching(/^.{10,140}$/),
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Paperboy', always_online: true },
      unfurl_domains: ['arxiv.org', 'huggingface.co', 'alphaxiv.org'],
      shortcuts: [
        {
          type: 'message',
          name: 'Find papers here',
          callback_id: 'mentioned',
          description: 'Show every paper that a text names by its arXiv id or link',
        },
      ],
      slash_commands: [
        {
          command: '/papers',
          description: 'Find papers and read the daily lists',
          usage_hint:
            'search kv cache quantization | paper | daily | trending | discuss | subscribe | subscriptions | why | save | reading | history | mentioned | cite | settings | status | help',
          should_escape: false,
        },
      ],
    },
    oauth_config: {
      scopes: {
        bot: [
          'commands',
          'chat:write',
          'app_mentions:read',
          'im:history',
          'im:write',
          'files:write',
          'links:read',
          'links:write',
          'channels:history',
          'groups:history',
          'channels:read',
          'groups:read',
          'users:read',
        ],
      },
    },
    settings: {
      event_subscriptions: {
        bot_events: [
          'app_mention',
          'message.im',
          'app_home_opened',
          'member_joined_channel',
          'link_shared',
          'app_uninstalled',
          'tokens_revoked',
        ],
      },
      interactivity: { is_enabled: true },
      org_deploy_enabled: false,
      socket_mode_enabled: true,
      token_rotation_enabled: false,
    },
  })
})

test('HTTP: Slack delivers everything to one address', () => {
  const { features, settings } = manifestOf(commands, { http: new URL('https://paperboy.example.org/x') })
  const address = 'https://paperboy.example.org/slack/events'
  expect(features?.slash_commands?.[0]).toMatchObject({ url: address })
  expect(settings).toMatchObject({
    event_subscriptions: { request_url: address },
    interactivity: { request_url: address },
    socket_mode_enabled: false,
  })
})

test('what a shortcut is called fits', () => {
  for (const { name, description } of manifestOf(commands).features?.shortcuts ?? []) {
    expect(name.length).toBeLessThanOrEqual(24)
    expect(description.length).toBeLessThanOrEqual(150)
  }
})

test('scopes that were not given are found, with what they are for', () => {
  const all = scopeTable.flatMap(({ scopes }) => scopes)
  expect(new Set(all).size).toBe(all.length)
  expect(missingScopes([...all, 'more:read'])).toEqual([])
  // An older installation goes on without it.
  expect(missingScopes(all.filter(scope => scope !== 'users:read'))).toEqual([])
  expect(missingScopes(all.filter(scope => scope !== 'groups:history' && scope !== 'commands'))).toEqual([
    { feature: 'answer /papers', scopes: ['commands'] },
    { feature: 'look through the channels that it is in', scopes: ['groups:history'] },
  ])
})
