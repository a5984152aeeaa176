import type { Category, Priority } from '#shared/orders.ts'

/** The first line that fits decides, so what is narrow stands before what is wide. */
const words: readonly [Category, RegExp][] = [
  ['parking', /illegal parking|blocked driveway|driveway|abandoned vehicle|derelict vehicle|double.?parked|parking|parked|traffic|停车|车位|乱停|占道|道闸|车辆|堵车/i],
  ['complaint', /noise|loud|banging|barking|smoking|odor|complaint about|complaint:|staff|service quality|投诉|噪音|噪声|扰民|吵|异味|态度|不满/i],
  ['greening', /\btrees?\b|overgrown|\bgrass\b|landscap|branch|stump|\broot\b|plant(s|ing)\b|绿化|树|草坪|花木|枝/i],
  ['cleaning', /unsanitary|rodent|\brats?\b|\bmice\b|graffiti|dirty|litter|trash|garbage|rubbish|dumping|missed collection|recycl|sanitation|dead animal|mosquito|pigeon|indoor sewage|cleaning|\bpest|lot condition|保洁|垃圾|清扫|清洁|卫生|脏|涂鸦|老鼠|蟑螂|蚊|消杀|污水/i],
  ['repair', /heat|hot water|plumb|leak|paint|plaster|\bdoors?\b|window|electric|elevator|\blifts?\b|applian|flooring|ceiling|stair|general construction|boiler|sewer|water (system|quality|conservation|main)|street ?light|street condition|sidewalk|pothole|curb|highway condition|signal condition|\broof|root\/sewer|damaged|broken|repair|outside building|bridge condition|维修|报修|漏水|水管|管道|跑水|停水|停电|断电|电梯|门禁|门锁|窗|灯|空调|暖气|热水|马桶|下水|堵塞|墙|开裂|坏|故障|更换|燃气/i],
  ['security', /safety|trespass|drug|encampment|homeless|panhandl|assault|theft|urinat|fire|gas|disorderly|animal.?abuse|firework|weapon|police|non-emergency|治安|安全|盗|偷|陌生人|打架|消防|火|可疑|高空抛物|走失|遛狗/i],
  ['resident-service', /consumer|taxi|for hire|benefit|inquiry|request|question|lost property|senior|food|vendor|license|school|咨询|办理|证明|门卡|代收|快递|求助|缴费|物业费|装修/i],
  ['inspection', /inspect|survey|violation|illegal conversion|巡查|巡检|检查|违建|违规/i],
]

/** Null where no word is known; the importer counts these and files them under resident service. */
export function categoryOf(...texts: readonly string[]): Category | null {
  for (const text of texts) {
    const found = words.find(([, pattern]) => pattern.test(text))
    if (found) return found[0]
  }
  return null
}

export function priorityOf(text: string): Priority {
  if (/urgent|emergency|critical|紧急|特急|^(p?1|a)$/i.test(text)) return 'urgent'
  if (/high|重要|加急|^p?2$/i.test(text)) return 'high'
  return /low|一般不急|低|^p?4$/i.test(text) ? 'low' : 'normal'
}
