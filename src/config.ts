/** The configuration: environment variables, checked all at once. */
import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { UserError } from './errors.ts'

export type Environment = Readonly<Record<string, string | undefined>>

const address = z
  .url({ protocol: /^https?$/, error: 'an address such as https://example.org' })
  .refine(isOpen, 'an address without a name and a password before the @')
const port = 'a port, from 0 to 65535'
const secret = z.string().regex(/^[!-~]+$/, 'a token of plain characters, without spaces')
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Every variable that Paperboy reads, with what it means. `.env.example` and the README's table are checked against it. */
export const variables = z.object({
  PAPERBOY_DATA: z
    .string()
    .regex(/^[^~]/, 'a folder written without "~", such as /home/ada/papers')
    .default('data')
    .describe('the data folder'),
  DISCORD_TOKEN: secret.optional().describe("the Discord bot's token; starts Discord"),
  DISCORD_API_URL: address.default('https://discord.com/api').describe("Discord's REST interface"),
  SLACK_BOT_TOKEN: secret
    .startsWith('xoxb-', 'a bot token, which starts with xoxb-')
    .optional()
    .describe("the Slack bot's token (xoxb-…); starts Slack"),
  SLACK_APP_TOKEN: secret
    .startsWith('xapp-', 'an app-level token, which starts with xapp-')
    .optional()
    .describe('the Slack app-level token (xapp-…), for Socket Mode'),
  SLACK_SIGNING_SECRET: secret.optional().describe('the Slack signing secret, for HTTP mode'),
  SLACK_API_URL: address.default('https://slack.com/api/').describe("Slack's Web API"),
  PORT: z.coerce
    .number(port)
    .int(port)
    .min(0, port)
    .max(65_535, port)
    .default(3000)
    .describe('where Slack is listened to in HTTP mode'),
  HOST: z.string().default('127.0.0.1').describe('the address that is bound in HTTP mode'),
  HF_URL: address.default('https://huggingface.co').describe('Hugging Face'),
  HF_TOKEN: secret.optional().describe('a free Hugging Face token; doubles the number of calls allowed'),
  ARXIV_URL: address.default('https://export.arxiv.org').describe('arXiv'),
  LIVE_SEARCH: z
    .enum(['on', 'off'], { error: '"on" or "off"' })
    .default('on')
    .describe('also search at Hugging Face'),
  ENCODER_URL: address
    .optional()
    .describe('an OpenAI-compatible embeddings service for the search, such as http://localhost:11434/v1'),
  ENCODER_MODEL: z.string().trim().optional().describe('the model that it is asked for'),
  ENCODER_KEY: secret.optional().describe("the service's key, if it needs one"),
  LOG_LEVEL: z
    .enum(levels, { error: `one of ${levels.join(', ')}` })
    .default('info')
    .describe('how much is logged, on stderr'),
  PAPERBOY_NOW: z.iso
    .datetime({ offset: true, error: 'an instant such as 2026-08-21T09:00:00Z' })
    .optional()
    .describe('where the clock begins, for walks and tests'),
})

function isOpen(url: string): boolean {
  const { username, password } = URL.parse(url) ?? {}
  return !username && !password
}

/**
 * The environment, with what `.env` in the working folder adds to it.
 *
 * @throws UserError `config.unreadable`
 */
export function readEnvironment(): Environment {
  for (const [name, value] of Object.entries(envFile())) process.env[name] ??= value
  return process.env
}

/** Names in `.env` that are none of Paperboy's: misspelt, or for somebody else. */
export function unknownInEnvFile(): string[] {
  return Object.keys(envFile()).filter(name => !(name in variables.shape))
}

function envFile(): Environment {
  if (!existsSync('.env')) return {}
  try {
    // Some editors of Windows begin a file with a byte order mark, which would become part of the first name.
    return parseEnv(readFileSync('.env', 'utf8').replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new UserError('config.unreadable', 'The file ".env" cannot be read.', {
      cause,
      help: 'It is a text with lines such as DISCORD_TOKEN=…, which the user that runs Paperboy may read.',
    })
  }
}

export type Config = z.infer<typeof variables>

const secretNames = [
  'DISCORD_TOKEN',
  'SLACK_BOT_TOKEN',
  'SLACK_APP_TOKEN',
  'SLACK_SIGNING_SECRET',
  'HF_TOKEN',
  'ENCODER_KEY',
] as const

/** The values that no log, reply or error may hold. */
export function secretsOf(config: Config): string[] {
  return secretNames.flatMap(name => config[name] ?? [])
}

/**
 * Reads and checks every variable. An empty one counts as not set.
 *
 * @throws UserError `config.wrong`, which names each wrong variable, what was found (never a secret) and what is accepted.
 */
export function readConfig(environment: Environment): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const result = variables.safeParse(given)
  const problems = [
    ...(result.success ? [] : result.error.issues.map(issue => problemOf(issue, given))),
    ...missingPartners(given),
  ]
  if (!result.success || problems.length > 0)
    throw new UserError(
      'config.wrong',
      `The configuration needs a correction:\n${problems.map(line => `  ${line}`).join('\n')}`,
    )
  return result.data
}

function problemOf(issue: z.core.$ZodIssue, given: Environment): string {
  const name = String(issue.path[0])
  const isSecret = (secretNames as readonly string[]).includes(name) || given[name]?.includes('@')
  const found = isSecret ? 'what is set' : `"${given[name]}"`
  return `${name}: ${found} is not accepted; it takes ${issue.message}.`
}

function missingPartners(given: Environment): string[] {
  const { ENCODER_URL: encoder, ENCODER_MODEL: model, ENCODER_KEY: key } = given
  const slackWays = given['SLACK_APP_TOKEN'] ?? given['SLACK_SIGNING_SECRET']
  return [
    ...(given['SLACK_BOT_TOKEN'] && !slackWays
      ? ['SLACK_BOT_TOKEN: also set SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP).']
      : []),
    ...(slackWays && !given['SLACK_BOT_TOKEN']
      ? ['SLACK_BOT_TOKEN: is missing beside the other Slack variables.']
      : []),
    ...(encoder && !model ? ['ENCODER_MODEL: is missing beside ENCODER_URL, as in nomic-embed-text.'] : []),
    ...((model || key) && !encoder
      ? ['ENCODER_URL: is missing beside the other variables of the encoder.']
      : []),
  ]
}
