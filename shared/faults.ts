import type { Bilingual } from './text.ts'

type Fault = { status: number; title: Bilingual; detail: Bilingual }

/** Every refusal there is. `detail` says what to do; nothing here tells an attacker anything. */
export const faults = {
  'invalid': { status: 400, title: { zh: '内容有误', en: 'Something in the request is not right' }, detail: { zh: '请按下列各项改正后再试。', en: 'Correct the fields listed and try again.' } },
  'malformed': { status: 400, title: { zh: '无法读懂', en: 'The request cannot be read' }, detail: { zh: '请发送格式正确的 JSON（UTF-8）。', en: 'Send well-formed JSON in UTF-8.' } },
  'sign-in-needed': { status: 401, title: { zh: '请先登录', en: 'Sign in first' }, detail: { zh: '登录已失效或尚未登录，请重新登录。', en: 'You are not signed in, or the session has ended. Sign in again.' } },
  'wrong-sign-in': { status: 401, title: { zh: '登录未成功', en: 'Not signed in' }, detail: { zh: '用户名、密码或验证码不正确。', en: 'The user name, the password or the code is not right.' } },
  'key-needed': { status: 401, title: { zh: '需要有效的接入密钥', en: 'A valid key is needed' }, detail: { zh: '请在 Authorization 头中以 Bearer 方式提供有效密钥。', en: 'Send a valid key as a Bearer token in the Authorization header.' } },
  'not-allowed': { status: 403, title: { zh: '没有权限', en: 'Not allowed' }, detail: { zh: '您的角色不能执行此操作，请联系管理员。', en: 'Your role may not do this. Ask an administrator.' } },
  'foreign-page': { status: 403, title: { zh: '请求来自其他网址', en: 'The request comes from another address' }, detail: { zh: '请从本系统自己的网址打开页面；若经过反向代理，请管理员检查 PUBLIC_URL。', en: 'Open the page at this system’s own address; behind a reverse proxy, let the administrator check PUBLIC_URL.' } },
  'second-factor-needed': { status: 403, title: { zh: '需要两步验证', en: 'A second factor is needed' }, detail: { zh: '您的角色必须使用两步验证，请先设置验证器。', en: 'Your role must use a second factor. Set up your authenticator first.' } },
  'wall-only-looks': { status: 403, title: { zh: '大屏只能查看', en: 'A wall only looks' }, detail: { zh: '请在值守台上登录后操作。', en: 'Sign in at a desk to do this.' } },
  'not-found': { status: 404, title: { zh: '找不到', en: 'Not found' }, detail: { zh: '不存在，或不在您的管辖范围内。', en: 'It does not exist, or is outside your scope.' } },
  'conflict': { status: 409, title: { zh: '已被他人更改', en: 'Somebody else was first' }, detail: { zh: '这条记录刚刚被更改，请看最新状态后再决定。', en: 'It has just been changed. Look at its present state and decide again.' } },
  'illegal-move': { status: 409, title: { zh: '当前状态不能这样做', en: 'Not possible in its present state' }, detail: { zh: '请看最新状态。', en: 'Look at its present state.' } },
  'reused-key': { status: 422, title: { zh: '重复使用了操作编号', en: 'The idempotency key was used for something else' }, detail: { zh: '请换一个新的 Idempotency-Key。', en: 'Use a new Idempotency-Key.' } },
  'replayed': { status: 409, title: { zh: '此消息已经收到', en: 'This message has been taken before' }, detail: { zh: '无需再次发送，没有重复执行。', en: 'There is no need to send it again; nothing was done twice.' } },
  'too-large': { status: 413, title: { zh: '内容过大', en: 'Too large' }, detail: { zh: '请减小后分批发送。', en: 'Send less at a time.' } },
  'wrong-type': { status: 415, title: { zh: '格式不支持', en: 'Unsupported content type' }, detail: { zh: '请使用 application/json。', en: 'Use application/json.' } },
  'too-many': { status: 429, title: { zh: '请求过于频繁', en: 'Too many requests' }, detail: { zh: '请稍候再试。', en: 'Wait a moment and try again.' } },
  'unavailable': { status: 503, title: { zh: '暂时无法处理', en: 'Not available at the moment' }, detail: { zh: '系统正在恢复。用同一操作编号重试不会重复执行。', en: 'The system is recovering. Retrying with the same Idempotency-Key does nothing twice.' } },
  'internal': { status: 500, title: { zh: '系统内部错误', en: 'Internal error' }, detail: { zh: '已记录，请重试；若仍失败请联系管理员并提供编号。', en: 'It has been logged. Try again; if it fails again, give the administrator the reference.' } },
} as const satisfies Record<string, Fault>

export type FaultName = keyof typeof faults

/** RFC 9457 problem details. `errors` names each field that is wrong; `current` is the winner's state on a conflict. */
export type Problem = {
  type: `/faults/${FaultName}`
  title: string
  status: number
  detail: string
  instance?: string
  errors?: { field: string; message: string }[]
  current?: unknown
}
