import type { Category, OrderSource, OrderState, Priority } from '#shared/orders.ts'
import type { Bilingual } from '#shared/text.ts'

// A file that is taken away carries its words; a test holds them to those of the screens.

const said = (zh: string, en: string): Bilingual => ({ zh, en })

export const categoryWords: Record<Category, Bilingual> = {
  repair: said('维修', 'Repair'), security: said('秩序', 'Security'), cleaning: said('保洁', 'Cleaning'), greening: said('绿化', 'Greening'), complaint: said('投诉', 'Complaint'),
  parking: said('停车交通', 'Parking and traffic'), 'resident-service': said('住户服务', 'Resident service'), inspection: said('巡检', 'Inspection'),
}

export const priorityWords: Record<Priority, Bilingual> = { urgent: said('紧急', 'Urgent'), high: said('较急', 'High'), normal: said('一般', 'Normal'), low: said('不急', 'Low') }

export const sourceWords: Record<OrderSource, Bilingual> = {
  app: said('住户端', 'Resident app'), phone: said('电话', 'Phone'), butler: said('管家', 'Butler'), patrol: said('巡逻', 'Patrol'), alarm: said('告警', 'Alarm'), inspection: said('巡检', 'Inspection'),
  api: said('接口', 'API'), import: said('导入', 'Import'), code: said('扫码', 'QR code'), forum: said('公共平台', 'Public forum'), drill: said('演练', 'Drill'), maintenance: said('预防性维护', 'Maintenance'), plan: said('预案', 'Plan'),
}

export const stateWords: Record<OrderState, Bilingual> = {
  reported: said('待派', 'Not assigned'), assigned: said('已派', 'Assigned'), accepted: said('已接单', 'Accepted'), 'on-the-way': said('在途', 'On the way'), arrived: said('已到场', 'On site'),
  waiting: said('等待中', 'Waiting'), done: said('已完成', 'Done'), verified: said('已验收', 'Verified'), closed: said('已关闭', 'Closed'), 'called-back': said('已回访', 'Called back'),
  reopened: said('重开', 'Reopened'), cancelled: said('已取消', 'Cancelled'), merged: said('已合并', 'Merged'),
}

export const columnWords = {
  number: said('单号', 'Number'), community: said('小区', 'Community'), building: said('楼栋', 'Building'), place: said('位置', 'Place'), category: said('类别', 'Category'), priority: said('紧急程度', 'Priority'),
  title: said('什么事', 'What'), description: said('补充说明', 'Description'), state: said('状态', 'State'), assignee: said('处理人', 'Assignee'), source: said('来源', 'Source'),
  reportedAt: said('登记', 'Reported'), respondedAt: said('响应', 'Responded'), arrivedAt: said('到场', 'Arrived'), finishedAt: said('完成', 'Finished'), closedAt: said('关闭', 'Closed'),
  calledBackAt: said('回访', 'Called back'), late: said('超时的承诺', 'Broken promises'), rating: said('评分', 'Rating'), rootCause: said('原因', 'Root cause'),
} satisfies Record<string, Bilingual>

export const lateWords = {
  respond: said('响应', 'Respond'), arrive: said('到场', 'Arrive'), solution: said('方案', 'Solution'), finish: said('完成', 'Finish'), close: said('关闭', 'Close'), 'call-back': said('回访', 'Call back'),
} satisfies Record<string, Bilingual>
