/** Who writes in a message that several interactions answer in. */
import { expect, test } from 'vitest'
import { createTurns } from '../../../src/discord/answers/turns.ts'

const scene = () => {
  const written: string[] = []
  return { next: createTurns(), written, write: (text: string) => async () => void written.push(text) }
}

test('writes are made one after the other', async () => {
  const { next, written, write } = scene()
  const gate = Promise.withResolvers<void>()
  const [first, second] = [next('m'), next('m')]
  const writing = first.replace('m', () => gate.promise.then(write('first')))
  const then = second.replace('m', write('second'))
  gate.resolve()
  await Promise.all([writing, then])
  expect(written).toEqual(['first', 'second'])
})

test('a write that failed does not keep others from theirs', async () => {
  const { next, written, write } = scene()
  await expect(next('m').replace('m', () => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
  await next('m').replace('m', write('second'))
  expect(written).toEqual(['second'])
})

test('the line is not written where the message changed since it was pressed', async () => {
  const { next, written, write } = scene()
  const [slow, quick] = [next('m'), next('m')]
  slow.begin()
  await quick.replace('m', write('page'))
  await slow.showLine(write('line'))
  await slow.end(write('no line'))
  expect(written).toEqual(['page'])
})

test('a better version takes the line along; it is not taken away again', async () => {
  const { next, written, write } = scene()
  const asked = next()
  asked.stands('m')
  const press = next('m')
  press.begin()
  await press.showLine(write('line'))
  await asked.improve('m', write('better'))
  await press.end(write('no line'))
  expect(written).toEqual(['line', 'better'])
})

test('what a later turn wrote is not taken for an earlier answer', async () => {
  const { next, written, write } = scene()
  const asked = next()
  await next('m').replace('m', write('page'))
  asked.stands('m')
  await asked.improve('m', write('better'))
  expect(written).toEqual(['page'])
})
