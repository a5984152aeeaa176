import { expect, test } from 'vitest'
import { ofOffice } from './facts.ts'

test('screens read their catalogue again for what is in it, not for what is only written, drawn or tried', () => {
  expect((['plan.drafted', 'plan.changed', 'plan.submitted', 'plan.returned', 'resource.drawn', 'resource.contacted', 'finding.noted'] as const).filter((name) => !ofOffice(name))).toEqual([])
  expect((['plan.published', 'plan.retired', 'resource.stocked', 'resource.changed', 'resource.ended', 'building.mapped', 'person.joined'] as const).filter(ofOffice)).toEqual([])
})
