import type { Category } from './orders.ts'
import type { Language } from './text.ts'

export type ReportedCategory = Exclude<Category, 'inspection'>

/** What the page of a code offers to touch instead of typing. Only these words of a report are ever shown to others: they name nobody. */
export const reportSuggestions: Record<Language, Record<ReportedCategory, readonly string[]>> = {
  zh: {
    repair: ['灯不亮', '电梯异响', '门禁打不开', '漏水', '下水道堵塞', '墙面或瓷砖脱落'],
    security: ['大门没关好', '陌生人徘徊', '高空抛物', '消防通道被堵', '噪音扰民'],
    cleaning: ['垃圾没有清理', '地面有污渍', '有异味', '垃圾桶满了'],
    greening: ['树枝折断', '树枝挡路', '有虫害', '草木枯死'],
    parking: ['车位被占', '乱停车', '道闸故障', '出口被堵'],
    complaint: ['处理太慢', '服务态度', '噪音', '收费有疑问'],
    'resident-service': ['办门禁卡', '搬家放行', '借用工具', '咨询'],
  },
  en: {
    repair: ['No light', 'The lift makes a noise', 'The entry gate does not open', 'Water leak', 'Blocked drain', 'Loose wall or tiles'],
    security: ['The gate stands open', 'A stranger hangs around', 'Something was thrown down', 'Fire lane is blocked', 'Noise'],
    cleaning: ['Rubbish is not collected', 'Dirty floor', 'Bad smell', 'The bin is full'],
    greening: ['Broken branch', 'A branch blocks the way', 'Insects', 'Dead plants'],
    parking: ['My space is taken', 'Badly parked car', 'The barrier is broken', 'Exit is blocked'],
    complaint: ['It takes too long', 'How I was treated', 'Noise', 'A question about fees'],
    'resident-service': ['Entry card', 'Moving house', 'Borrow a tool', 'A question'],
  },
}

/** Whether a title is one of those, in whichever language. */
export const isSuggested = (title: string): boolean => Object.values(reportSuggestions).some((all) => Object.values(all).some((some) => some.includes(title)))
