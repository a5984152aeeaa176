export default function PeopleBoardPage() {
  return null
}
