/** Pixels of the longer side, as the server keeps them. */
const longest = 1600

/**
 * A photo as small as it is kept, as JPEG: upright, and without what the camera wrote into it. What this browser cannot read is
 * handed on as it is, for the server to say what is wrong with it.
 */
export async function shrunk(file: Blob, side = longest): Promise<Blob> {
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    return (await drawn(picture, side)) ?? file
  } catch {
    return file
  } finally {
    URL.revokeObjectURL(address)
  }
}

function drawn(picture: HTMLImageElement, side: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.naturalWidth, picture.naturalHeight))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale))
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale))
  const paper = canvas.getContext('2d')
  if (!paper) return Promise.resolve(null)
  paper.fillStyle = 'white'
  paper.fillRect(0, 0, canvas.width, canvas.height)
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise((made) => canvas.toBlob(made, 'image/jpeg', 0.82))
}
