export default function DrillsPage() {
  return null
}
