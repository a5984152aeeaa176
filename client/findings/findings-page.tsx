export default function FindingsPage() {
  return null
}
