import type { StepKind } from '#shared/plans.ts'

const shapes: Record<StepKind, string> = {
  do: 'M3 3h10v10H3z',
  decide: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  wait: 'M8 2a6 6 0 1 0 .01 0zM8 4.5V8l2.5 1.5',
  notify: 'M2 3h12v8H7l-3 3v-3H2z',
  order: 'M3.5 2h9v12h-9zM6 6h4M6 9h4',
  instruct: 'M9 1.5 3.5 9H8l-1 5.5L12.5 7H8z',
  'roll-call': 'M2 4l1.2 1.2L5.5 3M2 9l1.2 1.2L5.5 8M8 4.5h6M8 9.5h6M8 13.5h6',
  request: 'M2 5l6-3 6 3v6l-6 3-6-3zM2 5l6 3 6-3M8 8v6',
  block: 'M2 2h8v8H2zM6 6h8v8H6z',
}

/** What kind of step it is, as a shape; its word stands beside it. */
export const KindMark = ({ kind }: { kind: StepKind }) => (
  <svg className="kind-mark" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
    <path d={shapes[kind]} fill="none" stroke="currentColor" strokeWidth="1.4" strokeLinejoin="round" strokeLinecap="round" />
  </svg>
)
