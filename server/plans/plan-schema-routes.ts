import express, { type Router } from 'express'
import { z } from 'zod'
import { PlanFile, planFormat } from '#shared/plans.ts'

/** What a plan file may hold, for whoever writes one. */
export function planSchemaRoutes(): Router {
  const schema = { $id: '/plan.schema.json', title: planFormat, ...z.toJSONSchema(PlanFile, { io: 'input' }) }
  const router = express.Router()
  router.get('/plan.schema.json', (_req, res) => {
    res.type('application/schema+json').send(JSON.stringify(schema))
  })
  return router
}
