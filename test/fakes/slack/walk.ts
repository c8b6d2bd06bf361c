/** Goes through JSON. */

export type Json = Record<string, unknown>

/** A value inside of JSON, where it stands, and the object that holds it. */
export interface Place {
  readonly path: string
  readonly key: string
  readonly value: unknown
  readonly parent: Json
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A string, or else what stands for it. */
export const stringOf = (value: unknown, otherwise = ''): string =>
  typeof value === 'string' ? value : otherwise

/** Every value of every object in it, outer ones first; paths are JSON pointers. */
export function* walk(value: unknown, path = ''): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* walk(item, `${path}/${at}`)
  } else if (isJson(value)) {
    for (const [key, item] of Object.entries(value)) {
      yield { path: `${path}/${key}`, key, value: item, parent: value }
      yield* walk(item, `${path}/${key}`)
    }
  }
}

/** Every object in it. */
export function* objectsIn(value: unknown): Generator<Json> {
  if (isJson(value)) yield value
  for (const item of Array.isArray(value) ? value : isJson(value) ? Object.values(value) : [])
    yield* objectsIn(item)
}
