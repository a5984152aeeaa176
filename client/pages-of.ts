import { sees, type Role, type View } from '#shared/roles.ts'

/** Of these pages those that list what somebody with these grants may see. */
export const pagesOf = <P extends { view: View }>(pages: readonly P[], grants: readonly { role: Role }[]): P[] =>
  pages.filter(({ view }) => grants.some(({ role }) => (sees[view] as readonly Role[]).includes(role)))
