/** What is about the world; else it is the id of a drill, or the installation's own test. */
export const real = 'real'
export const isDrill = (mode: string): boolean => mode !== real && mode !== 'probe'
