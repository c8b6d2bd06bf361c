/**
 * Preloaded into a bot: ends it with SIGKILL before its nth step on the disk, which is a commit that changes the outbox,
 * or a message that is appended to the terminal's transcript.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { StatementSync } from 'node:sqlite'

const last = Number(process.env['KILL_BEFORE'])
let steps = 0
const step = (): void => {
  if (++steps === last) process.kill(process.pid, 'SIGKILL')
}

let changesOutbox = false
function before({ sourceSQL }: StatementSync): void {
  if (/^(?:insert into|update) "outbox"/.test(sourceSQL)) changesOutbox = true
  if (sourceSQL !== 'commit') return
  if (changesOutbox) step()
  changesOutbox = false
}

for (const method of ['run', 'all'] as const) {
  const original = StatementSync.prototype[method] as (...parameters: unknown[]) => unknown
  Object.assign(StatementSync.prototype, {
    [method](this: StatementSync, ...parameters: unknown[]) {
      before(this)
      return original.apply(this, parameters)
    },
  })
}

const append = fs.appendFileSync
fs.appendFileSync = (...parameters) => {
  step()
  append(...parameters)
}
syncBuiltinESMExports()
