/** No 0, 1, I and O: it is read out on the telephone. */
const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Month and day where the order was reported, then 20 bits of its id. */
export function orderNumber(id: string, zone: string, now: number): string {
  const bits = Number.parseInt(id.replaceAll('-', '').slice(-5), 16)
  const code = [15, 10, 5, 0].map((shift) => letters[(bits >> shift) & 31]).join('')
  return `${localDay(zone, now)}-${code}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

function localDay(zone: string, now: number): string {
  const format = formats.get(zone) ?? dayFormat(zone)
  formats.set(zone, format)
  return format.format(now).replace('-', '')
}

/** A zone that nobody knows must not keep an order from being reported. */
function dayFormat(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone: zone, month: '2-digit', day: '2-digit' })
  } catch {
    return new Intl.DateTimeFormat('en-CA', { timeZone: 'UTC', month: '2-digit', day: '2-digit' })
  }
}
