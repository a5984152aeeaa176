import fc from 'fast-check'
import { ties, type Tie } from '#shared/devices.ts'
import { lifeSafetyKinds } from '#shared/responses.ts'

/** What each device hangs on, by its place in the list. */
export type Tree = Partial<Record<Tie, number>>[]
export type Said = { device: number; kind: string; change: 'raised' | 'cleared' }

export const kinds = ['power.lost', 'network.lost', 'device.silent', 'gateway.silent', 'pump.fault', 'water.level', 'lift.trapped'] as const

/** Devices that hang on earlier ones only. */
export const tree = fc.array(fc.record(Object.fromEntries(ties.map((tie) => [tie, fc.option(fc.nat(), { nil: undefined, freq: 2 })])) as Record<Tie, fc.Arbitrary<number | undefined>>), { minLength: 2, maxLength: 9 })
  .map((all): Tree => all.map((one, at) => Object.fromEntries(Object.entries(one).flatMap(([tie, n]) => (n === undefined || at === 0 ? [] : [[tie, n % at]])))))

export const saidOf = (devices: number): fc.Arbitrary<Said> =>
  fc.record({ device: fc.nat(devices - 1), kind: fc.constantFrom(...kinds), change: fc.constantFrom('raised' as const, 'raised' as const, 'cleared' as const) })

const silences = ['device.silent', 'gateway.silent']

/** What holds, said as people would: what is without power, what cannot be reached, what nobody controls. */
export class Model {
  private readonly tree: Tree
  readonly active = new Set<string>()

  constructor(of: Tree) {
    this.tree = of
  }

  say({ device, kind, change }: Said): void {
    if (change === 'raised') this.active.add(`${device} ${kind}`)
    else this.active.delete(`${device} ${kind}`)
  }

  /** What holds and is explained by nothing above its device. */
  ringing(): string[] {
    return [...this.active].filter((name) => {
      const [device = '', kind = ''] = name.split(' ')
      return !this.explained(Number(device), kind)
    }).toSorted()
  }

  explained(device: number, kind: string): boolean {
    if (lifeSafetyKinds.includes(kind)) return false
    const { power, network, gateway, controller } = this.tree[device] ?? {}
    if (power !== undefined && this.powerless(power)) return true
    const silent = silences.includes(kind)
    if (silent && [network, gateway].some((one) => one !== undefined && this.unreachable(one))) return true
    if (controller === undefined) return false
    return (silent && this.dead(controller)) || (kind.endsWith('.fault') && this.uncontrolled(controller))
  }

  private has = (device: number, ...some: string[]): boolean => some.some((kind) => this.active.has(`${device} ${kind}`))

  private powerless(device: number): boolean {
    const { power } = this.tree[device] ?? {}
    return this.has(device, 'power.lost') || (power !== undefined && this.powerless(power))
  }

  private unreachable(device: number): boolean {
    const { power, network, gateway, controller } = this.tree[device] ?? {}
    if (this.has(device, 'network.lost', ...silences)) return true
    if (power !== undefined && this.powerless(power)) return true
    return [network, gateway].some((one) => one !== undefined && this.unreachable(one)) || (controller !== undefined && this.dead(controller))
  }

  /** Controls nothing: by itself, or by what it hangs on. */
  private uncontrolled(device: number): boolean {
    const { power, controller } = this.tree[device] ?? {}
    if (this.has(device, 'pump.fault', ...silences)) return true
    return (power !== undefined && this.powerless(power)) || (controller !== undefined && this.uncontrolled(controller))
  }

  private dead = (device: number): boolean => this.uncontrolled(device) || this.cutOff(device)

  /** A controller that nothing reaches: what it controls is not heard. */
  private cutOff(device: number): boolean {
    const { network, gateway, controller } = this.tree[device] ?? {}
    return [network, gateway].some((one) => one !== undefined && this.unreachable(one)) || (controller !== undefined && this.cutOff(controller))
  }
}
