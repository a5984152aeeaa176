import { startEmbedded } from '#db/embedded.ts'

/** A process that holds a database, for tests that kill or share it: prints what is said, then `url <url>`, and stops on SIGTERM. */
const [dir = ''] = process.argv.slice(2)

try {
  const database = await startEmbedded(dir, { port: 0, log: (line) => console.log(line) })
  console.log(`url ${database.url}`)
  process.once('SIGTERM', () => void database.stop().then(() => process.exit(0)))
  setInterval(() => {}, 1_000)
} catch (error) {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : error)
  process.exit(1)
}
