import fc from 'fast-check'
import i18next from 'i18next'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { enWords } from '#client/i18n/en-words.ts'
import { zhWords } from '#client/i18n/zh-words.ts'
import type { CommandInput } from '#shared/commands.ts'
import { deviceActions, deviceAttributes, deviceKinds, type Device, type DeviceKind } from '#shared/devices.ts'
import { deviceCommands } from '#server/devices/device-commands.ts'
import { mostLines } from '#server/devices/device-csv.ts'
import { deviceQueries } from '#server/devices/device-queries.ts'
import { actionWords, attributeKeys, attributeWords, kindWords } from '#server/devices/device-words.ts'
import { parentsFirst } from '#server/devices/tie-rules.ts'
import type { Caller } from '#server/identity/caller.ts'
import { readFacts } from '#server/journal/fact-store.ts'
import { Refusal } from '#server/refusal.ts'
import { asking, carryOut, openFeatures, type Features } from './features.ts'

let on: Features
let office: Pick<Features, 'parts' | 'caller'>
const administrator: Caller = { kind: 'person', actor: { kind: 'person', id: 'administrator', name: 'administrator' }, person: null, grants: [{ role: 'administrator', scope: { kind: 'everything' } }] }
beforeAll(async () => {
  on = await openFeatures()
  office = { parts: on.parts, caller: administrator }
})
afterAll(() => on.close())

const place = () => on.world.a.id
const preview = (text: string, language: 'zh' | 'en' = 'en', community = place()) => deviceQueries.devicesPreview(on.parts, { ...asking, id: '', params: {}, body: { community, text }, language, caller: administrator, now: Date.now() })
const bringIn = (text: string, community = place()) => carryOut(office, deviceCommands, 'device.import', { community, text })
const exported = (language: 'zh' | 'en', community = place()) => deviceQueries.devicesExport(on.parts, { ...asking, id: '', params: { community }, language, caller: administrator, now: Date.now() })
const rowsOf = async (community = place()): Promise<Map<string, Device>> => {
  const { devices } = await deviceQueries.deviceList(on.parts, { ...asking, id: '', params: {}, body: { communities: [community], kinds: [], states: [], text: '', limit: 200 }, caller: administrator, now: Date.now() })
  return new Map(devices.map((device) => [device.code, device]))
}
const refusal = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(() => { throw new Error('it was not refused') }, (error: unknown) => { if (error instanceof Refusal) return error; throw error })
const wrongs = async (text: string) => (await preview(text)).lines.flatMap(({ line, outcome, errors }) => (outcome === 'wrong' ? errors.map(({ field }) => `${line} ${field}`) : []))

