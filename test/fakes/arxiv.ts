/** arXiv's API on loopback, in the shape of its Atom answers. All papers are made up. */
import { startUpstream, type UpstreamServer } from './upstream.ts'

export interface FakeArxiv extends UpstreamServer {
  /** Entries by id without a version. */
  readonly entries: Map<string, string>
}

export async function startArxiv(): Promise<FakeArxiv> {
  const entries = new Map<string, string>()
  const server = await startUpstream((_request, response, url) => {
    const wanted = (url.searchParams.get('id_list') ?? '').split(',').filter(Boolean)
    const wrong = wanted.find(id => !/^(\d{4}\.\d{4,5}|[a-z-]+\/\d{7})$/.test(id))
    const found = wanted.length > 0 ? wanted.flatMap(id => entries.get(id) ?? []) : [...entries.values()]
    const shown = wrong ? [errorXml(wrong)] : found.slice(0, Number(url.searchParams.get('max_results')))
    response.writeHead(wrong ? 400 : 200, { 'content-type': 'application/atom+xml' }).end(feedXml(shown))
  })
  return { ...server, entries }
}

export function feedXml(entries: readonly string[]): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>https://arxiv.org/api/oqaUC9OB2SccftmJHZqrxySXrao</id>
  <title>arXiv Query: search_query=&amp;id_list=&amp;start=0</title>
  <updated>2026-08-21T00:00:00Z</updated>
  <opensearch:totalResults>${entries.length}</opensearch:totalResults>
  ${entries.join('\n  ')}
</feed>`
}

export function entryXml(id: string, title = `Paper ${id}\n    in Atom`): string {
  return `<entry>
    <id>http://arxiv.org/abs/${id}v3</id>
    <title>${title}</title>
    <updated>2026-08-12T17:59:49Z</updated>
    <link href="https://arxiv.org/abs/${id}v3" rel="alternate" type="text/html"/>
    <summary>Below &lt;1 minute for $a &lt; b$ &amp; Ren&#233;e&apos;s &quot;things&quot;.</summary>
    <category term="cs.AI" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.RO" scheme="http://arxiv.org/schemas/atom"/>
    <published>2026-08-11T17:59:49Z</published>
    <arxiv:comment>22 pages</arxiv:comment>
    <arxiv:primary_category term="cs.RO"/>
    <arxiv:something_new of="2027"/>
    <author><name>Grace Example</name><arxiv:affiliation>Example Lab</arxiv:affiliation></author>
    <author><name>Zoë Muster</name></author>
  </entry>`
}

/** An entry without a title. */
export const badXml = `<entry><id>http://arxiv.org/abs/2608.19999v1</id><summary>Lost</summary></entry>`

/** As little as an entry can have. */
export const bareXml = (id: string): string =>
  `<entry><id>http://arxiv.org/abs/${id}v1</id><title>Bare</title></entry>`

function errorXml(id: string): string {
  return `<entry>
    <id>https://arxiv.org/api/errors#incorrect_id_format_for_${id}</id>
    <title>Error</title>
    <updated>2026-08-21T00:00:00Z</updated>
    <summary>incorrect id format for ${id}</summary>
    <author><name>arXiv api core</name></author>
  </entry>`
}
