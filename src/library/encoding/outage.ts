/** An upstream's faults in the log: one warning while they last, and a line when they are over. */
import { PaperboyError } from '../../errors.ts'
import type { Logger } from '../../log.ts'

export class Outage {
  readonly #log: Logger
  #lasts = false

  constructor(log: Logger) {
    this.#log = log
  }

  report(error: unknown): void {
    if (!this.#lasts) this.#log.warn({ err: error }, 'The encoder is left out: searches do without it.')
    this.#lasts = true
  }

  over(): void {
    if (this.#lasts) this.#log.info('the encoder answers again')
    this.#lasts = false
  }
}

/** For an answer of another model than that of the vectors. @param model its name */
export function answeredAs(model: string): PaperboyError {
  return new PaperboyError('encoder.model', `The encoder answered as another model, ${model}.`)
}
