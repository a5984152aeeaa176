import { open311Paths } from '#shared/paths.ts'
import { formats, Many, type Fields } from './open311-document.ts'

/** When what the endpoint offers last changed. */
const changeset = '2026-11-22T00:00:00Z'

/** Where the endpoint is and what it speaks, by the service discovery of Open311. `origin`: such as https://watch.example.com */
export const discovery = (origin: string): Fields => ({
  changeset,
  contact: 'Ask the property manager of the community.',
  key_service: 'Keys are issued by the administrators of this installation: Administration, Machine keys, door "requests".',
  endpoints: new Many('endpoint', [{
    specification: 'http://wiki.open311.org/GeoReport_v2', url: `${origin}${open311Paths.endpoint}`, changeset, type: 'production',
    formats: new Many('format', Object.values(formats).map((type) => type.split(';')[0] ?? type)),
  }]),
})
