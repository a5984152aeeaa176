import type { Fact } from '#shared/facts.ts'
import { queries } from '#shared/queries.ts'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import { existsSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import type { Logger } from 'pino'
import { activationCommands } from './activations/activation-commands.ts'
import { activationQueries } from './activations/activation-queries.ts'
import { activationReaction } from './activations/activation-react.ts'
import { activationTimers } from './activations/activation-timers.ts'
import { commandingCommands } from './activations/commanding-commands.ts'
import { commanderReaction } from './activations/handover-commander.ts'
import { noteCommands } from './activations/note-commands.ts'
import { previewQueries } from './activations/preview-queries.ts'
import { requestCommands } from './activations/request-commands.ts'
import { stepCommands } from './activations/step-commands.ts'
import { alarmCommands } from './alarms/alarm-commands.ts'
import { alarmListQueries } from './alarms/alarm-list-queries.ts'
import { alarmTimers } from './alarms/alarm-timers.ts'
import { bulkCommand } from './alarms/bulk-command.ts'
import { owningCommands } from './alarms/owning-commands.ts'
import { shelvingCommands } from './alarms/shelving-commands.ts'
import { takeAlarms } from './alarms/alarm-door.ts'
import { sayAlarms } from './alarms/alarm-said.ts'
import { alarmQueries } from './alarms/alarm-queries.ts'
import { alarmReaction } from './alarms/alarm-react.ts'
import { orderClockReaction } from './alarms/order-clock-react.ts'
import { orderMergeReaction } from './alarms/order-merge-react.ts'
import { causeProjection, causeTimers } from './alarms/cause-react.ts'
import { drillAlarmReaction } from './alarms/drill-alarm-react.ts'
import { acknowledgedReaction } from './alarms/handover-acknowledged.ts'
import { untakenReaction } from './alarms/handover-untaken.ts'
import { auditQueries } from './audit/audit-queries.ts'
import { AuditPruning } from './audit/audit-pruning.ts'
import { HeadCopies } from './audit/head-copies.ts'
import { headsFile } from './audit/head-file.ts'
import { checkCommands } from './checks/check-commands.ts'
import { checkQueries } from './checks/check-queries.ts'
import { checkReaction } from './checks/check-react.ts'
import { checkTimers } from './checks/check-timers.ts'
import { checklistCommands } from './checklists/checklist-commands.ts'
import { checklistQueries } from './checklists/checklist-queries.ts'
import { stocktakeCommands } from './complaints/stocktake-commands.ts'
import { stocktakeQueries } from './complaints/stocktake-queries.ts'
import { stocktakeTimers } from './complaints/stocktake-timers.ts'
import type { Config, Role } from './config.ts'
import { deviceCommands } from './devices/device-commands.ts'
import { deviceQueries } from './devices/device-queries.ts'
import { deviceReaction, removedReaction } from './devices/device-react.ts'
import { dispatchCommands } from './dispatch/dispatch-commands.ts'
import { dispatchQueries } from './dispatch/dispatch-queries.ts'
import { cadenceCommands } from './drills/cadence-commands.ts'
import { drillCommands } from './drills/drill-commands.ts'
import { drillQueries } from './drills/drill-queries.ts'
import { drillReaction } from './drills/drill-react.ts'
import { drillTimers } from './drills/drill-timers.ts'
import { resultOf } from './drills/result-rules.ts'
import { scoreCommands } from './drills/score-commands.ts'
import { scoreRoutes } from './drills/score-routes.ts'
import { feedCommands } from './feeds/feed-commands.ts'
import { feedQueries } from './feeds/feed-queries.ts'
import { SilenceWatch } from './feeds/silence-watch.ts'
import { filterCommands } from './filters/filter-commands.ts'
import { filterQueries } from './filters/filter-queries.ts'
import { findingCommands } from './findings/finding-commands.ts'
import { findingQueries } from './findings/finding-queries.ts'
import { guardedServer } from './guarded-server.ts'
import { handoverCommands } from './handovers/handover-commands.ts'
import { handoverQueries } from './handovers/handover-queries.ts'
import { handoverTimers } from './handovers/handover-timers.ts'
import { HandoverWatch } from './handovers/handover-watch.ts'
import { heatProjection } from './heat/heat-projection.ts'
import { heatQueries } from './heat/heat-queries.ts'
import { readHeat } from './heat/heat-store.ts'
import { householdQueries } from './households/household-queries.ts'
import { createHttp } from './http.ts'
import { createAuth } from './identity/auth.ts'
import { companySignIn } from './identity/company-sign-in.ts'
import { firstRun, firstRunRoutes } from './identity/first-run.ts'
import { Sessions } from './identity/sessions.ts'
import { signInDoors } from './identity/sign-in-doors.ts'
import { SignInLimit } from './identity/sign-in-limit.ts'
import { wallOrPerson } from './identity/wall-or-person.ts'
import { WallSessions } from './identity/wall-sessions.ts'
import { indicatorProjection } from './indicators/indicator-projection.ts'
import { indicatorQueries } from './indicators/indicator-queries.ts'
import { readIndicators } from './indicators/indicator-store.ts'
import { alertmanagerRoutes } from './ingest/alertmanager-routes.ts'
import { telemetryRoutes } from './ingest/telemetry-routes.ts'
import { telemetryTaking } from './ingest/telemetry-take.ts'
import { capRoutes } from './ingest/cap-routes.ts'
import { delivering } from './ingest/door-replay.ts'
import { doorRoutes } from './ingest/door-routes.ts'
import { open311Routes } from './ingest/open311-routes.ts'
import { hearAnswer } from './instructions/instruction-answers.ts'
import { instructionCommands } from './instructions/instruction-commands.ts'
import { instructionQueries } from './instructions/instruction-queries.ts'
import { instructionSender } from './instructions/instruction-sender.ts'
import { instructionTimers } from './instructions/instruction-timers.ts'
import { openParts } from './installation.ts'
import { Consumer, reactionsOf } from './journal/consumer.ts'
import { RecentFacts } from './journal/recent-facts.ts'
import { Tail } from './journal/tail.ts'
import { Wake } from './journal/wake.ts'
import { keyCommands } from './keys/key-commands.ts'
import { keyQueries } from './keys/key-queries.ts'
import { commandRoutes, queryRoutes, type Identify } from './live/answer.ts'
import { Live } from './live/live.ts'
import { momentQueries } from './live/moment-queries.ts'
import { maintenanceCommands } from './maintenance/maintenance-commands.ts'
import { maintenanceQueries } from './maintenance/maintenance-queries.ts'
import { maintenanceTimers } from './maintenance/maintenance-timers.ts'
import { memberCommands } from './members/member-commands.ts'
import { memberQueries } from './members/member-queries.ts'
import { policyCommands } from './members/policy-commands.ts'
import { sessionCommands } from './members/session-commands.ts'
import { messageCommands } from './messages/message-commands.ts'
import { messageQueries } from './messages/message-queries.ts'
import { followAlarms } from './messages/alarm-follow.ts'
import { followResidents } from './messages/resident-follow.ts'
import { followStaff } from './messages/staff-follow.ts'
import { followSteps } from './messages/step-follow.ts'
import { metrics } from './metrics.ts'
import { messageTaking } from './mqtt/message-take.ts'
import { mqttWay } from './mqtt/way.ts'
import { alarmGoneReaction, alarmOrderReaction } from './orders/alarm-order-react.ts'
import { contactQueries } from './orders/contact-queries.ts'
import { dispatchReaction } from './orders/dispatch-react.ts'
import { orderCommands } from './orders/order-commands.ts'
import { takeRequests } from './orders/order-door.ts'
import { orderQueries } from './orders/order-queries.ts'
import { orderReaction } from './orders/order-react.ts'
import { drillOrderReaction } from './orders/drill-order-react.ts'
import { findingOrderReaction } from './orders/finding-order-react.ts'
import { planOrderReaction } from './orders/plan-order-react.ts'
import { orderTimers } from './orders/order-timers.ts'
import { takeJoin } from './orders/outside-join.ts'
import { takeReport } from './orders/outside-report.ts'
import { redistributionQueries } from './orders/redistribution-queries.ts'
import { searchQueries } from './orders/search-queries.ts'
import { similarQueries } from './orders/similar-queries.ts'
import { outgoing } from './outlet/outgoing.ts'
import { Outlet, webhookTo } from './outlet/outlet.ts'
import { syslogTo } from './outlet/syslog.ts'
import { patrolCommands } from './patrol/patrol-commands.ts'
import { takePositions } from './patrol/position-door.ts'
import { positionQueries } from './patrol/position-queries.ts'
import { latestSince } from './patrol/position-store.ts'
import { personCommands } from './people/person-commands.ts'
import { personQueries } from './people/person-queries.ts'
import { photoRoutes } from './photos/photo-routes.ts'
import { photoBody, photoTaking } from './photos/photo-taking.ts'
import { planCommands } from './plans/plan-commands.ts'
import { publishLibrary } from './plans/plan-library.ts'
import { planQueries } from './plans/plan-queries.ts'
import { planSchemaRoutes } from './plans/plan-schema-routes.ts'
import { readinessQueries } from './readiness/readiness-queries.ts'
import { reportQueries } from './reports/report-queries.ts'
import { resourceCommands } from './resources/resource-commands.ts'
import { resourceQueries } from './resources/resource-queries.ts'
import { probeKey } from './probe/probe-key.ts'
import { Prober } from './probe/prober.ts'
import { promiseCommands } from './promises/promise-commands.ts'
import { promiseQueries } from './promises/promise-queries.ts'
import { quarantineCommands } from './quarantine/quarantine-commands.ts'
import { quarantinedBy } from './quarantine/quarantine-store.ts'
import { quarantineQueries } from './quarantine/quarantine-queries.ts'
import { readingsTaking } from './readings/take-readings.ts'
import { historyQueries } from './readings/history-queries.ts'
import { reportCodeCommands } from './report-codes/report-code-commands.ts'
import { reportCodeQueries } from './report-codes/report-code-queries.ts'
import { reportRoutes } from './report-codes/report-routes.ts'
import { responseCommands } from './responses/response-commands.ts'
import { responseQueries } from './responses/response-queries.ts'
import { RuleJudging } from './rules/rule-judging.ts'
import { RuleWatch } from './rules/rule-watch.ts'
import { ruleCommands } from './rules/rule-commands.ts'
import { ruleQueries } from './rules/rule-queries.ts'
import { scorecardQueries } from './scorecard/scorecard-queries.ts'
import { rosterCommands } from './shifts/roster-commands.ts'
import { RosterExtension } from './shifts/roster-extension.ts'
import { rosterQueries } from './shifts/roster-queries.ts'
import { shiftCommands } from './shifts/shift-commands.ts'
import { siteQueries } from './sites/site-queries.ts'
import { Timers } from './timers/timers.ts'
import { Upkeep } from './upkeep.ts'
import { wallCommands } from './walls/wall-commands.ts'
import { wallQueries } from './walls/wall-queries.ts'
import { wallRoutes } from './walls/wall-routes.ts'
import { warningQueries } from './warnings/warning-queries.ts'
import { takeWarning } from './warnings/warning-take.ts'
import { warningTimers } from './warnings/warning-timers.ts'
import { webhookCommands } from './webhooks/webhook-commands.ts'
import { followWebhooks } from './webhooks/webhook-follow.ts'
import { webhookQueries } from './webhooks/webhook-queries.ts'
import { webhookSender } from './webhooks/webhook-sender.ts'
import { windowCommands } from './windows/window-commands.ts'
import { windowQueries } from './windows/window-queries.ts'
import { windowTimers } from './windows/window-timers.ts'
import { workDoneQueries } from './work-done/work-done-queries.ts'

export type App = {
  /** `token`: what the first-run page asks for where nobody can sign in yet. */
  start(): Promise<{ url: string; token: string | null; /** Of the broker of our own. */ mqttPort: number | null }>
  stop(): Promise<void>
  /** What answers requests, for whoever wants to know its routes. */
  http: Express
}

/** What a process of each role does. Any number of each may work on one database. */
const duties: Record<Role, { screens: boolean; doors: boolean; work: boolean }> = {
  all: { screens: true, doors: true, work: true },
  live: { screens: true, doors: false, work: false },
  ingest: { screens: false, doors: true, work: false },
  work: { screens: false, doors: false, work: true },
}

/** The one place that sees every part: it builds them, and one object starts and stops them. */
export async function createApp(config: Config, databaseUrl: string, log: Logger): Promise<App> {
  const does = duties[config.role]
  const { parts, close } = openParts(databaseUrl, 'watchfloor', log, committed, 10)
  const wake = new Wake(databaseUrl, log, () => tail.wake())
  const recent = new RecentFacts()
  const follow = (facts: Fact[], to: number): void => {
    recent.take(facts)
    live.take(facts, to)
  }
  const goBack = (to: number): void => {
    recent.forget()
    live.rewind(to)
  }
  const tail = new Tail(databaseUrl, log, follow, goBack)
  function committed(facts: Fact[]): void {
    tail.hand(facts)
    wake.told()
  }
  await tail.seek()

  const auth = createAuth(parts.db, config)
  const people = new Sessions(parts, auth, config.sessionIdleMinutes)
  const sessions = wallOrPerson(people, new WallSessions(parts))
  const first = firstRun(parts)

  const timers = new Timers(parts, { ...orderTimers, ...activationTimers, ...checkTimers, ...handoverTimers, ...stocktakeTimers, ...maintenanceTimers, ...alarmTimers, ...causeTimers, ...windowTimers, ...instructionTimers, ...drillTimers, ...warningTimers(sayAlarms) })
  const ruleJudging = new RuleJudging(parts, sayAlarms)
  const ruleWatch = new RuleWatch(parts, ruleJudging)
  const takeReadings = readingsTaking((_parts, kept) => ruleJudging.judge(kept))
  const takeTelemetry = telemetryTaking(parts, takeReadings)
  const deliver = delivering(parts, { handlers: { requests: takeRequests, alarms: takeAlarms, positions: takePositions }, say: sayAlarms, takeReadings, takeWarning: takeWarning(sayAlarms) })
  const takeMessage = messageTaking(parts, { telemetry: takeTelemetry, alarms: takeAlarms, answer: hearAnswer })
  const mqtt = does.doors ? mqttWay(parts, takeMessage, config.mqtt) : null
  const outlet = new Outlet(parts, {
    ...(does.work && {
      webhook: config.outletUrl ? webhookTo(config.outletUrl) : null,
      subscriber: webhookSender(parts, { secret: config.secret, allowPrivate: config.webhookPrivate }),
      syslog: config.syslog ? syslogTo(config.syslog) : null,
    }),
    // Where devices are connected; a process that does everything also knows when there is no such place.
    ...((mqtt || config.role === 'all') && { device: instructionSender(parts, mqtt?.tell ?? null) }),
  })
  const headCopies = new HeadCopies(parts, config.auditHeads, headsFile(config.dataDir))
  const consumers = [heatProjection, indicatorProjection, causeProjection, dispatchReaction, reactionsOf([activationReaction, alarmReaction, untakenReaction, acknowledgedReaction, commanderReaction, orderReaction, alarmOrderReaction, alarmGoneReaction, orderClockReaction, orderMergeReaction, deviceReaction(), removedReaction(sayAlarms), checkReaction, drillReaction(sayAlarms), drillAlarmReaction, drillOrderReaction, planOrderReaction, findingOrderReaction]), outgoing([followWebhooks, followResidents(config.secret), followStaff, followAlarms, followSteps])]
    .map((projection) => new Consumer(parts, projection, recent))
  const handoverWatch = new HandoverWatch(parts)
  const silenceWatch = new SilenceWatch(parts, sayAlarms)
  const rosterExtension = new RosterExtension(parts)
  const auditPruning = new AuditPruning(parts, databaseUrl, config.auditDays, headCopies)
  const upkeep = new Upkeep(parts)

  const identify: Identify = (req) => sessions.identify(req.headers)
  const identifyActing: Identify = async (req) => {
    const who = await identify(req)
    people.touched(who.session)
    return who
  }
  const identifyAsking: Identify = (req) => (req.path === queries.me.path ? sessions.identify(req.headers).catch((error: unknown) => people.heldUp(req.headers, error)) : identify(req))
  const ownKey = probeKey()
  const http = createHttp({
    config,
    log,
    auth: signInDoors({ parts, auth, sessions: people, limit: new SignInLimit(), company: companySignIn(parts, config, people) }),
    doors: does.doors ? [doorRoutes(parts, { requests: takeRequests, alarms: takeAlarms, positions: takePositions }, { secret: config.secret, own: ownKey }), alertmanagerRoutes(parts, sayAlarms, { secret: config.secret }), capRoutes(parts, takeWarning(sayAlarms), { secret: config.secret }), telemetryRoutes(parts, takeTelemetry, { secret: config.secret }), open311Routes(parts, { takeReport, publicUrl: config.publicUrl ?? null })] : [],
    api: !does.screens ? [] : [
      firstRunRoutes(parts, auth, first),
      wallRoutes(parts, config, identify),
      planSchemaRoutes(),
      photoRoutes(parts, { act: identifyActing, look: identify, take: photoTaking('staff') }),
      reportRoutes(parts, { report: takeReport, join: takeJoin, takePhoto: photoTaking('guests'), photoBody, secret: config.secret }),
      scoreRoutes(parts),
      commandRoutes(parts, identifyActing, {
        ...orderCommands, ...alarmCommands, ...patrolCommands, ...planCommands, ...personCommands, ...shiftCommands, ...rosterCommands,
        ...handoverCommands, ...memberCommands, ...sessionCommands, ...policyCommands, ...wallCommands, ...keyCommands(config.secret),
        ...promiseCommands, ...dispatchCommands, ...checklistCommands, ...reportCodeCommands, ...webhookCommands(config.secret), ...messageCommands,
        ...maintenanceCommands, ...stocktakeCommands, ...filterCommands, ...owningCommands, ...shelvingCommands, ...bulkCommand, ...deviceCommands, ...instructionCommands,
        ...activationCommands, ...commandingCommands, ...stepCommands, ...noteCommands, ...requestCommands, ...checkCommands, ...drillCommands, ...scoreCommands, ...cadenceCommands, ...findingCommands, ...resourceCommands,
        ...ruleCommands, ...responseCommands, ...windowCommands, ...feedCommands, ...quarantineCommands(deliver),
      }),
      queryRoutes(parts, identifyAsking, {
        ...siteQueries, ...orderQueries, ...alarmQueries, ...heatQueries, ...indicatorQueries, ...planQueries, ...momentQueries,
        ...contactQueries, ...positionQueries, ...personQueries, ...rosterQueries, ...handoverQueries, ...householdQueries,
        ...memberQueries(config), ...wallQueries, ...keyQueries, ...auditQueries, ...searchQueries, ...similarQueries, ...redistributionQueries, ...promiseQueries, ...dispatchQueries,
        ...checklistQueries, ...reportCodeQueries, ...webhookQueries, ...messageQueries, ...maintenanceQueries, ...stocktakeQueries, ...workDoneQueries, ...filterQueries,
        ...alarmListQueries, ...deviceQueries, ...historyQueries, ...instructionQueries, ...ruleQueries, ...responseQueries, ...windowQueries, ...warningQueries, ...feedQueries,
        ...quarantineQueries, ...scorecardQueries, ...activationQueries, ...previewQueries, ...checkQueries, ...drillQueries, ...findingQueries, ...resourceQueries, ...reportQueries(resultOf), ...readinessQueries,
      }),
    ],
    ready: async () => ({
      database: await parts.sql`select 1`.then(() => true, () => false),
      tail: live.beat.fresh(parts.now()),
      timers: !does.work || timers.fresh(parts.now()),
    }),
    registry: metrics({
      screens: () => live.io.engine.clientsCount,
      roomCount: () => live.fanOut.roomCount,
      cursor: () => live.fanOut.cursor,
      tailLag: () => live.beat.lag,
      mqtt: () => mqtt?.connections ?? 0,
    }),
    clientDir: clientDir(),
  })
  // Socket.IO takes its own path out of the requests that reach the application, so it comes second.
  const server = guardedServer(http)
  const live = new Live(server, parts, sessions, config, databaseUrl, tail.cursor, {
    moved: (sql, tick) => latestSince(sql, tick, null),
    figures: {
      heat: ({ sql, now }, communities) => readHeat(sql, communities, '24h', now()),
      indicators: ({ sql, now }, communities) => readIndicators({ sql }, communities, now()),
    },
    quarantined: quarantinedBy,
  })

  const prober = new Prober(parts, sayAlarms, live.proof, ownKey, does.doors ? config.probeSeconds * 1_000 : 0)

  return {
    http,
    async start() {
      // Before anything is served: what lies there from now on has a witness.
      if (does.work) await headCopies.start()
      await upkeep.start()
      await wake.start()
      if (does.work) await publishLibrary(parts)
      tail.start()
      if (does.work) {
        await Promise.all(consumers.map((consumer) => consumer.start()))
        timers.start()
        ruleWatch.start()
        handoverWatch.start()
        silenceWatch.start()
        rosterExtension.start()
        auditPruning.start()
      }
      const mqttPort = (await mqtt?.start()) ?? null
      if (does.work || mqtt) outlet.start()
      live.start()
      const port = await listen(server, config)
      const host = config.host === '0.0.0.0' ? '127.0.0.1' : config.host
      prober.start(`http://${host}:${port}`)
      return { url: config.publicUrl ?? `http://${host}:${port}`, token: (await first.needed()) ? first.token : null, mqttPort }
    },
    async stop() {
      await Promise.all([upkeep.stop(), prober.stop()])
      await Promise.all([live.stop(), mqtt?.stop()])
      server.closeAllConnections()
      await Promise.all([timers.stop(), ruleWatch.stop(), handoverWatch.stop(), silenceWatch.stop(), rosterExtension.stop(), outlet.stop(), auditPruning.stop(), headCopies.stop(), ...consumers.map((consumer) => consumer.stop())])
      await tail.stop()
      await wake.stop()
      await close()
    },
  }
}

function listen(server: Server, config: Config): Promise<number> {
  return new Promise((listening, failed) => {
    server.once('error', failed)
    server.listen(config.port, config.host, () => listening((server.address() as AddressInfo).port))
  })
}

/** The built client, found from the sources and from the bundle alike. */
function clientDir(): string {
  for (let at = import.meta.dirname; at !== dirname(at); at = dirname(at)) {
    if (existsSync(join(at, 'package.json'))) return join(at, 'dist/client')
  }
  throw new Error('there is no package.json above this file')
}
