/** Which of the two this page is: a wall, known by its own cookie, or a person's. A browser may hold both cookies. */
export const isWall = location.pathname === '/wall'

/** A phone's page, which opens without a line too. */
export const isField = /^\/field(\/|$)/.test(location.pathname)

export const identityHeaders: Record<string, string> = isWall ? { 'X-Watchfloor-As': 'wall' } : {}
export const identityQuery: Record<string, string> = isWall ? { as: 'wall' } : {}
