import type { Drill, Rating, Score } from '#shared/drills.ts'
import type { Finding } from '#shared/findings.ts'
import type { Scene } from '#shared/plans.ts'
import type { Demo } from './demo.ts'
import { day, hour, instant, midnight, minute } from './local-time.ts'
import type { PastFact } from './past.ts'
import { planRun, type PlanRun, type Who } from './plan-run.ts'
import { idOf, makeRandom, type Random } from './random.ts'
import { worksAt } from './rosters.ts'
import { userIdOf, visitorName } from './users.ts'

type Held = {
  community: string
  scene: Scene
  daysAgo: number
  /** Of the limit of a step, what most take; above 1 they are late. */
  pace: number
  ratings: string
  calm: Rating
  finding?: Omit<Partial<Finding>, 'text'> & { text: string; dueIn?: number }
}

/** What was held in the last year: some twice, so that they can be compared; one that failed; one community drills nothing. */
const held: readonly Held[] = [
  { community: 'HLHY', scene: 'fire', daysAgo: 298, pace: 1.05, ratings: 'SMS', calm: 'S' },
  { community: 'TFYT', scene: 'lift-entrapment', daysAgo: 250, pace: 0.9, ratings: 'SSP', calm: 'S' },
  { community: 'GYJN', scene: 'fire', daysAgo: 205, pace: 0.95, ratings: 'SSS', calm: 'M' },
  { community: 'HLHY', scene: 'lift-entrapment', daysAgo: 168, pace: 0.8, ratings: 'PSP', calm: 'P' },
  { community: 'XXWT', scene: 'fire', daysAgo: 139, pace: 0.85, ratings: 'PSS', calm: 'S' },
  { community: 'ZJXA', scene: 'fire', daysAgo: 118, pace: 0.85, ratings: 'SSP', calm: 'S' },
  { community: 'LJSJ', scene: 'lost-person', daysAgo: 82, pace: 0.8, ratings: 'PSP', calm: 'P' },
  { community: 'THJC', scene: 'fire', daysAgo: 74, pace: 0.85, ratings: 'SPS', calm: 'S' },
  { community: 'QTCX', scene: 'lift-entrapment', daysAgo: 66, pace: 0.75, ratings: 'PPS', calm: 'S' },
  {
    community: 'HLHY', scene: 'fire', daysAgo: 58, pace: 0.75, ratings: 'PPS', calm: 'S',
    finding: { text: '6 栋消防通道被私家车占用 4 分钟，影响消防车到位', step: 'road', category: 'parking', proposal: '清空消防通道一步增加联系挪车专人', state: 'done', outcome: '已划黄线并设拖车联系牌，复查畅通' },
  },
  { community: 'TFYT', scene: 'burst-pipe', daysAgo: 49, pace: 0.8, ratings: 'SPS', calm: 'S', finding: { text: '3 栋分区阀位置图与现场不符，找阀用了 6 分钟', step: 'valve', proposal: '阀门图重新测绘，关阀步骤附阀位照片', dueIn: 12 } },
  { community: 'LWYY', scene: 'lost-person', daysAgo: 44, pace: 0.8, ratings: 'SSP', calm: 'P' },
  {
    community: 'ZJXA', scene: 'power-cut', daysAgo: 35, pace: 1.1, ratings: 'MSM', calm: 'M',
    finding: { text: '发电机 10 分钟内没有带上负载，蓄电池亏电', step: 'generator', category: 'repair', proposal: '每周试机并记录蓄电池电压', dueIn: -4 },
  },
  { community: 'XXWT', scene: 'gas-leak', daysAgo: 27, pace: 0.8, ratings: 'PSS', calm: 'S', finding: { text: '两名管家习惯性按了门铃', step: 'evacuate', dueIn: 20 } },
  { community: 'JJLZ', scene: 'intrusion', daysAgo: 15, pace: 0.85, ratings: 'SSP', calm: 'S' },
]

/** Coming ones, in days. */
const planned: readonly { community: string; scene: Scene; days: number; note: string }[] = [
  { community: 'HLHY', scene: 'burst-pipe', days: 5, note: '与给排水维保单位联合演练' },
  { community: 'GYJN', scene: 'fire', days: 9, note: '半年消防演练，邀请 3 名住户代表评分' },
  { community: 'LHYY', scene: 'lift-entrapment', days: 17, note: '电梯年度演练' },
]

/** A real one, that reports and comparisons have content. */
const real = { community: 'ZJXA', scene: 'burst-pipe', daysAgo: 19, pace: 0.9 } as const

export type PlanPast = {
  /** What was before the history begins, as it ended: rows without facts, as those are whose facts have been cleared away. */
  before: { run: PlanRun; drill: Drill; scores: Score[] }[]
  /** What happened within it, in order. */
  facts: PastFact[]
}

/** Drills of the last year, one real case, what they showed, and drills to come. `from`: when the history begins, epoch milliseconds. */
export function planPast(demo: Demo, { now, from }: { now: number; from: number }): PlanPast {
  const random = makeRandom(`${demo.seed}/drills`)
  const past: PlanPast = { before: [], facts: [] }
  for (const one of held) {
    const made = drillOf(demo, one, now, random.fork(`${one.community}/${one.daysAgo}`))
    if (made.run.startedAt < from) past.before.push({ run: made.run, drill: { ...made.drill, version: 1 }, scores: made.scores })
    else past.facts.push(...made.facts)
  }
  past.facts.push(...planned.flatMap((one) => comingOf(demo, one, now, from)), ...realOf(demo, now, from, random.fork('real')))
  past.facts.sort((a, b) => a.at - b.at)
  return past
}

