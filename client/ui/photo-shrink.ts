/** Pixels of the longer side, as the server keeps them. */
const longest = 1600

/**
 * A photo as small as it is kept, as JPEG: upright, and without what the camera wrote into it. What this browser cannot read is
 * handed on as it is, for the server to say what is wrong with it.
 */
export async function shrunk(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return file
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  const paper = canvas.getContext('2d')
  if (!paper) return file
  paper.fillStyle = 'white'
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return (await new Promise<Blob | null>((made) => canvas.toBlob(made, 'image/jpeg', 0.82))) ?? file
}
