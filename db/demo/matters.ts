import type { Category, Priority } from '#shared/orders.ts'
import type { Random } from './random.ts'

/** What people report, in their own words. `share` is how often among its category. */
export type Matter = { title: string; priority: Priority; share: number; /** On the premises at large, not in a flat. */ outside?: true }

const matter = (title: string, share: number, priority: Priority = 'normal'): Matter => ({ title, share, priority })
const outside = (title: string, share: number, priority: Priority = 'normal'): Matter => ({ title, share, priority, outside: true })

export const matters: Record<Category, readonly Matter[]> = {
  'repair': [
    matter('厨房下水堵塞', 9), matter('水龙头漏水', 9), matter('卫生间渗水到楼下', 6, 'high'), matter('楼道灯不亮', 10), matter('入户门锁损坏', 5),
    matter('跳闸后无法送电', 3, 'urgent'), matter('家中水管爆裂跑水', 2, 'urgent'), matter('电梯运行异响', 3, 'high'), matter('对讲门铃无声', 5),
    matter('空调排水管脱落', 4), matter('热水水压低', 4), matter('单元门关不上', 5), matter('窗户玻璃松动', 2, 'high'), matter('插座没电', 6),
    matter('马桶不下水', 6), matter('墙面开裂', 2, 'low'), matter('地漏返味', 4), matter('晾衣架损坏', 3, 'low'), matter('水表不走字', 2, 'low'),
  ],
  'cleaning': [
    matter('楼道垃圾未清', 9), matter('电梯轿厢有污渍', 7), matter('楼道有异味', 5), outside('草坪宠物粪便未清理', 6), outside('地库坡道积水', 4),
    matter('大堂地面湿滑', 4, 'high'), outside('垃圾桶满溢', 7), matter('消防楼梯积灰', 4, 'low'), outside('儿童乐园地垫脏污', 3),
  ],
  'resident-service': [
    matter('门禁卡补办', 8), matter('装修申请办理', 6), matter('物业费账单咨询', 7), matter('搬家放行条', 6), matter('老人上门帮助', 4),
    matter('快递代收', 7), matter('访客登记预约', 5), matter('车位续租', 5), matter('家中钥匙遗失求助', 2, 'high'), matter('活动报名', 4, 'low'),
  ],
  'complaint': [
    matter('夜间装修噪音', 9), matter('楼上脚步声扰民', 6), outside('广场舞音响过大', 6), matter('邻居空调滴水', 5), matter('宠物吠叫扰民', 6),
    matter('报修多次未解决', 3, 'high'), matter('保洁不及时', 5), outside('门岗态度差', 2), matter('电梯等待太久', 4), outside('车辆鸣笛扰民', 3),
  ],
  'security': [
    matter('陌生人尾随进入单元', 4, 'high'), matter('楼道堆放杂物', 8), matter('电动车进电梯', 7, 'high'), outside('宠物未牵绳', 6), outside('消防通道被占', 5, 'high'),
    outside('访客未登记进入', 4), matter('邻里纠纷需要协调', 3), outside('可疑人员徘徊', 2, 'urgent'), matter('楼道有推销人员', 5), outside('儿童在水景边玩耍', 2, 'high'),
  ],
  'parking': [
    outside('私家车位被占', 9), outside('道闸不抬杆', 5, 'high'), outside('地库出口拥堵', 6, 'high'), outside('充电桩故障', 6), outside('外来车辆占道', 6),
    outside('电动车乱停', 7), outside('车辆剐蹭需调监控', 3), outside('月卡无法识别', 5),
  ],
  'inspection': [
    matter('消火栓箱封条破损', 6), outside('路灯缺亮', 7), outside('儿童游乐设施松动', 4, 'high'), matter('应急照明不亮', 5), outside('水泵房湿度偏高', 3),
    outside('井盖松动', 4, 'high'), matter('天台门未锁', 4, 'high'), outside('健身器材螺丝松动', 4), matter('灭火器压力不足', 5),
  ],
  'greening': [
    outside('绿化枯萎需补种', 8), outside('树枝遮挡路灯', 5), outside('草坪积水', 4), outside('蚊虫较多需消杀', 6), outside('树木倾斜', 2, 'high'), outside('灌溉喷头漏水', 4),
  ],
}

export const rubbish: Matter = { title: '晚间垃圾清运不及时，异味扰民', priority: 'normal', share: 1 }

export const pickMatter = (random: Random, category: Category): Matter => random.weighted(matters[category], (one) => one.share)

/** "2 单元 1201", or the storey for what is on the stairs. */
export function placeIn(random: Random, building: { units: number; levels: number | null }): string {
  const unit = random.int(1, Math.max(1, building.units))
  const level = random.int(1, Math.max(1, Math.floor(building.levels ?? 1)))
  return random.chance(0.75) ? `${unit} 单元 ${level}0${random.int(1, 4)}` : `${unit} 单元 ${level} 层`
}
