/**
 * Calls `tell` when a frame with what has just been set has been drawn: the first callback comes before that frame, the
 * second only after it. Where nothing is drawn (a hidden tab, a frozen page) it never comes, and that is the point.
 */
export function afterPaint(tell: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(tell))
}
