import i18next from 'i18next'
import * as admin from './office/admin.ts'
import * as alarms from './office/alarms.ts'
import * as audit from './office/audit.ts'
import * as board from './office/board.ts'
import * as calendars from './office/calendars.ts'
import * as checklists from './office/checklists.ts'
import * as complaints from './office/complaints.ts'
import * as devices from './office/devices.ts'
import * as dispatch from './office/dispatch.ts'
import * as drills from './office/drills.ts'
import * as feeds from './office/feeds.ts'
import * as handovers from './office/handovers.ts'
import * as keys from './office/keys.ts'
import * as maintenance from './office/maintenance.ts'
import * as messages from './office/messages.ts'
import * as members from './office/members.ts'
import * as peopleBoard from './office/people-board.ts'
import * as people from './office/people.ts'
import * as planEditor from './office/plan-editor.ts'
import * as planLibrary from './office/plan-library.ts'
import * as promises from './office/promises.ts'
import * as quarantine from './office/quarantine.ts'
import * as readiness from './office/readiness.ts'
import * as reportCodes from './office/report-codes.ts'
import * as resources from './office/resources.ts'
import * as responses from './office/responses.ts'
import * as rosters from './office/rosters.ts'
import * as rules from './office/rules.ts'
import * as runs from './office/runs.ts'
import * as scorecard from './office/scorecard.ts'
import * as walls from './office/walls.ts'
import * as webhooks from './office/webhooks.ts'
import * as findings from './office/findings.ts'
import * as planWords from './office/plan-words.ts'
import * as reports from './office/reports.ts'
import * as windows from './office/windows.ts'
import * as work from './office/work.ts'
import * as workDone from './office/work-done.ts'

const nouns = { drills, runs, reports, planWords, findings, feeds, windows, alarms, responses, rules, scorecard, messages, webhooks, admin, audit, board, calendars, checklists, devices, dispatch, handovers, keys, members, people, peopleBoard, planEditor, planLibrary, promises, quarantine, readiness, reportCodes, resources, rosters, walls, work, complaints, maintenance, workDone }
type Nouns = typeof nouns
type Office = { office: { [N in keyof Nouns]: Nouns[N]['zh'] } }

const wordsOf = <L extends 'zh' | 'en'>(language: L) =>
  ({ office: Object.fromEntries(Object.entries(nouns).map(([noun, words]) => [noun, words[language]])) }) as Office

/** Words of the office pages: `t('office.members.title')`. A wall never loads them. */
export const officeWords = { zh: wordsOf('zh'), en: wordsOf('en') }
export type OfficeWords = Office

for (const language of ['zh', 'en'] as const) i18next.addResourceBundle(language, 'translation', officeWords[language], true, true)