function drillOf(demo: Demo, { community: code, scene, daysAgo, pace, ratings, calm, finding }: Held, now: number, random: Random) {
  const community = communityOf(demo, code)
  const plan = planOf(demo, scene)
  const startedAt = midnight(now - daysAgo * day) + 10 * hour
  const id = idOf(demo.seed, 'drill', code, scene, daysAgo)
  const who = staffOf(demo, community, startedAt)
  const run = planRun(demo, { id: idOf(id, 'run'), plan, community, place: '演练区域', reason: '季度演练', mode: id, startedAt, pace, who, random })
  const by = who('duty-manager').actor
  const objectives = plan.measures
  const begun: Drill = { id, version: 1, community, activation: run.id, lead: by.name, startedAt: instant(startedAt), endedAt: null, state: 'running', plan: plan.series, scene, plannedAt: instant(startedAt), objectives, injects: [] }
  const drill: Drill = { ...begun, version: 2, endedAt: instant(run.endedAt), state: 'ended' }
  const scores = [...ratings].map((rating, i): Score => ({
    id: idOf(id, 'score', i), version: 1, community, drill: id, kind: i === 2 ? 'resident' : 'observer', by: i === 2 ? '' : visitorName(i === 0 ? 'observer' : 'head'), at: instant(run.endedAt + (i + 1) * 9 * minute),
    // Whoever looks on says much the same of each objective, now and then a little less.
    rated: objectives.map(({ key }) => ({ objective: key, rating: random.chance(0.15) ? lesser[rating as Rating] : (rating as Rating), note: '' })), calm, note: '',
  }))
  const facts: PastFact[] = [
    { at: startedAt, name: 'drill.started', by, body: begun },
    ...run.facts,
    { at: run.endedAt, name: 'drill.ended', by, body: drill },
    ...scores.map((body): PastFact => ({ at: Date.parse(body.at), name: 'score.given', by, body })),
    ...(finding ? findingOf(finding, { id, community, plan: plan.series, run, by }, now) : []),
  ]
  return { run, drill, scores, facts }
}

const lesser: Record<Rating, Rating> = { P: 'S', S: 'M', M: 'M', U: 'U' }

function findingOf({ dueIn, text, state = 'open', outcome = '', ...more }: NonNullable<Held['finding']>, of: { id: string; community: string; plan: string; run: PlanRun; by: PastFact['by'] }, now: number): PastFact[] {
  const at = of.run.endedAt + hour
  const body: Finding = {
    id: idOf(of.id, 'finding'), version: 1, community: of.community, activation: of.run.id, drill: of.id, plan: of.plan, step: null, text, owner: null, dueOn: dueIn === undefined ? null : instant(now + dueIn * day).slice(0, 10),
    category: null, order: null, proposal: null, edition: null, state: 'open', outcome: '', by: of.by.name, at: instant(at), ...more,
  }
  const noted: PastFact = { at, name: 'finding.noted', by: of.by, body }
  return state === 'open' ? [noted] : [noted, { at: at + 9 * day, name: 'finding.closed', by: of.by, body: { ...body, version: 2, state, outcome } }]
}

function comingOf(demo: Demo, { community: code, scene, days, note }: (typeof planned)[number], now: number, from: number): PastFact[] {
  const community = communityOf(demo, code)
  const plan = planOf(demo, scene)
  const at = Math.max(from, now - 3 * day)
  const by = staffOf(demo, community, at)('duty-manager').actor
  const body: Drill = {
    id: idOf(demo.seed, 'drill to come', code, scene), version: 1, community, activation: null, lead: by.name, startedAt: null, endedAt: null, state: 'planned', plan: plan.series, scene, plannedAt: instant(midnight(now + days * day) + 10 * hour),
    objectives: plan.measures, injects: [{ key: 'valve', minutes: 10, kind: 'word', text: { zh: '现场报告：钥匙打不开，需要备用方案', en: 'From the spot: the key does not turn, another way is needed' } }], note,
  }
  return [{ at, name: 'drill.planned', by, body }]
}

function realOf(demo: Demo, now: number, from: number, random: Random): PastFact[] {
  const community = communityOf(demo, real.community)
  const startedAt = midnight(now - real.daysAgo * day) + 20.4 * hour
  if (startedAt < from) return []
  const notes = ['水从 8 栋 1 单元管井往外冒，已到大堂', '给排水单位 40 分钟到场，破损为 DN100 铸铁弯头', '1802 户地板泡水，已登记并联系保险']
  return planRun(demo, { id: idOf(demo.seed, 'real run'), plan: planOf(demo, real.scene), community, place: '8 栋 1 单元', reason: '住户报修停水，管井跑水', mode: 'real', startedAt, pace: real.pace, who: staffOf(demo, community, startedAt), random, notes }).facts
}

function communityOf(demo: Demo, code: string): string {
  const found = demo.communities.find((one) => one.code === code)
  if (!found) throw new Error(`no community ${code}`)
  return found.id
}

function planOf(demo: Demo, scene: Scene): Demo['plans'][number] {
  const found = demo.plans.find((one) => one.scene === scene && one.triggers.length > 0)
  if (!found) throw new Error(`no plan for ${scene}`)
  return found
}

/** Who of a post is there at that moment, else any of the post, else the manager. */
function staffOf(demo: Demo, community: string, at: number): (post: Who['person']['post']) => Who {
  const team = demo.people.filter((person) => person.community === community)
  return (post) => {
    const own = team.filter((person) => person.post === post)
    const person = own.find((one, nth) => worksAt(one.post, nth, at)) ?? own[0] ?? team[0]
    if (!person) throw new Error(`nobody works in ${community}`)
    return { person, actor: { kind: 'person', id: userIdOf(demo, person.code.toLowerCase()), name: person.name.zh } }
  }
}
