import type { Snapshot } from '#shared/watch.ts'

/** Reads the gzipped message of a snapshot; rejects where the bytes are not one. */
export async function readSnapshot(gzipped: ArrayBuffer | Uint8Array): Promise<Snapshot> {
  const bytes = new Blob([gzipped instanceof ArrayBuffer ? gzipped : new Uint8Array(gzipped)])
  const text = await new Response(bytes.stream().pipeThrough(new DecompressionStream('gzip'))).text()
  return JSON.parse(text) as Snapshot
}
