/** The one paper that somebody names, by its id, a link or its title. */
import type { CommandRequest } from '../../src/chat/command.ts'
import type { Reply } from '../../src/chat/reply.ts'
import { UserError } from '../../src/errors.ts'
import { isTitleId, parsePaperId } from '../../src/papers/ids.ts'
import type { Paper } from '../../src/papers/paper.ts'
import { normalizeTitle } from '../../src/papers/text.ts'
import { plainQuery } from '../../src/search/query/parse-query.ts'
import type { Services } from '../services.ts'
import { paperList } from './paper-list.ts'

/** Papers that are offered when a title is not exactly one paper's. */
const candidates = 5

/**
 * The paper, or the reply that offers those which come near.
 *
 * @throws UserError `paper.unknown`
 */
export async function onePaper(
  named: string,
  request: CommandRequest<unknown>,
  services: Services,
): Promise<{ readonly paper: Paper } | { readonly reply: Reply }> {
  const read = parsePaperId(named)
  const found = read ? await byId(read.id, services) : await byTitle(named, services)
  return Array.isArray(found)
    ? { reply: await candidateReply(named, found, request, services) }
    : { paper: found }
}

async function byId(id: string, { upstream }: Services): Promise<Paper> {
  const known = await upstream.paper(id)
  if (known) return known
  if (isTitleId(id)) throw new UserError('paper.unknown', `The library does not know the paper "${id}".`)
  const asked = ['the library', ...upstream.health().map(({ name }) => name)].join(' nor ')
  throw new UserError('paper.unknown', `Neither ${asked} knows the paper "${id}".`, {
    help: 'Check the id, as in: paper 2306.00978',
  })
}

/** The paper with this title, or those that come near. */
async function byTitle(title: string, { library }: Services): Promise<Paper | Paper[]> {
  const found = (await library.find(plainQuery(title), { limit: candidates })).papers.map(hit => hit.paper)
  const wanted = normalizeTitle(title)
  const exact = found.find(near => normalizeTitle(near.title) === wanted)
  return exact ?? (found.length === 1 ? found[0]! : found)
}

async function candidateReply(
  typed: string,
  papers: readonly Paper[],
  request: CommandRequest<unknown>,
  services: Services,
): Promise<Reply> {
  if (papers.length === 0)
    throw new UserError('paper.unknown', `No paper in the library has a title like "${typed}".`, {
      help: 'Try words of the abstract, as in: search kv cache quantization',
    })
  const sentence = `No paper is titled "${typed}". These come nearest:`
  return {
    summary: sentence,
    visibility: 'private',
    blocks: [
      { kind: 'notice', tone: 'info', text: [sentence] },
      ...(await paperList(papers, { first: 1, request, services })),
    ],
  }
}
