/** What places have set about who may do what in them, as far as answering needs to know it. */
import type { Place } from './place.ts'
import type { Visibility } from './reply.ts'
import type { Request } from './request.ts'

/** Who asks, and where. */
export type Asking = Pick<Request, 'actor' | 'place'>

/** None of these rejects for settings that cannot be read: then answers are private, and only who manages may do more. */
export interface Policy {
  /** Who sees what is typed in a place and says nothing about that. */
  visibility(place: Place): Promise<Visibility>
  /** Whether this person may change now what is set and posted there. */
  mayManage(asking: Asking): Promise<boolean>
  /** Whether this person may show answers to everyone there: any number, only so many an hour, or none. */
  mayShare(asking: Asking): Promise<'any number' | 'some' | 'none'>
}
