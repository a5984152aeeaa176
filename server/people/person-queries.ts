import { previewOf } from '../files/preview.ts'
import { see } from '../identity/caller.ts'
import type { QueryHandlers } from '../live/handler.ts'
import { Refusal } from '../refusal.ts'
import { writePeopleCsv } from './people-csv.ts'
import { planImport } from './people-import.ts'
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

  peoplePreview: async (parts, { body, caller, language }) => {
    const place = await see(parts, caller, 'peoplePreview', body.community)
    return previewOf(await planImport(parts, place.id, body.text), language)
  },

  peopleExport: async (parts, { params, caller, tell }) => {
    const place = await see(parts, caller, 'peopleExport', params.community)
    const staff = await staffOf(parts, place.id)
    tell(place.id, { people: staff.length })
    return writePeopleCsv(
      staff.map(({ code, name, post, skills, phone, grid }) => ({
        code, name: name.zh, name_en: name.en, post, skills: skills.join('|'), phone: phone ?? '', grid: grid ?? '',
      })),
    )
  },
}
