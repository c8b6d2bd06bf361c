/** Hugging Face Papers on loopback, in the shape of its answers of 2026. All papers are made up. */
import { startUpstream, type UpstreamServer } from './upstream.ts'

export interface FakeHuggingFace extends UpstreamServer {
  /** What the lists hold now, by date. */
  readonly lists: Map<string, unknown[]>
  /** Hits of every search. */
  hits: unknown[]
  readonly papers: Map<string, unknown>
  /** The last date that the API takes for the present. */
  today: string
}

export async function startHuggingFace(today = '2026-08-21'): Promise<FakeHuggingFace> {
  const lists = new Map<string, unknown[]>()
  const papers = new Map<string, unknown>()
  const server = await startUpstream((_request, response, url) => {
    const send = (code: number, body: unknown, headers: Record<string, string> = {}) =>
      void response
        .writeHead(code, { 'content-type': 'application/json; charset=utf-8', ...headers })
        .end(JSON.stringify(body))
    const [, , kind, id] = url.pathname.split('/')
    if (url.pathname === '/api/papers/search') return send(200, fake.hits)
    if (kind === 'papers')
      return papers.has(id!) ? send(200, papers.get(id!)) : send(404, { error: 'Paper not found' })
    const date = url.searchParams.get('date')
    if (date && (date > fake.today || date < '2023-05-04')) return send(400, { error: 'Invalid date' })
    const entries = date ? (lists.get(date) ?? []) : [...lists.values()].flat()
    const limit = Number(url.searchParams.get('limit') ?? 50)
    const p = Number(url.searchParams.get('p') ?? 0)
    const next = `<https://huggingface.co/api/daily_papers?p=${p + 1}>; rel="next"`
    const more = entries.length > (p + 1) * limit
    return send(200, entries.slice(p * limit, (p + 1) * limit), more ? { link: next } : {})
  })
  const fake: FakeHuggingFace = { ...server, lists, papers, hits: [], today }
  return fake
}

/** The paper inside an entry, with what the API sent in 2026, and a field that nobody knows yet. */
export function barePaper(id: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id,
    authors: [
      {
        _id: '6a85134c536bdd3bdd48f767',
        user: {
          _id: '66',
          user: 'grace',
          fullname: 'Grace Example',
          isPro: false,
          type: 'user',
          name: 'grace',
        },
        name: 'Grace Example',
        status: 'claimed_verified',
        hidden: false,
      },
      { _id: '6a85134c536bdd3bdd48f768', name: 'Left Out', hidden: true },
      { _id: '6a85134c536bdd3bdd48f769', name: 'Zoë  Muster', hidden: false },
    ],
    publishedAt: '2026-08-17T00:00:00.000Z',
    submittedOnDailyAt: '2026-08-20T00:00:00.000Z',
    title: `Paper ${id}\n  on $\\alpha$-things`,
    submittedOnDailyBy: { _id: '66', user: 'grace', fullname: 'Grace Example', name: 'grace', type: 'user' },
    summary: `An abstract with <tags>, \\textbf{bold} and a link https://example.org/${id}}.`,
    upvotes: 12,
    discussionId: '6a85134d536bdd3bdd48f776',
    projectPage: 'https://example.org/project',
    githubRepo: 'https://github.com/example/code',
    githubRepoAddedBy: 'user',
    githubStars: 152,
    ai_summary: 'It does things.',
    ai_keywords: ['things', 'alpha'],
    ai_summary_model: 'example/model',
    organization: { _id: '68', name: 'example-lab', fullname: 'The Example Lab', avatar: '/avatars/68.png' },
    somethingNew: { of: ['2027'] },
    ...fields,
  }
}

export function entry(id: string, fields: Record<string, unknown> = {}): Record<string, unknown> {
  const paper = barePaper(id, fields)
  return {
    paper,
    publishedAt: '2026-08-16T20:00:00.000Z',
    title: paper['title'],
    summary: paper['summary'],
    thumbnail: `https://cdn-thumbnails.huggingface.co/social-thumbnails/papers/${id}.png`,
    numComments: 3,
    submittedBy: { _id: '66', fullname: 'Grace Example', name: 'grace', type: 'user', isPro: false },
    organization: paper['organization'],
    isAuthorParticipating: true,
  }
}

/** As little as entries of 2024 had. */
export function oldEntry(id: string): Record<string, unknown> {
  return {
    paper: {
      id,
      authors: [],
      publishedAt: '2024-05-31T17:50:01.000Z',
      title: `Old ${id}`,
      summary: '',
      upvotes: 0,
    },
    publishedAt: '2024-06-03T03:44:01.558Z',
    title: `Old ${id}`,
    mediaUrl: '/media/1.png',
    numComments: 0,
  }
}

/** Ids of made-up papers, from 2608.10001 on. */
export const ids = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => `2608.${10_001 + at}`)