describe('a file of devices', () => {
  it('is looked through line by line and then brought in, parents of the same file and of before', async () => {
    await carryOut(office, deviceCommands, 'device.connect', { community: place(), kind: 'power', code: 'T1', name: { zh: '变压器', en: 'Transformer' } })
    const text = [
      '\ufeff设备编号,名称,类型,楼栋,单元,楼层,房间,供电设备,所属网关,失联秒数,可远程操作,额定流量,安装日期,经度,纬度,attr:head',
      'P1,1号泵,水泵,1,2,B1,水泵房,T1,G1,180,停止|重启,12.5 m³/h,2024/3/1,120.1,30.2,80',
      'G1,"网关,一号",网关,2 栋,,,,T1,,60,,,,,,',
    ].join('\r\n')
    expect(await preview(text)).toMatchObject({ new: 2, changed: 0, same: 0, wrong: 0 })
    expect((await bringIn(text)).body).toMatchObject({ new: 2, changed: 0 })
    const rows = await rowsOf()
    const [pump, gateway] = [rows.get('P1'), rows.get('G1')]
    expect(pump).toMatchObject({
      kind: 'pump', name: { zh: '1号泵', en: '1号泵' }, building: on.world.a.houses[0]?.id, unit: '2', floor: 'B1', room: '水泵房', power: rows.get('T1')?.id, gateway: gateway?.id, silentAfter: 180,
      actions: ['stop', 'restart'], attributes: { flow: 12.5, head: 80, installedOn: '2024-03-01' }, point: [120.1, 30.2], version: 1,
    })
    expect(gateway).toMatchObject({ name: { zh: '网关,一号' }, building: on.world.a.houses[1]?.id, power: rows.get('T1')?.id })
    expect(await preview(text)).toMatchObject({ new: 0, changed: 0, same: 2, wrong: 0 })
    const facts = (await readFacts(on.parts.sql, 0, 100_000)).filter(({ id }) => id === pump?.id || id === gateway?.id)
    expect(facts.map(({ name, id }) => `${name} ${id === pump?.id ? 'P1' : 'G1'}`)).toEqual(['device.connected G1', 'device.connected P1'])
  })

  it('changes only what a cell says, and "-" takes away', async () => {
    await bringIn('code,name,kind,serial,room,attr:maker,attr:flow,service_days\nC1,甲泵,pump,S-1,一房,格兰富,5,30\n')
    expect(await preview('code,name,kind,room\nC1,,,二房\n')).toMatchObject({ changed: 1 })
    await bringIn('code,name,kind,room,serial,attr:maker,attr:flow,service_days\nC1,,,二房,-,,-,无\n')
    expect((await rowsOf()).get('C1')).toMatchObject({ name: { zh: '甲泵' }, kind: 'pump', room: '二房', serial: null, attributes: { maker: '格兰富' }, serviceDays: null, version: 2 })
  })

  it('connects anew, with its history, what was removed', async () => {
    await bringIn('code,name,kind\nR1,旧泵,pump\n')
    const old = (await rowsOf()).get('R1')
    await carryOut(office, deviceCommands, 'device.remove', { version: 1, reason: '换新' }, old?.id)
    expect(await preview('code,name,kind\nR1,旧泵,pump\n')).toMatchObject({ new: 1 })
    await bringIn('code,name,kind\nR1,旧泵,pump\n')
    expect((await rowsOf()).get('R1')).toMatchObject({ id: old?.id, version: 3, removedAt: null })
  })

  it('says of every wrong line what is wrong, and nothing of it is brought in', async () => {
    const head = 'code,name,kind,building,power,gateway,lon,lat,actions,silent_after,camera,attr:capacity,attr:flow'
    const lines = [
      ',无编号,pump,,,,,,,,,,', 'W2,,lift,,,,,,,,,,', 'W3,梯,飞船,,,,,,,,,,', 'W4,梯,,,,,,,,,,,', 'W5,梯,lift,99 栋,,,,,,,,,', 'W6,泵,pump,,W-NONE,,,,,,,,', 'W7,泵,pump,,,W2b,,,,,,,', 'W2b,梯,lift,,,,,,,,,,',
      'W8,梯,lift,,,,120,,,,,,', 'W9,梯,lift,,,,,,飞,,,,', 'W10,梯,lift,,,,,,,三分钟,,,', 'W11,梯,lift,,,,,,,2,,,', 'W12,梯,lift,,,,,,,,javascript:alert(1),,', 'W13,梯,lift,,,,,,,,,5,', 'W14,梯,lift,,,,,,,,,,5', 'W15,梯,lift,,,,200,95,,,,,',
      'W9,又一台,lift,,,,,,,,,,', 'W16,泵,pump,,W16,,,,,,,,',
    ]
    const text = [head, ...lines].join('\n')
    expect(await wrongs(text)).toEqual([
      '2 code', '3 name', '3 name_en', '4 kind', '5 kind', '6 building', '7 power', '8 gateway', '10 lat', '11 actions', '12 silent_after', '13 silent_after', '14 camera', '15 attr:capacity', '16 attr:flow', '17 lon', '17 lon', '18 code', '19 power',
    ].filter((one, at, all) => all.indexOf(one) === at || one === '17 lon'))
    const refused = await refusal(bringIn(text))
    expect([refused.fault, refused.errors[0]?.field]).toEqual(['invalid', '2.code'])
    expect([...(await rowsOf()).keys()].filter((code) => code.startsWith('W'))).toEqual([])
  })

  it('that makes a circle, alone or with what is there, is refused where it does', async () => {
    await bringIn('code,name,kind,power\nK1,一,power,\nK2,二,power,K1\nK3,三,power,K2\nK4,四,pump,K3\n')
    expect(await wrongs('code,name,kind,power\nK1,,,K3\n')).toEqual(['2 power'])
    expect(await wrongs('code,name,kind,network\nL1,一,network,L3\nL2,二,network,L1\nL3,三,network,L2\nL4,四,pump,L3\n')).toEqual(['2 network', '3 network', '4 network'])
    // Turned round as a whole it is none.
    expect(await preview('code,name,kind,power\nK1,,,K2\nK2,,,K3\nK3,,,-\n')).toMatchObject({ changed: 3, wrong: 0 })
    await bringIn('code,name,kind,power\nK1,,,K2\nK2,,,K3\nK3,,,-\n')
    const rows = await rowsOf()
    expect([rows.get('K1')?.power, rows.get('K2')?.power, rows.get('K3')?.power]).toEqual([rows.get('K2')?.id, rows.get('K3')?.id, null])
  })

  it('that is no such file says so in the reader\'s language', async () => {
    for (const [text, zh, en] of [
      ['just words', '这不是 CSV', 'no CSV'],
      ['code,name\nA,甲\n', '缺少：类型', 'missing: kind'],
      ['code,name,kind\n', '没有一行数据', 'not one line'],
      ['code,name,kind\n' + 'X,甲,lift\n'.repeat(mostLines + 1), '请分批', 'split the file'],
      ['code,name,kind\n' + '\n'.repeat(100_000), '请分批', 'split the file'],
    ] as const) {
      expect((await preview(text, 'zh')).lines[0]?.errors[0]?.message).toContain(zh)
      expect((await preview(text)).lines[0]?.errors[0]?.message).toContain(en)
    }
    expect(await wrongs('code,name,kind\nQ1,"没有关上,lift\nQ2,\ufffd泵,pump\nQ3,泵,pump\n')).toEqual(['2 text', '3 text'])
  })

  it('with semicolons, tabs and quotes is read as spreadsheets write it', async () => {
    for (const [cut, mark] of [[';', 'SEMI'], ['\t', 'TAB'], ['|', 'BAR']] as const) {
      expect(await preview([['code', 'name', 'kind'].join(cut), [mark, '"泵 ""甲"" 号"', 'pump'].join(cut)].join('\n'))).toMatchObject({ new: 1, wrong: 0 })
    }
  })

  it('of thousands goes in by portions, each parent before what hangs on it, and again is the same', async () => {
    const b = on.world.b.id
    const size = 1_000
    const line = (i: number) => (i % 100 === 99 ? `B${i},网关${i},gateway,,` : `B${i},泵${i},pump,${i + 100 < size ? `B${i + 100}` : ''},B${Math.floor(i / 100) * 100 + 99}`)
    const text = `code,name,kind,power,gateway\n${Array.from({ length: size }, (_, i) => line(i)).join('\n')}`
    expect((await bringIn(text, b)).body).toMatchObject({ new: size, changed: 0 })
    expect(await preview(text, 'en', b)).toMatchObject({ new: 0, same: size, wrong: 0 })
    const commits = await on.parts.sql<{ facts: number }[]>`select count(*)::int as facts from fact where community_id = ${b} and name = 'device.connected' and body->>'code' like 'B%' group by command_id`
    expect(commits.length).toBeGreaterThanOrEqual(4)
    expect(Math.max(...commits.map(({ facts }) => facts))).toBeLessThanOrEqual(250)
  })
})

