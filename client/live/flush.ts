const longest = 250

/** Runs `work` once, in the next frame or after 250 ms where frames do not come (a hidden tab). */
export function flusher(work: () => void): { soon(): void; stop(): void } {
  let frame: number | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  const clear = () => {
    if (frame !== null) cancelAnimationFrame(frame)
    if (timer !== null) clearTimeout(timer)
    frame = null
    timer = null
  }
  const run = () => {
    clear()
    work()
  }
  return {
    soon() {
      if (timer !== null) return
      frame = requestAnimationFrame(run)
      timer = setTimeout(run, longest)
    },
    stop: clear,
  }
}
