/** Takes the lock of a folder and holds it until it is killed. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { acquireLock } from '../../src/storage/lock.ts'

acquireLock(process.argv[2]!)
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
setInterval(() => {
  collectGarbage()
  console.log(process.pid)
}, 10)
