import { z } from 'zod'
import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi'
import { commands, type CommandName } from '#shared/commands.ts'
import { doorPaths, messageDoors } from '#shared/doors.ts'
import { doorAddresses, thingsboardPaths } from '#shared/paths.ts'
import { queries, type Query, type QueryName } from '#shared/queries.ts'
import { may, sees } from '#shared/roles.ts'

const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().optional(),
    errors: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    current: z.unknown().optional(),
  })
  .meta({ id: 'Problem' })
const Reply = z.object({ cursor: z.int(), fact: z.string(), body: z.looseObject({ id: z.string(), version: z.int() }) }).meta({ id: 'Reply' })

const signature = z.object({ 'webhook-id': z.string().optional(), 'webhook-timestamp': z.string().optional(), 'webhook-signature': z.string().optional() })

const refusals = {
  default: { description: 'RFC 9457 problem details, in the language of Accept-Language', content: { 'application/problem+json': { schema: Problem } } },
}
const templated = (path: string): string => path.replace(/:(\w+)/g, '{$1}')
const pathParams = (path: string) => (path.includes(':id') ? { path: z.object({ id: z.uuid() }) } : {})

/** The HTTP contract, made from the same tables that the server is made of. */
export function openApi(): ReturnType<typeof createDocument> {
  const paths: ZodOpenApiPathsObject = {}
  for (const name of Object.keys(commands) as CommandName[]) {
    const { path, request } = commands[name]
    paths[templated(path)] = {
      ...paths[templated(path)],
      post: {
        operationId: name,
        tags: ['commands'],
        description: `Roles: ${may[name].join(', ')}. Idempotency-Key makes a retry safe.`,
        requestParams: { ...pathParams(path), header: z.object({ 'Idempotency-Key': z.uuid().optional() }) },
        requestBody: { content: { 'application/json': { schema: request } } },
        responses: { 200: { description: 'Done', content: { 'application/json': { schema: Reply } } }, ...refusals },
      },
    }
  }
  for (const name of Object.keys(queries) as QueryName[]) {
    const { path, params, reply, body, logged, file = 'application/json' }: Query = queries[name]
    paths[templated(path)] = {
      ...paths[templated(path)],
      [body ? 'post' : 'get']: {
        operationId: name,
        tags: ['queries'],
        description: `Roles: ${sees[name].join(', ')}.${logged ? ' Each look is written to the audit.' : ''}`,
        requestParams: { ...pathParams(path), query: params as z.ZodObject },
        ...(body ? { requestBody: { content: { 'application/json': { schema: body } } } } : {}),
        responses: { 200: { description: 'What was asked for', content: { [file]: { schema: reply } } }, ...refusals },
      },
    }
  }
  for (const door of messageDoors) {
    paths[doorPaths[door].path] = {
      post: {
        operationId: `door.${door}`,
        tags: ['doors'],
        description: 'With a key as a Bearer token, or, for keys whose messages are signed, the key\'s id and the headers of Standard Webhooks.',
        security: [{ key: [] }, {}],
        requestParams: { query: z.object({ key: z.uuid().optional() }), header: signature },
        requestBody: { content: { 'application/json': { schema: doorPaths[door].body } } },
        responses: { 202: { description: 'All taken' }, 207: { description: 'Some refused; answers are in their places' }, ...refusals },
      },
    }
  }
  for (const path of [doorAddresses.telemetry, doorAddresses.attributes, doorAddresses.connect, doorAddresses.disconnect, ...Object.values(thingsboardPaths)]) {
    const inAddress = path.includes(':token')
    paths[templated(path)] = {
      post: {
        operationId: `door.${path.split('/').slice(-1)}${inAddress ? '.thingsboard' : ''}`,
        tags: ['doors'],
        description: 'Values of devices, as ThingsBoard’s gateways and devices send them; devices are named by their codes.',
        security: inAddress ? [{}] : [{ key: [] }, {}],
        requestParams: { ...(inAddress ? { path: z.object({ token: z.string() }) } : { header: signature }), query: z.object({ community: z.string().optional(), device: z.string().optional(), form: z.literal('gateway').optional() }) },
        requestBody: { content: { 'application/json': { schema: z.unknown() } } },
        responses: inAddress ? { 200: { description: 'Taken' }, ...refusals } : { 202: { description: 'All taken' }, 207: { description: 'Some refused, and named' }, ...refusals },
      },
    }
  }
  return createDocument({
    openapi: '3.1.0',
    info: { title: 'Watchfloor', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' }, session: { type: 'apiKey', in: 'cookie', name: 'watchfloor.session_token' } } },
    security: [{ session: [] }],
    paths,
  })
}

type Operation = { operationId?: string; description?: string; tags?: string[] }

/** The same for people: plain HTML, no script, nothing from elsewhere. */
export function docsPage(document: ReturnType<typeof openApi>): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>).map(
      ([method, operation]) =>
        `<tr><td><code>${method.toUpperCase()} ${path}</code></td><td>${operation.operationId ?? ''}</td><td>${operation.description ?? operation.tags?.[0] ?? ''}</td></tr>`,
    ),
  )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Watchfloor API</title><h1>Watchfloor API</h1>
<p>Machine-readable, with every schema: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1). Plan files: <a href="/plan.schema.json">/plan.schema.json</a> (JSON Schema).</p>
<table border="1" cellpadding="6"><tr><th>Operation</th><th>Name</th><th></th></tr>${rows.join('')}</table></html>`
}
