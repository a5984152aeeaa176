import { lookup as resolve, type LookupAddress, type LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Addresses that are no place in the world (IANA special-purpose registries): this machine, its networks, documentation, multicast. */
const closed4 = listOf('ipv4', [
  '0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16',
  '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4',
])
/** Besides these, whatever carries an IPv4 address inside. */
const closed6 = listOf('ipv6', ['::/96', '::ffff:0:0/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7', 'fe80::/10', 'fec0::/10', 'ff00::/8'])

function listOf(family: 'ipv4' | 'ipv6', nets: readonly string[]): BlockList {
  const list = new BlockList()
  for (const net of nets) {
    const [address = '', bits] = net.split('/')
    list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Whether an IP address lies in the public internet; false for what is none. */
export function isPublic(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').split('%')[0] ?? ''
  const family = isIP(plain)
  if (family === 4) return !closed4.check(plain, 'ipv4')
  return family === 6 && !closed6.check(plain, 'ipv6')
}

export class PrivateAddress extends Error {
  constructor(host: string) {
    super(`${host} is a private address (WEBHOOK_PRIVATE allows those)`)
  }
}

type Found = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

/** Resolves a name for one connection: what was checked is what is connected to, whatever the name means a moment later. */
export function lookupPublic(hostname: string, options: LookupOptions, found: Found): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error || !first) return found(error ?? new Error(`${hostname} has no address`), [])
    if (!addresses.every(({ address }) => isPublic(address))) return found(new PrivateAddress(hostname), [])
    if (options.all) found(null, addresses)
    else found(null, first.address, first.family)
  })
}
