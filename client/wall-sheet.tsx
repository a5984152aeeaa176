export function WallSheet(_: { zone: string | undefined }) {
  return null
}