const seed = Date.now() & 0x7fffffff

const text = fc.string({ unit: fc.constantFrom('a', 'Z', '7', ' ', '"', ',', ';', '|', "'", '=', '-', '楼', '无', '+', '@', '—'), maxLength: 8 }).map((said) => said.replace(/\s+/g, ' ').trim())
const filled = text.filter((said) => said !== '')
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null })
const attributesOf = (kind: DeviceKind) =>
  fc.record(Object.fromEntries(Object.entries(deviceAttributes[kind]).map(([key, form]) => [key, form.type === 'number' ? fc.double({ min: form.min, max: form.max, noNaN: true }) : form.type === 'day' ? fc.constantFrom('2024-02-29', '1999-12-31') : filled])), { requiredKeys: [] })

const about = fc.constantFrom(...deviceKinds).chain((kind) =>
  fc.record({
    kind: fc.constant(kind), name: fc.record({ zh: filled, en: filled }), attributes: attributesOf(kind), unit: maybe(filled), floor: maybe(filled), room: maybe(filled), serial: maybe(filled),
    point: maybe(fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }))), silentAfter: maybe(fc.integer({ min: 5, max: 10_000 })), actions: fc.subarray([...deviceActions]),
    camera: maybe(fc.constantFrom('https://cameras.example.com/1?a=b,c', 'rtsp://10.0.0.1/x')), serviceDays: maybe(fc.integer({ min: 1, max: 3650 })), serviceHours: maybe(fc.integer({ min: 1, max: 1_000_000 })),
    house: fc.integer({ min: -1, max: 3 }), parents: fc.array(fc.nat({ max: 50 }), { minLength: 4, maxLength: 4 }),
  }),
)

