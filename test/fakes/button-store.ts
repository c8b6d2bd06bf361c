import type { ButtonStore } from '../../src/chat/button-codec.ts'

/** Keeps the options of long buttons in memory. */
export const memoryButtons = (): ButtonStore => {
  const kept = new Map<string, string>()
  return { get: name => kept.get(name), set: async (name, content) => void kept.set(name, content) }
}
