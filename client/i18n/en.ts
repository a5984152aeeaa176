import { enWords } from './en-words.ts'
import type { Words } from './zh.ts'

export const en: Words = {
  product: 'Watchfloor',
  words: enWords,
  act: {
    close: 'Close', cancel: 'Cancel', confirm: 'Confirm', retry: 'Try again', signIn: 'Sign in', signOut: 'Sign out', undo: 'Undo', open: 'Open', back: 'Back', more: 'More', apply: 'Apply',
  },
  join: { dot: ' · ', comma: ', ', colon: ': ' },
  timeline: { at: 'done {{time}}', said: 'their clock said {{time}}', onSite: 'on site', offSite: 'not on site' },
  signIn: {
    title: 'Sign in to Watchfloor', username: 'User name', password: 'Password', showPassword: 'Show password', failed: 'User name or password is wrong.', tooMany: 'Too many attempts. Wait a moment and try again.', unreachable: 'The server cannot be reached. Check the network and try again.', leaving: 'Nothing of yours is shown here any more, but the server has not heard yet that you signed out. Keep this page open: it is told as soon as there is a line.',
  },
  firstRun: {
    title: 'First run', lead: 'Create the first administrator. The start token is in the server’s output.', token: 'Start token', name: 'Name', username: 'User name', password: 'Password (12 characters or more)', submit: 'Create and sign in', mismatch: 'Check the fields marked.',
  },
  nothing: {
    title: 'There is no community yet', titleOthers: 'No community to watch', import: 'Import the plan of the first community (GeoJSON) on the server, then reload:', command: 'npm run import -- site estate.geojson --community hanlin --name "Hanlin Garden" --region South', demo: 'To see what it looks like first, run npm run demo: it plays a day of 12 communities with data of its own (see the README).',
  },
  state: {
    loading: 'Loading…', forbidden: 'Your account may not see any community yet. Ask an administrator.', failed: 'It could not be read.', failedScreen: 'Something on this screen broke. No data is lost.', reload: 'Reload',
    mapLoading: 'Drawing the map…', mapFailed: 'This machine cannot draw the map (WebGL2 is missing). The lists still work.', noSites: 'There are no buildings here yet. Import a site plan to see them.', noScope: 'You may not see that scope, so another was chosen.',
  },
  link: {
    live: 'Live', opening: 'Connecting', off: 'Cut off', stale: 'Not fresh',
    banner: 'Not fresh since {{since}}', bannerNever: 'No data received yet', bannerOff: 'The connection to the server is cut; reconnecting by itself. What you see is how it was then.', bannerStale: 'The connection stands, but the server sends no heartbeat. What you see is how it was then.', bannerBehind: 'The server’s updates have fallen behind. What you see may not be the newest.',
    feeds: 'Feeds', feed: { requests: 'Requests', alarms: 'Alarms', positions: 'Positions', telemetry: 'Device values', alertmanager: 'Monitoring', cap: 'Public warnings' }, never: 'never', ago: '{{age}} ago', retryNow: 'Reconnect now',
  },
  header: {
    scope: 'Choose a scope', everything: 'Whole company', communities_one: '{{count}} community', communities_other: '{{count}} communities', households: '{{count, number}} households', buildings: '{{count}} buildings', duty: 'On duty', until: 'until {{time}}', nobody: 'nobody', language: '中文', languageLabel: 'Switch to Chinese', menu: 'Menu', search: 'Find a community',
  },
  headline: {
    normal: 'All normal', normalSince: 'All normal since {{time}}', left: '{{time}} left', late: 'late by {{time}}', since: 'for {{time}}', lateOrders_one: '{{count}} work order late', lateOrders_other: '{{count}} work orders late', step: 'step {{step}} of {{of}}', asked: 'waits for agreement', lateSteps_one: '{{count}} step late', lateSteps_other: '{{count}} steps late', others: '{{count}} more',
    waiting: 'Waiting for the first data', flood: 'Alarm flood: {{count}} in 10 min', clockLeft: '{{what}} in {{time}}', clockLate: '{{what}} late by {{time}}',
  },
  alarm: {
    title: 'Alarms', summary: '{{unacked}} of {{count}} not acknowledged', rate: '{{count}} in 10 min', flood: 'Alarm flood: folded by cause', empty: 'No alarms.', acknowledge: 'Acknowledge', acknowledging: 'Acknowledging…', times_one: 'once', times_other: '{{count}} times', ackedBy: 'acknowledged by {{who}}', folded_one: '{{count}} alarm', folded_other: '{{count}} alarms', expand: 'Unfold', collapse: 'Fold', rest: '{{count}} more', restSafety: '{{count}} of them life safety', worst: 'worst: {{severity}} {{kind}}', beyond: '{{count}} more, on the page of alarms', row: '{{severity}} alarm: {{kind}}, {{place}}, {{state}}',
    clock: { answer: 'Answer', start: 'Begin', arrive: 'On site' }, clockLeft: '{{what}} in', clockLate: '{{what}} late', own: 'I act', ownedBy: '{{who}} acts', orderedTo: '{{who}}: {{state}}', nobodyActs: 'nobody acts', held_one: 'holds back {{count}} device', held_other: 'holds back {{count}} devices', exercise: { test: 'Test', exercise: 'Exercise' },
    mark: { title: 'Note', asked: '{{who}} wants to shelve it: a second person is needed', chattering: 'chattering ×{{count}}, held down', escalated: 'escalated to the {{who}}', window: 'device under maintenance', cause: 'what it hangs on has an alarm too', skew: 'device clock wrong' },
    aside: { lead: 'Besides ', shelved: '{{count}} shelved', suppressed: '{{count}} held back by their cause', 'out-of-service': '{{count}} under maintenance' },
    raised: 'Raised', device: 'Device', cleared: 'Cleared', timeline: 'What happened', startPlan: 'Start a plan', report: 'Report an order', wholeCommunity: 'Common area', repeated: 'Repeated',
  },
  order: {
    title: 'Work orders', byPromise: 'by promise', summary: '{{count}} open', late: '{{count}} late', soon: '{{count}} soon late', empty: 'No open work orders.', below_one: '{{count}} more below', below_other: '{{count}} more below', unassigned: 'Not assigned', lateBy: 'late by', paused: 'stands still', done: 'To close', quick: 'Show only', unassignedCount: '{{count}} to assign', mineCount: '{{count}} mine', row: 'Order {{number}}: {{title}}, {{place}}, {{state}}, {{clock}}', clockLeft: '{{time}} left', clockLate: 'late by {{time}}', clockNone: 'work done',
    new: 'New order', report: 'Report order', what: 'What is the matter', whatHint: 'For example: kitchen flooding', category: 'Category', priority: 'Priority', where: 'Where', building: 'Building', place: 'Unit, room or spot', placeHint: 'For example: unit 2, 1201', reporter: 'Reported by', phone: 'Phone', description: 'More', community: 'Community', source: 'Source', fromAlarm: 'From alarm: {{kind}}', reported: 'Order reported',
    assignee: 'Assignee', reportedAt: 'Reported', promise: 'Promises', respondBy: 'Respond', arriveBy: 'Arrive', finishBy: 'Finish', kept: 'kept', keptLate: '{{time}} late', timeline: 'What happened', noDescription: 'Nothing more was said.', number: 'Number',
    accept: 'Accept', arrive: 'Arrived', finish: 'Finish', close: 'Close order', cancel: 'Cancel order', note: 'Note', cancelWarn: 'Cancelling cannot be undone; its clocks stop.', moved: 'Updated',
    reassign: 'Reassign', assign: 'Assign', candidates: 'Who fits', cannot: 'Who does not', choose: 'Give to {{name}}', reason: 'Reason (optional)', effect_one: '{{name}} will have {{count}} order', effect_other: '{{name}} will have {{count}} orders', effectArrive: 'there in about {{minutes}} min', effectPromise: 'promise has {{time}} left', effectLate: 'promise is late by {{time}}', reassigned: '{{number}} given to {{name}}', undone: 'Given back to {{name}}; to be accepted anew', undoLeft: 'Undo ({{seconds}} s)', noCandidates: 'Nobody fits.', openOrders: '{{count}} in hand', wouldBreak_one: '{{count}} promise in hand would break', wouldBreak_other: '{{count}} promises in hand would break', breaksNothing: 'no promise in hand breaks', tooLate: 'too late for the arrival promised', recommended: 'recommended',
    give: 'Give to {{name}}', offered: 'With {{name}}; on to the next in {{time}} unless accepted', free: 'Free for all suitable people on shift', nobody: 'Nobody fits: the desk decides', passed_one: '{{count}} person declined or let it pass', passed_other: '{{count}} people declined or let it pass', conflict: 'Somebody changed this order first', conflictNow: 'Now: {{state}}, with {{who}}', gone: 'This order is over, or outside your scope.',
  },
  redistribute: {
    title: 'Hand out orders', titleFrom: 'Hand over the orders of {{name}}', from: 'Hand over to others', lead: 'Somebody is chosen for each order by skill, way and load. Change any line; all takes effect at once.', to: 'To', keep: 'Leave as it is', nobody: 'Nobody fits', reason: 'Reason', sick: 'Sick leave, orders handed over', several: 'Handed out together', none: 'There is no order to hand out.', summary_one: '{{count}} order to {{people}}', summary_other: '{{count}} orders to {{people}}', left_one: '{{count}} left as it is', left_other: '{{count}} left as they are', confirm_one: 'Hand out {{count}} order', confirm_other: 'Hand out {{count}} orders', done_one: '{{count}} order handed out', done_other: '{{count}} orders handed out', undone_one: 'Undone: {{count}} order is back, to be accepted anew', undone_other: 'Undone: {{count}} orders are back, to be accepted anew', anew: '{{state}}: to be accepted anew', changed: 'just changed', conflict_one: '{{count}} order was just changed by somebody, so none was handed out. This is how it would be now: look again and confirm.', conflict_other: '{{count}} orders were just changed by somebody, so none was handed out. This is how it would be now: look again and confirm.',
  },
  people: {
    title: 'On duty', counts: '{{free}} free · {{busy}} busy · {{silent}} silent', empty: 'Nobody is on shift now.', free: 'free', busy: 'busy', onWay: 'on the way to {{place}}', at: 'at {{place}}', patrol: 'patrol {{done}}/{{of}}', silent: 'silent', noPosition: 'no position', positionAge: 'position {{age}} ago', more_one: '{{count}} more', more_other: '{{count}} more', skills: 'Skills', load: 'Orders in hand', shift: 'Shift', code: 'Staff number', position: 'Position', battery: 'Battery', accuracy: 'Accuracy', locate: 'Show on the map', gone: 'This person is outside your scope.', noLoad: 'No orders in hand.', row: '{{name}}, {{post}}, {{state}}',
  },
  plan: { start: 'Start a plan', commander: 'Commander {{name}}', to: 'to {{who}}', minutes: '{{count}} min', drillWord: 'DRILL' },
  site: {
    households: 'Households', levels: 'Levels', units: 'Units', use: 'Use', openOrders: 'Open orders', alarms: 'Alarms', devices: 'Devices', heat: 'Heat', noOrders: 'No open orders.', noAlarms: 'No alarms.', noDevices: 'No devices on file.', plans: 'Start a plan here', report: 'Report an order here', heatNow_one: '{{count}} event', heatNow_other: '{{count}} events', heatUsual: 'usually {{usual}}', near: 'People near', gone: 'This building is outside your scope.', enter: 'Enter community', summary: '{{alarms}} alarms · {{orders}} open orders', devicesOk_one: '{{count}} other online', devicesOk_other: '{{count}} others online', showAll: 'Show all', nobodyNear: 'Nobody within 150 m.', metres: '{{count}} m',
  },
  heat: { legend: 'Against the usual', normal: 'usual', high: 'far above', level: { same: 'as usual', slight: 'slightly above', raised: 'above', high: 'high', far: 'far above' } },
  indicator: { title: 'Indicators', last24: 'last 24 hours', target: 'target {{value}}', unknown: 'no data', now: 'now', agoHours: '{{count}} h ago', trace: '{{name}}: {{value}}, trace of 24 hours' },
  menu: { account: 'My account', office: 'Administration', work: 'Daily work', field: 'My orders', planPage: { library: 'Library', runs: 'Carried out', drills: 'Drills', readiness: 'Readiness', findings: 'Findings', resources: 'Resource pool' }, plans: 'Plans and drills', workPage: { board: 'Orders', alarms: 'Alarms', devices: 'Devices', people: 'People', complaints: 'Complaints', scorecard: 'Alarm scorecard', 'work-done': 'Work done', maintenance: 'Maintenance plan', windows: 'Maintenance windows' } },
  palette: { title: 'Find and do', placeholder: 'Find an order, alarm, building, person, or type an action', empty: 'Nothing found.', actions: 'Actions', orders: 'Orders', alarms: 'Alarms', buildings: 'Buildings', people: 'People', communities: 'Communities', devices: 'Devices' },
  keys: { title: 'Keyboard', palette: 'find and do', next: 'next / previous row', open: 'open the row', acknowledge: 'acknowledge the alarm', shelve: 'shelve the alarm', pick: 'choose the row (page of alarms)', reassign: 'reassign the order', order: 'new order', plan: 'start a plan', help: 'this table', close: 'close', home: 'whole map' },
  display: { title: 'Display', height: 'Screen height (cm)', distance: 'Viewing distance (m)', hint: 'Text grows until it reads at this distance (16 arc-minutes or more).', auto: 'Automatic', theme: 'Theme', dark: 'Dark', light: 'Light' },
  problem: { network: 'Not delivered', networkDetail: 'The server did not answer. It was retried with the same key, so nothing happens twice.', done: 'Done', field: '{{field}}: {{message}}', seconds: '{{count}} s' },
  map: { label: 'Map', home: 'Whole map', people: '{{name}} {{age}}', alarms: 'Alarm places', you: 'Selected' },
  personal: {
    showPhone: 'Show phone', showPosition: 'Show position', showHouseholds: 'Show households', logged: 'each look is recorded', phone: 'Phone', noPhone: 'No phone was left', phoneOwnOnly: 'The phone is shown to whom this order is given', noPlaces: 'Your role is not shown where people are.', counts: '{{free}} free · {{busy}} busy',
    care: 'Households in need', noHouseholds: 'No household in need is on file.', level: { red: 'red', yellow: 'yellow', green: 'green' }, means: { red: 'living alone, disabled', yellow: 'infants, pregnancy', green: 'others' }, count_one: '{{count}} household', count_other: '{{count}} households',
  },
  rights: { ownOnly: 'This order is not given to you; you can only read it.', drillOnly: 'Your role takes part in drills only; you can only watch a real plan.', drillHere: 'You can only hold drills here.' },
  handover: { chip: 'Handover {{time}}', several_one: '{{count}} handover', several_other: '{{count}} handovers', state: { open: 'not taken over', given: 'given, not taken over', missed: 'nobody has taken over', taken: 'taken over' } },
  trust: { unproven: 'Alarm path unproven for {{age}}', unprovenWhat: 'Every minute a test alarm goes the whole way. It did not arrive, so real ones may not either.', quarantined: 'Unread {{count}}', quarantinedWhat: 'Messages that came and could not be read', proven: 'Alarm path tested' },
  sound: {
    title: 'Sound', on: 'This station sounds', volume: 'Volume', try: 'Try each tone', hush: 'Hush for 2 min', confirm: 'I heard it', neverConfirmed: 'Nobody has said yet that they heard the test.', confirmed: 'Somebody heard the test {{age}} ago.',
    hearing: { heard: 'Sound works: self-test passed', blocked: 'The browser forbids sound until somebody touches the page: click to turn it on', muted: 'The sound of this station is turned off', broken: 'This station cannot be heard: check the browser and the loudspeaker' },
    chip: { heard: 'Heard', blocked: 'Sound blocked · click here', muted: 'Sound off', broken: 'No sound' },
    tone: { critical: 'Critical', major: 'Major', minor: 'Minor', notice: 'Notice', flood: 'Alarm flood', trouble: 'System trouble', drill: 'Drill' },
    result: { heard: 'Played. If you heard nothing, check volume and loudspeaker.', blocked: 'The browser blocked it: click once more.', broken: 'Nothing came out: check the loudspeaker.' },
    deaf: '{{name}} cannot be heard', deafMore_one: '{{count}} station cannot be heard', deafMore_other: '{{count}} stations cannot be heard', deafSince: '{{name}}: {{why}}, since {{time}}',
  },
  wallScreen: {
    unreachable: 'The server cannot be reached. Trying again…', starting: 'Starting the wall…',
    silent: '{{name}} shows nothing', silentMore_one: '{{count}} wall shows nothing', silentMore_other: '{{count}} walls show nothing', silentSince: '{{name}}: nothing shown since {{time}}', show: 'Show on a wall…',
  },
  error: { title: 'Something went wrong' },
}
