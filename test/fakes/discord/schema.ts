/** Checks a body against Discord's OpenAPI document, through the zod schemas of `discord-api-spec`. */
import type { ZodMiniType } from 'zod/mini'
import type { Problem } from './errors.ts'

/** What an issue of zod says, as far as it matters here. */
interface Issue {
  readonly code?: string
  readonly path: PropertyKey[]
  readonly message: string
  readonly errors?: Issue[][]
}

/** What the document forbids; empty when nothing. */
export function checkSchema(schema: ZodMiniType, body: unknown): Problem[] {
  const result = schema.safeParse(body)
  return result.success ? [] : result.error.issues.flatMap(issue => problemsOf(issue as Issue, []))
}

/** Of a union, the branch that the body meant: the one whose `type` it has. */
function problemsOf(issue: Issue, parents: readonly (string | number)[]): Problem[] {
  const path = [...parents, ...issue.path.map(key => (typeof key === 'number' ? key : String(key)))]
  const meant = issue.errors?.find(branch => !branch.some(({ path: [first] }) => first === 'type'))
  if (meant) return meant.flatMap(inner => problemsOf(inner, path))
  return [{ path, code: 'BASE_TYPE_BAD', message: `${issue.code ?? ''} ${issue.message}`.trim() }]
}
