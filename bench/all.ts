/** Every question, one after the other, on 13,197 Daily Papers; with `--full` also on 126,793 papers of arXiv, with `--big` on a million. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os'
import { explain } from '../src/errors.ts'
import { bigTable } from './big.ts'
import { busyTable } from './busy.ts'
import { chatsTable } from './chats.ts'
import { type CollectionName, collections } from './data.ts'
import { digestsTables } from './digests.ts'
import { discussionsTables } from './discussions.ts'
import { findTable } from './find.ts'
import { importTable } from './import.ts'
import { prepare } from './prepare.ts'
import { inFolder } from './processes.ts'
import { postsTable } from './posts.ts'
import { qualityTable } from './quality.ts'
import { searchTable } from './search.ts'
import { startTable } from './start.ts'
import { vectorsTable } from './vectors.ts'

const machine = (): string =>
  `${availableParallelism()} cores (${cpus()[0]!.model}), ${(totalmem() / 2 ** 30).toFixed(0)} GB, ` +
  `Node ${process.version}, load ${loadavg()[0]!.toFixed(1)}\n`

async function measure(collection: CollectionName): Promise<void> {
  console.log(`# ${collection}, ${machine()}`)
  await inFolder(async folder => {
    const prepared = await prepare(collection, folder)
    console.log(importTable(prepared))
    console.log(await startTable(prepared))
    console.log(await searchTable(prepared))
    console.log(await findTable(prepared))
    console.log(await busyTable(prepared))
  })
  console.log(machine())
}

try {
  for (const collection of collections) await measure(collection)
  if (process.argv.includes('--full')) console.log(await qualityTable())
  if (process.argv.includes('--big')) console.log(await bigTable())
  console.log(await vectorsTable())
  console.log(`# Slack and Discord, on loopback, ${machine()}`)
  console.log(await chatsTable())
  console.log(await postsTable())
  console.log(`# Daily posts, ${machine()}`)
  console.log(await digestsTables())
  console.log(`# Discussions, ${machine()}`)
  console.log(await discussionsTables())
  console.log(machine())
} catch (error) {
  console.error(explain(error))
  process.exitCode = 1
}
