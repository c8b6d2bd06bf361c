/** A program: opens a saved engine, says that it is ready, and answers the first line that comes in. */
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { type EngineName, loadEngine } from './engine.ts'

const [name, file] = process.argv.slice(2) as [EngineName, string]
const { open } = await loadEngine(name)
const engine = await open(file)
console.log('ready')
const [line] = (await once(createInterface(process.stdin), 'line')) as [string]
console.log(`found ${(await engine.search(line, 10)).join(' ')}`)
