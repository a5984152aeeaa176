/** The value of a colour token now: stylesheets and canvases share one source. */
export const token = (name: `--${string}`): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim()
