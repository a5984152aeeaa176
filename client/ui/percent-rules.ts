/** Below these something has to be done: soon, or first of all. */
const [soon, first] = [80, 60]

export const lowAt = (percent: number): 'major' | 'minor' | null => (percent < first ? 'major' : percent < soon ? 'minor' : null)
