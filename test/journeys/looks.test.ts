import { randomUUID } from 'node:crypto'
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { en } from '#client/i18n/en.ts'
import { zh } from '#client/i18n/zh.ts'
import { setStage, type Stage } from './stage.ts'
import { WallPage, type Language, type Size } from './wall-page.ts'

let stage: Stage
let wall: WallPage
/** Titles that people wrote are data: they stay in the language in which they were written. */
const title = 'Kitchen 1201'

beforeAll(async () => {
  stage = await setStage()
  ;[wall] = (await stage.walls({ username: 'manager' })) as [WallPage]
  const { a } = stage.world
  for (const [index, machine] of a.machines.slice(0, 3).entries()) {
    await stage.byKey('/api/doors/alarms', { id: randomUUID(), community: 'A', device: machine.code, kind: index === 0 ? 'lift.trapped' : 'lift.fault', severity: (['critical', 'major', 'minor'] as const)[index], change: 'raised' })
  }
  for (const house of a.houses) await stage.asManager('/api/orders', { community: a.id, building: house.id, category: 'repair', title, priority: 'urgent' })
  await stage.byKey('/api/doors/positions', { person: a.staff[3]?.code, point: [120.0004, 30.0006] })
  await stage.asManager('/api/activations', { plan: stage.world.plan.id, community: a.id, building: a.houses[3]?.id, drill: true, reason: 'drill', at: new Date().toISOString() })
})
afterAll(async () => stage?.end())

const words = { zh, en }
const other: Record<Language, Language> = { zh: 'en', en: 'zh' }

async function speak(screen: WallPage, language: Language): Promise<void> {
  if ((await screen.page.locator('html').getAttribute('lang'))?.startsWith(language)) return
  await screen.button(words[other[language]].header.languageLabel).click()
  await screen.page.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), language)
}

/** What a screen reader and an eye are given: every text, label, title and placeholder. */
const spoken = (screen: WallPage) =>
  screen.page.evaluate(() => {
    const attributes = ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']
    const labelled = [...document.querySelectorAll(attributes.map((name) => `[${name}]`).join())].filter((element) => !element.closest('[aria-hidden="true"]'))
    const labels = labelled.flatMap((element) => attributes.map((name) => element.getAttribute(name) ?? ''))
    return [document.body.innerText, ...labels].filter(Boolean)
  })

/** The parts of the wall that a person opens, one after the other, each closed again. */
const parts: Record<string, { open: (screen: WallPage, language: Language) => Promise<void>; close: (screen: WallPage) => Promise<void> }> = {
  'the wall': { open: async () => {}, close: async () => {} },
  'an order and who could take it': {
    async open(screen, language) {
      await screen.orders.getByRole('button', { name: new RegExp(title) }).first().click()
      await screen.sheet(/^(工单|Work orders)/).getByRole('button', { name: words[language].order.assign, exact: true }).click()
      await screen.page.getByRole('heading', { name: words[language].order.candidates }).waitFor()
    },
    close: async (screen) => {
      await screen.page.keyboard.press('Escape')
      await screen.page.keyboard.press('Escape')
      await screen.sheet(/^(工单|Work orders)/).waitFor({ state: 'detached' })
    },
  },
  'an order': {
    async open(screen, language) {
      await screen.orders.getByRole('button', { name: new RegExp(title) }).first().click()
      await screen.page.getByRole('heading', { name: words[language].order.timeline }).waitFor()
    },
    close: async (screen) => {
      await screen.button(/^(关闭|Close)$/).click()
      await screen.sheet(/^(工单|Work orders)/).waitFor({ state: 'detached' })
    },
  },
  'an alarm': {
    async open(screen, language) {
      await screen.alarms.getByRole('button', { name: new RegExp(words[language].words.alarmKind.lift.trapped) }).first().click()
      await screen.page.getByRole('heading', { name: words[language].alarm.timeline }).waitFor()
    },
    close: async (screen) => {
      await screen.page.keyboard.press('Escape')
      await screen.sheet(/^(告警|Alarms)/).waitFor({ state: 'detached' })
    },
  },
  'starting a plan': {
    async open(screen, language) {
      await screen.page.keyboard.press('p')
      await screen.sheet(words[language].plan.start).getByRole('radio').first().check()
    },
    close: async (screen) => {
      await screen.page.keyboard.press('Escape')
      await screen.sheet(/^(启动预案|Start a plan)$/).waitFor({ state: 'detached' })
    },
  },
  'reporting an order': {
    async open(screen, language) {
      await screen.page.keyboard.press('n')
      await screen.sheet(words[language].order.new).waitFor()
    },
    close: async (screen) => {
      await screen.page.keyboard.press('Escape')
      await screen.sheet(/^(新工单|New order)$/).waitFor({ state: 'detached' })
    },
  },
}

