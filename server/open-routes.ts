import type { Express } from 'express'
import { commands } from '#shared/commands.ts'
import { doorPaths } from '#shared/doors.ts'
import { doorAddresses, thingsboardPaths } from '#shared/paths.ts'
import { queries, type Query } from '#shared/queries.ts'

const telemetryAddresses = [doorAddresses.telemetry, doorAddresses.attributes, doorAddresses.connect, doorAddresses.disconnect]

/** A method and a path, such as `GET /healthz`. */
export type RouteLine = string

/** Every route that asks for no right of the table, and why it may. A route that is neither here nor in the contract fails the tests. */
export const openRoutes: Record<RouteLine, string> = {
  'GET /healthz': 'says only that the process answers',
  'GET /readyz': 'says only which parts work, for whoever starts and watches the process',
  'GET /metrics': 'counts without names; the proxy keeps it from outside',
  'ALL /api/auth/*splat': 'the sign-in itself; the doors of it that are open are listed beside it',
  'GET /api/first-run': 'whether anybody can sign in yet',
  'POST /api/first-run': 'makes the first administrator, with the token of the console, once',
  'POST /api/walls/pairings': 'a screen asks for a code, which does nothing until somebody with the right approves it',
  'POST /api/walls/pairings/claim': 'the same screen fetches what was approved, with the secret that only it holds',
  'POST /api/walls/renew': 'a wall renews itself, by its own cookie',
  'POST /api/photos': 'takes a picture of whoever may work on orders; asks the table itself, and the picture is shown to nobody before an order names it',
  'GET /api/photos/:id': 'asks the table itself, for the view `photo` in the community of the order that the picture belongs to',
  'GET /api/report/:code': 'the place of a code that hangs there, and what anybody may know is reported there; limited by code and address',
  'POST /api/report/:code': 'a report by whoever scanned the code; limited, and shown to nobody without a right',
  'POST /api/report/:code/photos': 'a picture for such a report, limited likewise',
  'GET /api/report/:code/:track': 'how far a report has come, for who holds the sealed track that its reporter was given',
  'GET /api/score/:code': 'what is scored of a drill, for who was given its code; limited by code and address',
  'POST /api/score/:code': 'a score by them; limited, and only while the code is open',
  'GET /open311/discovery.:format': 'where the Open311 endpoint is',
  'GET /open311/v2/services.:format': 'what can be reported, as the standard has it for everybody',
  'GET /open311/v2/services/:id.:format': 'the form of one of them, with the buildings to choose from',
  'GET /open311/v2/requests.:format': 'how far requests of residents’ apps have come, without what they wrote; the key that sent them is told that too',
  'GET /open311/v2/requests/:id.:format': 'the same of one of them',
  'GET /open311/v2/tokens/:id.:format': 'the id of a request, to who knows it',
  'POST /open311/v2/requests.:format': 'a report, with a machine’s key in its form',
  ...Object.fromEntries([...telemetryAddresses, ...Object.values(thingsboardPaths)].map((path) => [`POST ${path}`, 'values of devices, with a machine’s key'])),
  [`POST ${doorAddresses.alertmanager}`]: 'alerts of a monitoring system, with a machine’s key',
  [`POST ${doorAddresses.cap}`]: 'public warnings, with a machine’s key',
  'GET /openapi.json': 'the contract, the same for everybody',
  'GET /docs': 'the same for people',
  'GET /plan.schema.json': 'the format of plan files, the same for everybody',
  'GET /r/*path': 'the page of residents, in which nothing is before a code is shown',
  'GET /score/*path': 'the page by which residents score a drill, in which nothing is before a code is shown',
  'GET /*path': 'the page, in which nothing is without a sign-in',
  'GET /': 'the same page',
}

/** The routes of the contract: each asks the table of rights, or a machine's key. */
export const contractRoutes: readonly RouteLine[] = [
  ...Object.values(commands).map(({ path }) => `POST ${path}`),
  ...Object.values(queries).map((query: Query) => `${query.body ? 'POST' : 'GET'} ${query.path}`),
  ...Object.values(doorPaths).map(({ path }) => `POST ${path}`),
]

/** As express keeps them; missing in its types. */
type Layer = { route?: { path: string | string[]; methods: Record<string, boolean> }; slash?: boolean; handle: { stack?: Layer[] } }

/**
 * Every route of an application, routers within routers.
 * @throws for a router that was mounted below a path, whose routes would go by other names
 */
export function routesOf(app: Express): RouteLine[] {
  return walk((app.router as unknown as { stack: Layer[] }).stack)
}

function walk(layers: readonly Layer[]): RouteLine[] {
  return layers.flatMap(({ route, slash, handle }) => {
    if (route) return [route.path].flat().flatMap((path) => methodsOf(route.methods).map((method) => `${method} ${path}`))
    if (!handle.stack) return []
    if (!slash) throw new Error('a router lies below a path: its routes cannot be told by name')
    return walk(handle.stack)
  })
}

/** Express writes a route for all methods down as one for each that there is. */
function methodsOf(methods: Record<string, boolean>): string[] {
  const names = Object.keys(methods)
  return names.includes('trace') && names.includes('propfind') ? ['ALL'] : names.map((name) => name.toUpperCase())
}

/** Those of `routes` that nobody has said are open and that no contract knows. */
export const unlisted = (routes: readonly RouteLine[]): RouteLine[] => routes.filter((route) => !(route in openRoutes) && !contractRoutes.includes(route))
