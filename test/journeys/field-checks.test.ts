import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { plans } from '#db/schema/plans.ts'
import { openParts } from '#server/installation.ts'
import { change } from '#server/journal/change.ts'
import { systemCommand } from '#server/journal/system.ts'
import type { Activation } from '#shared/activations.ts'
import type { Plan } from '#shared/plans.ts'
import { planStep } from '../plan-stage.ts'
import { publishedPlan } from '../published-plan.ts'
import { signIn } from '../screen.ts'
import { makeUsers } from '../user.ts'
import { password } from '../world.ts'
import { worst } from './axe.ts'
import { setStage, type Stage } from './stage.ts'

let stage: Stage
let manager: string
const words = (zh: string, en: string) => ({ zh, en })
const plan = publishedPlan({
  scene: 'burst-pipe', name: words('爆管抢修', 'Burst pipe'), purpose: words('止水', 'Stop the water'),
  steps: [planStep('shut', { post: 'repair', name: words('关总阀', 'Shut the main valve'), minutes: 30, needs: { note: true, photo: false, second: true } }), planStep('look', { after: ['shut'] })],
})

beforeAll(async () => {
  stage = await setStage()
  await publish(plan)
  const repairers = stage.world.a.staff.filter(({ post }) => post === 'repair')
  await makeUsers(stage.databaseUrl, repairers.map(({ id }) => ({ username: id, person: id, grants: [{ role: 'field' as const, scope: { kind: 'community' as const, id: stage.world.a.id } }] })))
  manager = await signIn(stage.base, 'manager')
})
afterAll(async () => stage?.end())

async function publish(made: Plan): Promise<void> {
  const { parts, close } = openParts(stage.databaseUrl, 'test-plan', pino({ level: 'silent' }))
  const answer = await parts.journal.commit(systemCommand('test', 'plan', randomUUID(), { changes: [change(plans, made, { name: 'plan.published', body: made })], reply: null, community: null, mode: 'real' }))
  await close()
  if (!answer.ok) throw new Error(answer.message)
}

async function phone(username: string, language: 'zh' | 'en'): Promise<Page> {
  const context = await stage.browser.newContext({
    viewport: { width: 390, height: 844 }, locale: language === 'zh' ? 'zh-CN' : 'en-GB', timezoneId: 'Asia/Shanghai', reducedMotion: 'reduce', hasTouch: true, isMobile: true,
  })
  context.setDefaultTimeout(20_000)
  const page = await context.newPage()
  await page.goto(`${stage.base}/field`)
  await page.getByLabel(/^(用户名|User name)$/).fill(username)
  await page.getByLabel(/^(密码|Password)$/).fill(password)
  await page.getByRole('button', { name: /^(登录|Sign in)$/ }).click()
  await page.waitForFunction(() => document.documentElement.dataset.link === 'live')
  return page
}

const waits = (page: Page, count: number) => page.locator(`[data-testid=waits][data-waits="${count}"]`).waitFor()
const checkCard = (page: Page) => page.getByTestId('check-card')

async function shutStep({ id }: Pick<Activation, 'id'>): Promise<Activation['steps'][number]> {
  const answer = await fetch(`${stage.base}/api/activations/${id}`, { headers: { cookie: manager } })
  const step = ((await answer.json()) as { activation: Activation }).activation.steps.find(({ key }) => key === 'shut')
  if (!step) throw new Error('the plan has no such step')
  return step
}

async function complete(page: Page, note: string): Promise<void> {
  await page.locator('[data-move="complete-step"]').click()
  await page.getByRole('textbox').fill(note)
  await page.getByTestId('send-step').click()
  await checkCard(page).getByText('等另一人复核').waitFor()
  await waits(page, 0)
}

test('a step that takes two waits on its doer’s phone; a second person sends it back without a line, then confirms what they see and nothing else', async () => {
  const request = { plan: plan.id, community: stage.world.a.id, building: stage.world.a.houses[0]?.id, drill: false, reason: '水管爆裂', at: new Date().toISOString() }
  const begun = await stage.asManager('/api/activations', request)
  expect(begun.status).toBe(200)
  const run = begun.body.body as Activation
  const doing = run.steps.find(({ key }) => key === 'shut')?.holder?.person ?? ''
  const other = stage.world.a.staff.find(({ post, id }) => post === 'repair' && id !== doing)?.id ?? ''
  const [doer, second] = await Promise.all([phone(doing, 'zh'), phone(other, 'en')])

  await doer.locator('[data-move="accept-step"]').click()
  await complete(doer, '已关闭')
  expect(await checkCard(doer).getByRole('button').count()).toBe(0)
  expect(await worst(doer)).toEqual([])
  const asked = checkCard(second).filter({ hasText: 'Please confirm' })
  await asked.getByText('已关闭').waitFor()
  expect(await worst(second)).toEqual([])
  expect(await second.getByText(/\b(field|words)\.\w+\./).count()).toBe(0)

  await second.context().setOffline(true)
  await second.locator('[data-move="return-step"]').click()
  const sheet = second.getByRole('dialog', { name: 'Send back' })
  expect(await sheet.getByRole('button', { name: 'Send back' }).isDisabled()).toBe(true)
  await sheet.getByLabel('What is wrong').fill('还在滴水')
  expect(await worst(second)).toEqual([])
  await sheet.getByRole('button', { name: 'Send back' }).click()
  await asked.waitFor({ state: 'detached' })
  await waits(second, 1)
  await second.context().setOffline(false)
  await waits(second, 0)
  await doer.getByText('退回重做：还在滴水').waitFor()

  await complete(doer, '又拧了半圈')
  await asked.getByText('又拧了半圈').waitFor()
  await second.context().setOffline(true)
  await second.locator('[data-move="check-step"]').click()
  await waits(second, 1)
  const back = await stage.asManager(`/api/activations/${run.id}/steps/check`, { step: 'shut', version: (await shutStep(run)).version, ok: false, note: '换一个阀门' })
  expect(back.status).toBe(200)
  await doer.getByText('退回重做：换一个阀门').waitFor()
  await complete(doer, '换了阀门')
  await second.context().setOffline(false)
  const stop = second.getByTestId('stop').filter({ hasText: 'confirm' })
  await stop.waitFor()
  expect((await shutStep(run)).state).toBe('checking')
  await stop.getByRole('button', { name: 'Give up' }).click()
  await stop.getByRole('button', { name: 'Give up, never send it' }).click()

  await asked.getByText('换了阀门').waitFor()
  await second.locator('[data-move="check-step"]').click()
  await asked.waitFor({ state: 'detached' })
  await checkCard(doer).waitFor({ state: 'detached' })
  expect(await shutStep(run)).toMatchObject({ state: 'done', note: '换了阀门', checkedBy: other })
})
