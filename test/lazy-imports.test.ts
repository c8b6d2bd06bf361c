/** What takes long to load is loaded when it is needed: no entry's own imports lead to a platform's SDK. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Imports that are made when a module is loaded; those of types are erased. */
const importLine = /^(?:import|export)\s+(?!type\s)(?:[^'"]*?\sfrom\s+)?'([^']+)'/gm

/** Every module that is loaded with this file, packages by name. */
function loadedBy(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen
  seen.add(file)
  if (!file.endsWith('.ts')) return seen
  for (const [, target] of readFileSync(file, 'utf8').matchAll(importLine))
    loadedBy(target!.startsWith('.') ? join(dirname(file), target!) : target!, seen)
  return seen
}

test.each(['src/main.ts', 'src/cli.ts'])('%s loads neither discord.js nor Bolt', entry => {
  const loaded = loadedBy(entry)
  expect(loaded.size).toBeGreaterThan(40)
  expect([...loaded].filter(module => /^(discord\.js|@slack\/)/.test(module))).toEqual([])
})

test('such an import would be seen', () => {
  expect(loadedBy('src/cli/register.ts')).toContain('discord.js')
  expect(loadedBy('src/slack/adapter.ts')).toContain('@slack/bolt')
})
