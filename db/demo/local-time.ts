export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** All of China keeps UTC+8 and no summer time. */
export const zone = 'Asia/Shanghai'
const offset = 8 * hour

/** Midnight in China of the day in which `at` lies, epoch milliseconds. */
export const midnight = (at: number): number => Math.floor((at + offset) / day) * day - offset

/** Hours since local midnight, with fractions. */
export const hourOf = (at: number): number => (at - midnight(at)) / hour

/** Days since 1 January 1970, local. */
export const dayNumber = (at: number): number => Math.floor((at + offset) / day)

/** 0 Sunday to 6 Saturday, local. */
export const weekday = (at: number): number => (dayNumber(at) + 4) % 7

/** 0 to 1 through the year, local. */
export const season = (at: number): number => (dayNumber(at) % 365.2425) / 365.2425

export const instant = (at: number): string => new Date(Math.round(at)).toISOString()
