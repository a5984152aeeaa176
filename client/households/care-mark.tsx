import { careLevels, type CareLevel } from '#shared/households.ts'

/** One to three bars: severity has the colours, so need is told by a shape. */
export function CareMark({ level }: { level: CareLevel }) {
  const bars = careLevels.length - careLevels.indexOf(level)
  return (
    <svg viewBox="0 0 14 12" width="1em" height="0.86em" aria-hidden="true">
      {careLevels.map((_, i) => (
        <rect key={i} x={i * 5} y={8 - i * 4} width="4" height={4 + i * 4} fill="currentColor" opacity={i < bars ? 1 : 0.25} />
      ))}
    </svg>
  )
}
