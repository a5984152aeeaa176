export function WallDialogs() {
  return null
}
