/** A semantic model as bytes, and how one is made from a saved index. */
import type { RandomAccessFile } from '../files/random-access-file.ts'
import { type SealedKind, seal, unseal } from '../files/sealed.ts'
import { readSnapshot } from '../index/snapshot.ts'
import { learn, type SemanticModel } from './model.ts'

export interface SavedModel {
  /** As the index had it that the model was learnt from. */
  readonly tag: string
  readonly model: SemanticModel
}

const kind: SealedKind = {
  /** `PBSM` */
  magic: 0x4d534250,
  format: 3,
  name: 'semantic model',
  code: 'search.model-damaged',
}

/**
 * Learns from the papers of an index that `SearchEngine.save` wrote. This takes seconds to minutes, so it is work for a
 * thread of its own. Undefined when there are too few papers.
 * @param random numbers from 0 to 1; the same numbers give the same model
 * @throws PaperboyError `search.snapshot-damaged`
 */
export function learnFrom(index: RandomAccessFile, random: () => number): Generator<Uint8Array> | undefined {
  const { tag, segments } = readSnapshot(index)
  const model = learn(segments, random)
  return model && seal(kind, { tag, model } satisfies SavedModel)
}

/** @throws PaperboyError `search.model-damaged` for anything that `learnFrom` of this format didn't make */
export function readModel(file: RandomAccessFile): SavedModel {
  return unseal(kind, file, content => content as SavedModel)
}
