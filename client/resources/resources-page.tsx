export default function ResourcesPage() {
  return null
}
