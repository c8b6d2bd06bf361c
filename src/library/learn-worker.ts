/** A thread: learns a semantic model from a saved index and replaces the model's file. */
import { workerData } from 'node:worker_threads'
import { learnFrom } from '../search/semantic/file.ts'
import { seededRandom } from '../search/semantic/random.ts'
import { readFrom } from './open-file.ts'
import { replaceFile } from './replace-file.ts'

export interface LearnTask {
  readonly snapshotFile: string
  readonly modelFile: string
}

const { snapshotFile, modelFile } = workerData as LearnTask
const model = readFrom(snapshotFile, file => learnFrom(file, seededRandom(1)))
if (model) await replaceFile(modelFile, model)
