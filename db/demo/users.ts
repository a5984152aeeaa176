import type { Grant, GrantableRole } from '#shared/roles.ts'
import type { Post } from '#shared/people.ts'
import type { Demo } from './demo.ts'
import { idOf } from './random.ts'

/** The one password of the demo; the demo listens on this machine only unless told otherwise. */
export const demoPassword = 'watchfloor-demo'

/** The simulator watches as this user, and never acts as it. */
export const simulatorUser = 'simulator'

/** Sign-ins for people who try the demo; the simulator keeps its hands off what they have touched. */
export const visitors: readonly string[] = ['manager', 'head', 'admin', 'observer']

const visitorNames = { manager: '演示值班经理', head: '演示区域负责人', admin: '演示管理员', observer: '演示观察员' } as const
export const visitorName = (visitor: keyof typeof visitorNames): string => visitorNames[visitor]

export type DemoUser = { id: string; username: string; name: string; person: string | null; grant: Grant }

const roleOf: Record<Post, GrantableRole> = {
  'duty-manager': 'duty-manager', 'butler': 'butler', 'repair': 'field', 'security': 'field', 'cleaning': 'field', 'greening': 'field',
}

export const userIdOf = (demo: Pick<Demo, 'seed'>, username: string): string => idOf(demo.seed, 'user', username)

/** Sign-ins for visitors, one for every member of staff (the staff number in small letters), and one for the simulator to watch by. */
export function demoUsers(demo: Pick<Demo, 'seed' | 'people' | 'regions'>): DemoUser[] {
  const everything = { kind: 'everything' } as const
  const region = demo.regions[0]
  const user = (username: string, name: string, grant: Grant, person: string | null = null): DemoUser =>
    ({ id: userIdOf(demo, username), username, name, person, grant })
  return [
    user('manager', visitorName('manager'), { role: 'duty-manager', scope: everything }),
    user('head', visitorName('head'), { role: 'regional-head', scope: region ? { kind: 'region', id: region.id } : everything }),
    user('admin', visitorName('admin'), { role: 'administrator', scope: everything }),
    user('observer', visitorName('observer'), { role: 'observer', scope: everything }),
    user(simulatorUser, '模拟器', { role: 'observer', scope: everything }),
    ...demo.people.map((person) =>
      user(person.code.toLowerCase(), person.name.zh, { role: roleOf[person.post], scope: { kind: 'community', id: person.community } }, person.id)),
  ]
}

