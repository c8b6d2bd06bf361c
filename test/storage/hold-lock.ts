/** Takes the lock of a folder and holds it until it is killed. */
import { acquireLock } from '../../src/storage/lock.ts'

acquireLock(process.argv[2]!)
setInterval(() => console.log(process.pid), 10)
