import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { frequencyAt, FrequencyWriter, mostFrequent } from '../../src/search/index/frequencies.ts'

const frequency = fc.oneof(
  { weight: 9, arbitrary: fc.integer({ min: 1, max: 17 }) },
  fc.integer({ min: 1, max: 2 ** 16 }),
)

test('frequencies are read as they were written, in any order, those that are very high as the highest', () => {
  const written = fc
    .array(frequency, { size: '+1' })
    .chain(all => fc.tuple(fc.constant(all), fc.shuffledSubarray([...all.keys()], { minLength: all.length })))
  fc.assert(
    fc.property(written, ([all, order]) => {
      const writer = new FrequencyWriter(new Uint8Array(Math.ceil(all.length / 2)))
      for (const place of order) writer.write(place, all[place]!)
      const frequencies = writer.written()
      expect(all.map((_, place) => frequencyAt(frequencies, place))).toEqual(
        all.map(one => Math.min(one, mostFrequent)),
      )
    }),
  )
})
