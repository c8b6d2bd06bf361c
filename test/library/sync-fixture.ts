/** A library and a Hugging Face that it syncs with. */
import { Temporal } from '@js-temporal/polyfill'
import { createHuggingFace } from '../../src/sources/huggingface.ts'
import { syncLists } from '../../src/library/sync.ts'
import { entry, ids, startHuggingFace } from '../fakes/hugging-face.ts'
import { fakeNetwork } from '../fakes/network.ts'
import { open } from './fixture.ts'

/** A Friday. Its list and those of the six list days before it are refreshed by every sync. */
export const friday = '2026-08-21'
export const recent = [
  '2026-08-21',
  '2026-08-20',
  '2026-08-19',
  '2026-08-18',
  '2026-08-17',
  '2026-08-14',
  '2026-08-13',
]

export async function setUp(at = `${friday}T09:00:00Z`) {
  const network = fakeNetwork(at)
  const server = await startHuggingFace(at.slice(0, 10))
  const { library } = await open()
  const source = createHuggingFace({ url: server.url, network })
  const options = { library, source, now: network.now }
  const fill = (date: string, count: number) =>
    server.lists.set(
      date,
      ids(count).map(id => entry(id)),
    )
  const goTo = (instant: string) => {
    network.advance(Temporal.Instant.from(instant).epochMilliseconds - network.now().epochMilliseconds)
    server.today = instant.slice(0, 10)
  }
  const asked = () => server.requests.map(({ url }) => url.searchParams.get('date'))
  return { network, server, library, options, fill, goTo, asked, sync: () => syncLists(options) }
}
