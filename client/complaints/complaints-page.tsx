export default function ComplaintsPage() {
  return null
}
