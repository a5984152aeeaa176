import { isOver } from '#shared/activations.ts'
import type { Report } from '#shared/reports.ts'

/** The report in numbers. `minutes`: from start to end, null while it runs; counts are of steps, messages, requests and checks. */
export function figuresOf({ activation, messages, checks }: Pick<Report, 'activation' | 'messages' | 'checks'>) {
  const from = Date.parse(activation.startedAt)
  const steps = activation.steps.filter(({ state }) => state !== 'passed')
  const requests = (activation.requests ?? []).filter(({ state }) => state !== 'cancelled')
  return {
    minutes: activation.finishedAt === null ? null : Math.round((Date.parse(activation.finishedAt) - from) / 6_000) / 10,
    target: activation.targetAt === null ? null : Math.round((Date.parse(activation.targetAt) - from) / 60_000),
    steps: steps.length,
    done: steps.filter(isOver).length,
    skipped: steps.filter(({ state }) => state === 'skipped').length,
    late: steps.filter(({ late }) => late).length,
    sent: messages.length,
    called: requests.length,
    there: requests.filter(({ state }) => state === 'there' || state === 'returned').length,
    toCheck: checks.length,
    checked: checks.filter(({ state }) => state !== 'open').length,
    help: checks.filter(({ state }) => state === 'help').length,
  }
}
