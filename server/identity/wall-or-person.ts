import type { IncomingHttpHeaders } from 'node:http'
import type { SignedIn, Standing } from './sessions.ts'
import { isWallSession } from './wall-sessions.ts'

/** Whoever can tell who is behind cookies, and how they stand. */
export type SignIns = {
  identify(headers: IncomingHttpHeaders): Promise<SignedIn>
  standing(sessions: string[]): Promise<Map<string, Standing>>
  forget(): void
}

/** People also go idle. */
export type Callers = SignIns & { touched(session: string): void }

/** A page that is a wall says so on each request: a desk's browser may hold both cookies. */
const asHeader = 'x-watchfloor-as'

/** Headers of a socket, which cannot carry one of its own: what it says of itself stands in its address. */
export const socketHeaders = ({ headers, query }: { headers: IncomingHttpHeaders; query: Record<string, unknown> }): IncomingHttpHeaders =>
  query.as === 'wall' ? { ...headers, [asHeader]: 'wall' } : headers

/** People by their sign-in, walls by their cookie, and never one for the other. */
export function wallOrPerson(people: Callers, walls: SignIns): Callers {
  return {
    identify: (headers) => (headers[asHeader] === 'wall' ? walls : people).identify(headers),
    async standing(sessions) {
      const [ofWalls, ofPeople] = await Promise.all([walls.standing(sessions.filter(isWallSession)), people.standing(sessions.filter((id) => !isWallSession(id)))])
      return new Map([...ofWalls, ...ofPeople])
    },
    touched(session) {
      if (!isWallSession(session)) people.touched(session)
    },
    forget() {
      walls.forget()
      people.forget()
    },
  }
}
