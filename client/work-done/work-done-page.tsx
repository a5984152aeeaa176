export default function WorkDonePage() {
  return null
}
