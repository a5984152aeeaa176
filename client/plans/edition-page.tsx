export default function EditionPage({ id }: { id: string }) {
  return <p>{id}</p>
}
