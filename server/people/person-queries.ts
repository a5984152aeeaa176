import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { findPerson, staffOf } from './person-store.ts'
import { maskPhone } from './phone-rules.ts'

export const personQueries: QueryHandlers<'staff' | 'peoplePreview' | 'peopleExport' | 'personContact'> = {
  staff: async (parts, { params, caller }) => {
    const place = await see(parts, caller, 'staff', params.community)
    return (await staffOf(parts, place.id)).map(({ user: _user, phone, ...person }) => ({ ...person, phone: maskPhone(phone) }))
  },

  personContact: async (parts, { id, caller, tell }) => {
    const person = await findPerson(parts, id)
    if (!person) throw new Refusal('not-found')
    await see(parts, caller, 'personContact', person.community)
    tell(person.community, { person: id })
    return { phone: person.phone }
  },

  peoplePreview: () => Promise.reject(new Refusal('unavailable')),
  peopleExport: () => Promise.reject(new Refusal('unavailable')),
}
