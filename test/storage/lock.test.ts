import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { explain, UserError } from '../../src/errors.ts'
import { acquireLock, lockHolder } from '../../src/storage/lock.ts'
import { killAt } from './child.ts'
import { temporaryFolder } from './folder.ts'

function refusal(folder: string): UserError {
  try {
    acquireLock(folder)
  } catch (error) {
    if (error instanceof UserError) return error
  }
  throw new Error('The lock was given twice.')
}

test('a folder is taken once, and can be taken again when it is free', () => {
  const folder = join(temporaryFolder(), 'made', 'here')
  const lock = acquireLock(folder)
  const error = refusal(folder)
  expect(error.code).toBe('storage.locked')
  expect(explain(error)).toContain(`"${folder}"`)
  expect(explain(error)).toContain(`process ${process.pid}`)
  lock.release()
  expect(existsSync(join(folder, 'lock.pid'))).toBe(false)
  const again = acquireLock(folder)
  lock.release()
  expect(refusal(folder).code).toBe('storage.locked')
  again.release()
})

test('another process is refused by the first one’s id, and let in once that was killed', async () => {
  const folder = temporaryFolder()
  let printed = 0
  const pid = await killAt(import.meta.url, './hold-lock.ts', [folder], line => {
    expect(refusal(folder).message).toContain(`process ${line}`)
    return ++printed === 5
  })
  expect(Number(pid)).not.toBe(process.pid)
  acquireLock(folder).release()
})

test('folders do not hinder each other', () => {
  const first = acquireLock(temporaryFolder())
  const second = acquireLock(temporaryFolder())
  expect(() => first.release()).not.toThrow()
  second.release()
})

test('looking who has a folder takes and makes nothing', () => {
  const folder = temporaryFolder()
  expect(lockHolder(folder)).toBeUndefined()
  expect(lockHolder(join(folder, 'absent'))).toBeUndefined()
  expect(readdirSync(folder)).toEqual([])
  const lock = acquireLock(folder)
  expect(lockHolder(folder)).toEqual({ pid: String(process.pid) })
  lock.release()
  expect(lockHolder(folder)).toBeUndefined()
  expect(readdirSync(folder)).toEqual(['lock.sqlite'])
  acquireLock(folder).release()
})

test('a lock that is damaged is named, and can be removed', () => {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'lock.sqlite'), 'no database '.repeat(1000))
  for (const use of [acquireLock, lockHolder])
    expect(() => use(folder)).toThrow(/^The lock ".*lock\.sqlite" is damaged\.$/)
  rmSync(join(folder, 'lock.sqlite'))
  acquireLock(folder).release()
})