it(`what is exported comes back the same, every line, in either language (seed ${seed})`, async () => {
  let made = 0
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(filled, about), { minLength: 1, maxLength: 8 }), async (wanted) => {
      const run = ++made
      const known: Device[] = []
      for (const [code, { house, parents, ...rest }] of wanted) {
        const tied = { power: parents[0], network: parents[1], controller: parents[2] }
        const request: CommandInput<'device.connect'> = {
          ...rest, attributes: rest.attributes as Record<string, string | number>, community: place(), code: `${code} ${run}/${known.length}`, building: on.world.a.houses[house]?.id ?? null,
          ...Object.fromEntries(Object.entries(tied).map(([tie, at]) => [tie, known[at ?? 99]?.id ?? null])), gateway: known.find(({ kind }) => kind === 'gateway')?.id ?? null,
        }
        known.push((await carryOut(office, deviceCommands, 'device.connect', request)).body as Device)
      }
      for (const language of ['zh', 'en'] as const) {
        const looked = await preview(await exported(language))
        expect(looked.lines.filter(({ outcome }) => outcome !== 'same')).toEqual([])
        expect(looked.same).toBeGreaterThanOrEqual(wanted.length)
      }
    }),
    { seed, numRuns: 25 },
  )
  // The control: one changed cell is one changed line.
  await carryOut(office, deviceCommands, 'device.connect', { community: place(), kind: 'pump', code: 'CONTROL', name: { zh: '对照设备', en: 'Control' } })
  expect(await preview((await exported('en')).replace('对照设备', '另一个名字'))).toMatchObject({ changed: 1, wrong: 0 })
})

it(`parents come first, and exactly what hangs in a circle is named (seed ${seed})`, () => {
  const graph = fc.integer({ min: 1, max: 12 }).chain((size) => fc.array(fc.tuple(fc.option(fc.nat({ max: size - 1 }), { nil: null }), fc.option(fc.nat({ max: size - 1 }), { nil: null })), { minLength: size, maxLength: size }))
  fc.assert(
    fc.property(graph, (edges) => {
      const nodes = edges.map(([power, network], at) => ({ id: `n${at}`, power: power === null ? null : `n${power}`, network: network === null ? null : `n${network}`, controller: null, gateway: null }))
      const up = (id: string): string[] => { const node = nodes.find((one) => one.id === id); return node ? [node.power, node.network].filter((one) => one !== null) : [] }
      const reaches = (from: string): Set<string> => {
        const seen = new Set<string>()
        for (let next = up(from); next.length > 0; next = next.flatMap(up).filter((id) => !seen.has(id))) for (const id of next) seen.add(id)
        return seen
      }
      const { sorted, circular } = parentsFirst(nodes)
      const onCircle = nodes.filter(({ id }) => reaches(id).has(id)).map(({ id }) => id)
      for (const id of onCircle) expect(circular).toContain(id)
      // Besides these only what lies between two circles.
      for (const id of circular) expect(onCircle.includes(id) || [...reaches(id)].some((other) => onCircle.includes(other))).toBe(true)
      const place = new Map(sorted.map(({ id }, at) => [id, at]))
      for (const { id } of sorted) for (const parent of up(id)) expect(place.get(parent)).toBeLessThan(place.get(id) ?? -1)
      expect(sorted.length).toBe(nodes.filter(({ id }) => !onCircle.includes(id) && ![...reaches(id)].some((other) => onCircle.includes(other))).length)
    }),
    { seed, numRuns: 300 },
  )
})

it('words of files are the words of the screens', async () => {
  await i18next.init({ resources: {} })
  const { deviceSheetWords } = await import('#client/i18n/device-sheet.ts')
  const words = <K extends string>(list: Record<K, { zh: string; en: string }>, language: 'zh' | 'en') => Object.fromEntries(Object.entries<{ zh: string; en: string }>(list).map(([key, value]) => [key, value[language]]))
  expect(words(kindWords, 'zh')).toEqual(zhWords.deviceKind)
  expect(words(kindWords, 'en')).toEqual(enWords.deviceKind)
  for (const language of ['zh', 'en'] as const) {
    expect(words(actionWords, language)).toEqual(deviceSheetWords[language].deviceSheet.action)
    expect(Object.fromEntries(attributeKeys.map((key) => [key, attributeWords(key)[language]]))).toEqual(deviceSheetWords[language].deviceSheet.attribute)
  }
})
