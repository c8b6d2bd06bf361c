/** Holds the floors of DESIGN.md ("Rooms"): imports go one way, and SDKs stay in their folders. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

const floors = [
  ['main', 'cli'],
  ['bot'],
  ['compose'],
  ['discord', 'slack', 'terminal', 'commands'],
  ['digests'],
  ['discussions'],
  ['library', 'channels', 'delivery'],
  ['chat', 'storage', 'sources', 'search'],
  ['papers'],
]
/** Below every floor: what any room may use. */
const foundation = new Set(['errors', 'config', 'log', 'compile-cache'])
const homes: Record<string, string> = {
  'discord.js': 'discord',
  '@slack/bolt': 'slack',
  'node:sqlite': 'storage',
}

const room = (path: string): string => {
  const parts = path.split('/')
  return (parts[0] === 'commands' ? 'commands' : parts[1]!).replace(/\.ts$/, '')
}
const floorOf = (name: string): number => floors.findIndex(floor => floor.includes(name))

const files = globSync(['src/**/*.ts', 'commands/**/*.ts'])
const imports = files.flatMap(file =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(found => ({
    file,
    target: found[1]!,
  })),
)

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(10)
  expect(imports.length).toBeGreaterThan(20)
})

test('every folder stands on a floor', () => {
  const unknown = files.map(room).filter(name => floorOf(name) < 0 && !foundation.has(name))
  expect([...new Set(unknown)]).toEqual([])
})

test('imports go down, or stay within a folder', () => {
  const wrong = imports
    .filter(({ target }) => target.startsWith('.') && target.endsWith('.ts'))
    .map(({ file, target }) => ({ file, from: room(file), to: room(normalize(join(dirname(file), target))) }))
    .filter(({ from, to }) => from !== to && !foundation.has(to))
    .filter(({ from, to }) => foundation.has(from) || floorOf(to) <= floorOf(from))
  expect(wrong).toEqual([])
})

test('an SDK is imported only in its home', () => {
  expect(imports.filter(({ file, target }) => target in homes && homes[target] !== room(file))).toEqual([])
})

test('the folders of the search import only those before them', () => {
  const folders = 'language files index query matching reading ranking semantic topics'.split(' ')
  const place = (path: string): number => folders.indexOf(/^src\/search\/(\w+)\//.exec(path)?.[1] ?? '')
  const within = imports
    .filter(({ target }) => target.startsWith('.'))
    .map(({ file, target }) => ({ file, imported: normalize(join(dirname(file), target)) }))
    .filter(({ file, imported }) => place(file) >= 0 && place(imported) >= 0)
  expect(within.length).toBeGreaterThan(100)
  expect(within.filter(({ file, imported }) => place(imported) > place(file))).toEqual([])
})