async function worst(screen: WallPage): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page: screen.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.html.slice(0, 160)}`))
}

describe.each(['zh', 'en'] as const)('in %s', (language) => {
  test('the door and every part of the wall speak it and nothing else, and axe finds nothing serious', async () => {
    const door = await WallPage.atTheDoor(stage.browser, stage.base, { language })
    await door.page.getByRole('heading', { name: words[language].signIn.title }).waitFor()
    const found: Record<string, string[]> = { door: [...(await worst(door)), ...strange(await spoken(door), language)] }
    expect(await door.page.locator('html').getAttribute('lang')).toBe(language === 'zh' ? 'zh-CN' : 'en')
    await door.close()

    await speak(wall, language)
    for (const [name, { open, close }] of Object.entries(parts)) {
      await open(wall, language)
      found[name] = [...(await worst(wall)), ...strange(await spoken(wall), language)]
      await close(wall)
    }
    expect(Object.fromEntries(Object.entries(found).filter(([, list]) => list.length > 0))).toEqual({})
  })
})

test('while the server is away another language is said to be missing; once it is back it is spoken', async () => {
  const door = await WallPage.atTheDoor(stage.browser, stage.base, { language: 'zh' })
  const chooseEnglish = () => door.button(words.zh.header.languageLabel).click()
  await door.page.getByRole('heading', { name: words.zh.signIn.title }).waitFor()
  await door.page.context().setOffline(true)
  await chooseEnglish()
  await door.page.getByText(words.zh.problem.network).waitFor()
  expect(await door.page.locator('html').getAttribute('lang')).toBe('zh-CN')
  await door.page.context().setOffline(false)
  await chooseEnglish()
  await door.page.getByRole('heading', { name: words.en.signIn.title }).waitFor()
  await door.close()
})

/** Names that people gave, numbers of orders, and the names of time zones and keys are the same in every language. */
const data = /Kitchen 1201|\d{4}-[A-Z0-9]{4}|drill|manager|test|calm|send|open|Asia\/Shanghai|Ctrl K/g

/** Raw keys of ours, holes that were not filled, and words of the other language. */
function strange(texts: string[], language: Language): string[] {
  const own = texts.flatMap((text) => text.split('\n')).filter((line) => line !== words[language].header.language && line !== words[language].header.languageLabel)
  const keys = own.filter((line) => /\{\{|\b(words|order|alarm|plan|people|header|headline|site|link|act|indicator)\.[a-z]\w+/.test(line))
  const foreign = language === 'en'
    ? own.filter((line) => /[\u4e00-\u9fff]/.test(line))
    : own.filter((line) => /[A-Za-z]{4,}/.test(line.replaceAll(data, '')))
  return [...new Set([...keys, ...foreign])]
}

test('a whole visit asks nobody but its own server for anything, and the console stays empty', async () => {
  const visitor = await WallPage.atTheDoor(stage.browser, stage.base, { scope: 'everything' })
  await visitor.context.route((url) => url.origin !== stage.base && url.protocol.startsWith('http'), (route) => route.abort())
  await visitor.page.reload()
  const headers = (await visitor.page.request.get(stage.base)).headers()
  expect(headers['content-security-policy']).toMatch(/script-src [^;]*'self'/)
  expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval|https?:\/\//)
  await visitor.signIn('manager')
  await visitor.live()
  await visitor.drawn()
  await visitor.page.getByRole('button', { name: /^选择范围/ }).click()
  await visitor.page.getByRole('menuitem', { name: '小区A' }).click()
  await visitor.orders.getByRole('button', { name: new RegExp(title) }).first().waitFor()
  for (const { open, close } of Object.values(parts)) {
    await open(visitor, 'zh')
    await close(visitor)
  }
  expect(visitor.troubles).toEqual([])
  await visitor.close()
})

describe('fits', () => {
  // Words and tiles are measured here: a map that draws nothing leaves the machine to them.
  beforeAll(() => wall.loseGraphics())

  const sizes: Size[] = [{ width: 1366, height: 768 }, { width: 1920, height: 1080 }, { width: 3840, height: 1080 }, { width: 3840, height: 2160 }, { width: 390, height: 844 }]
  test.each(sizes)('$width x $height: nothing cut, nothing on top of another', async (size) => {
    await wall.page.setViewportSize(size)
    await wall.idle()
    for (const language of ['zh', 'en'] as const) {
      await speak(wall, language)
      expect(await misfits(wall, size)).toEqual([])
    }
  })
})

/** Sideways scrolling, tiles that leave the screen or lie on each other, words of the head that run into their neighbours. */
function misfits(screen: WallPage, size: Size): Promise<string[]> {
  return screen.page.evaluate((phone) => {
    const wrong: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > window.innerWidth) wrong.push(`scrolls sideways: ${root.scrollWidth} in ${window.innerWidth}`)
    const called = (element: Element) => element.className.toString() || element.tagName
    const overlap = (a: DOMRect, b: DOMRect) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1
    const seen = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)].filter((element) => element.getClientRects().length > 0)
    for (const group of [seen('.panel'), seen('.wall-head > *')]) {
      for (const [index, element] of group.entries()) {
        const box = element.getBoundingClientRect()
        if (box.left < -1 || box.right > window.innerWidth + 1) wrong.push(`leaves the screen: ${called(element)} ${Math.round(box.left)} to ${Math.round(box.right)}`)
        if (!phone && box.bottom > window.innerHeight + 1) wrong.push(`ends below the screen: ${called(element)} at ${Math.round(box.bottom)}`)
        for (const next of group.slice(index + 1)) if (overlap(box, next.getBoundingClientRect())) wrong.push(`overlap: ${called(element)} and ${called(next)}`)
      }
    }
    // Words that are cut say so by an ellipsis; anything else that is larger than its box is cut without a word.
    for (const element of seen('.wall-head *:not(.unseen), .panel *:not(.unseen)')) {
      const { overflowX, textOverflow } = getComputedStyle(element)
      if (overflowX === 'hidden' && textOverflow !== 'ellipsis' && element.scrollWidth > element.clientWidth + 1) wrong.push(`cut: ${called(element)} "${element.innerText.slice(0, 40)}"`)
    }
    return wrong
  }, size.width < 600)
}
