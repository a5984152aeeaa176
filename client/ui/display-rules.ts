const arcMinutes = 16
const capShare = 0.72

/**
 * How much larger than usual text must be so that the smallest words subtend 16 arc-minutes.
 * `screen` is the screen's height, `distance` the reader's, both in metres; `lines` its height in CSS pixels;
 * `smallest` the height of the smallest text there, CSS pixels. Never below 1.
 */
export function distanceScale(screen: number, distance: number, lines: number, smallest: number): number {
  if (!(screen > 0) || !(distance > 0) || !(lines > 0) || !(smallest > 0)) return 1
  const wanted = 2 * distance * Math.tan((arcMinutes / 60 / 2) * (Math.PI / 180))
  const shown = (smallest * capShare * screen) / lines
  return Math.max(1, wanted / shown)
}
