export function RunningPlan(_: { zone: string | undefined }) {
  return null
}
