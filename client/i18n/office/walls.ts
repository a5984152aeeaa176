import type { Same } from '../zh.ts'

export const zh = {
  title: '大屏', list: '大屏列表', lead: '墙上的屏幕：只能看，不能操作。任何浏览器打开 {{address}} 即可等待配对。', empty: '还没有配对的大屏。',
  name: '名称', nameHint: '例如：中控室 2 号屏', code: '配对码', codeHint: '屏幕上显示的 8 位字母和数字', codeBad: '配对码不含 0、1、I、O，请再看一眼屏幕。',
  layout: { label: '布局', wall: '全貌', map: '地图', lists: '列表' },
  waits: '这块屏幕已等待 {{age}}，地址 {{address}}。只有亲眼看到它显示这个配对码时才确认。', addressUnknown: '不明', byLink: '这个配对码来自链接，而链接谁都能发。', isShown: '我看着这块屏幕，它显示的正是 {{code}}',
  pair: '配对大屏', approve: '确认配对', approveWhat: '确认后，这块屏幕会一直显示所选范围，直到被撤销或关机超过 180 天。', paired: '“{{name}}”已配对，屏幕几秒内开始显示。', mayNot: '您的角色不能配对大屏，请联系值班经理或管理员。',
  column: { name: '名称', state: '状态', shows: '显示', pointed: '指向', paired: '配对', expires: '有效至' },
  state: { painting: '正常', silent: '{{age}}没有画面', never: '从未显示', cut: '已断开 {{age}}' }, painted: '最后画面 {{age}}前',
  pointedAt: '指向：{{what}}', target: { community: '小区', building: '楼栋', order: '工单', alarm: '告警', activation: '预案', gone: '已不在眼前' },
  by: '{{name}}，{{date}}',
  change: '更改', changeTitle: '更改“{{name}}”', reload: '重新载入', reloaded: '“{{name}}”正在重新载入',
  point: '指向…', pointTitle: '让“{{name}}”显示…', pointFind: '找楼栋、工单、告警或小区', pointNone: '没有找到。', clear: '恢复原样', pointedNow: '“{{name}}”现在显示{{what}}', cleared: '“{{name}}”已恢复原样',
  revoke: '撤销', revokeTitle: '撤销“{{name}}”', revokeWhat: '这块屏幕会立即停止显示，要再用须重新配对。', revoked: '“{{name}}”已撤销', changed: '已更改',
  showTitle: '在大屏上显示', showNone: '没有可用的大屏。', showFirst: '请先在地图或列表上选中一栋楼、一张工单或一条告警。',
}

export const en: Same<typeof zh> = {
  title: 'Walls', list: 'List of walls', lead: 'Screens on a wall: they look and never act. Any browser that opens {{address}} waits to be paired.', empty: 'No wall has been paired yet.',
  name: 'Name', nameHint: 'For example: control room, screen 2', code: 'Pairing code', codeHint: 'The 8 letters and digits that the screen shows', codeBad: 'A code has no 0, 1, I or O. Look at the screen once more.',
  layout: { label: 'Layout', wall: 'Everything', map: 'Map', lists: 'Lists' },
  waits: 'This screen has waited for {{age}}, address {{address}}. Approve only if you see this code on it.', addressUnknown: 'unknown', byLink: 'This code came by a link, and anybody can send a link.', isShown: 'I am looking at this screen, and it shows {{code}}',
  pair: 'Pair a wall', approve: 'Pair it', approveWhat: 'The screen then shows this scope until it is revoked, or has been off for more than 180 days.', paired: '“{{name}}” is paired. The screen starts within seconds.', mayNot: 'Your role may not pair walls. Ask a duty manager or an administrator.',
  column: { name: 'Name', state: 'State', shows: 'Shows', pointed: 'Pointed at', paired: 'Paired', expires: 'Valid until' },
  state: { painting: 'Fine', silent: 'Nothing shown for {{age}}', never: 'Never shown', cut: 'Cut off for {{age}}' }, painted: 'Last picture {{age}} ago',
  pointedAt: 'Pointed at: {{what}}', target: { community: 'community', building: 'building', order: 'work order', alarm: 'alarm', activation: 'plan', gone: 'no longer in sight' },
  by: '{{name}}, {{date}}',
  change: 'Change', changeTitle: 'Change “{{name}}”', reload: 'Reload', reloaded: '“{{name}}” reloads',
  point: 'Point at…', pointTitle: 'Show on “{{name}}”…', pointFind: 'Find a building, work order, alarm or community', pointNone: 'Nothing found.', clear: 'Show all again', pointedNow: '“{{name}}” now shows {{what}}', cleared: '“{{name}}” shows all again',
  revoke: 'Revoke', revokeTitle: 'Revoke “{{name}}”', revokeWhat: 'The screen stops at once. To be used again it must be paired again.', revoked: '“{{name}}” is revoked', changed: 'Changed',
  showTitle: 'Show on a wall', showNone: 'There is no wall to show it on.', showFirst: 'First select a building, a work order or an alarm on the map or in a list.',
}
