/** The lift that fails again and again, and where the evening's rubbish is complained about. */
export const stories = {
  lift: { community: 'HLHY', device: '9-2-L1' },
  rubbish: { community: 'QTCX', buildings: ['11', '12', '13', '14'], hour: 20 },
} as const

/** What stands at any `now`: a pump whose pressure has just fallen, and little things that are seen to. Minutes ago; null: nobody has answered yet. */
export const standing = [
  { community: 'HLHY', device: 'P2', kind: 'pump.pressure-low', since: 3, answered: null },
  { community: 'HLHY', device: 'AG2', kind: 'access.door-open', since: 26, answered: 22 },
  { community: 'ZJXA', device: 'Z3', kind: 'perimeter.breach', since: 2, answered: null },
  { community: 'XXWT', device: 'SL2', kind: 'lighting.fault', since: 96, answered: 91 },
  { community: 'TFYT', device: 'PG1-O', kind: 'parking.fault', since: 18, answered: 16 },
] as const
