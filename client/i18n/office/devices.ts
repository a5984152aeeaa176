import type { Same } from '../zh.ts'

export const zh = {
  title: '设备', search: '编号、名称、序列号、位置', searchLabel: '查找设备', kinds: '类型', anyKind: '全部类型', building: '楼栋', anyBuilding: '全部楼栋', all: '全部', clear: '清除条件', count: '{{count, number}} 台', shown: '已显示 {{count, number}} 台', loading: '正在查找…', more: '再显示 100 台',
  empty: '没有符合条件的设备。', emptyAll: '还没有登记设备。可以逐台登记，或从 CSV 导入。', connect: '登记设备', import: '导入设备', export: '导出 CSV', exportHint: '导出当前小区的设备，改好后可再导入；导出会留下记录', chooseCommunity: '先选一个小区', community: '小区',
  column: { device: '设备', kind: '类型', place: '位置', state: '状态', values: '最近数值', heard: '最近数据', above: '挂在' }, never: '从未', quiet: '不主动上报', hangs_one: '{{count}} 个上级', hangs_other: '{{count}} 个上级',
  importHint: 'CSV，第一行为表头：设备编号、名称、类型，可另有英文名称、楼栋、单元、楼层、房间、经度、纬度、供电设备、网络上级、所属控制器、所属网关（填其编号，可在同一文件中）、序列号、失联秒数、可远程操作、摄像机地址、保养周期天、保养周期小时，以及属性（如 额定载重 或 attr:capacity）。按设备编号识别；空格表示不改，“-”表示清除。UTF-8 或 GBK，一次最多 2 万台。',
  imported: '登记 {{added}} 台，更改 {{changed}} 台',
}

export const en: Same<typeof zh> = {
  title: 'Devices', search: 'Code, name, serial, place', searchLabel: 'Search devices', kinds: 'Kind', anyKind: 'Any kind', building: 'Building', anyBuilding: 'Any building', all: 'All', clear: 'Clear', count: '{{count, number}} devices', shown: '{{count, number}} shown', loading: 'Searching…', more: 'Show 100 more',
  empty: 'No device fits.', emptyAll: 'No devices on file yet. Connect them one by one, or import a CSV.', connect: 'Connect a device', import: 'Import devices', export: 'Export CSV', exportHint: 'The devices of this community, to be changed and imported again; an export is written down', chooseCommunity: 'Choose one community first', community: 'Community',
  column: { device: 'Device', kind: 'Kind', place: 'Place', state: 'State', values: 'Last values', heard: 'Last heard', above: 'Hangs on' }, never: 'never', quiet: 'does not speak', hangs_one: '{{count}} device', hangs_other: '{{count}} devices',
  importHint: 'A CSV whose first line names its columns: code, name, kind, and where wanted name_en, building, unit, floor, room, lon, lat, power, network, controller, gateway (codes of devices, also of this file), serial, silent_after, actions, camera, service_days, service_hours, and attributes such as attr:capacity. Devices are known by their code; an empty cell changes nothing, "-" takes away. UTF-8 or GBK, 20,000 devices at a time.',
  imported: '{{added}} connected, {{changed}} changed',
}
