import type { Same } from '../zh.ts'

export const zh = {
  back: '返回值守', nav: '日常工作', nothing: '您的角色没有日常工作页面。',
}

export const en: Same<typeof zh> = {
  back: 'Back to the desk', nav: 'Daily work', nothing: 'There is no page of daily work for your role.',
}
