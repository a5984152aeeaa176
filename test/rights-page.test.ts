import { expect, it } from 'vitest'
import { en, zh } from '#client/i18n/office/admin.ts'
import { openRoutes } from '#server/open-routes.ts'
import { commands, type CommandName } from '#shared/commands.ts'
import { doorPaths } from '#shared/doors.ts'
import { queries, type Query } from '#shared/queries.ts'
import { drillOnly, grantable, liveViews, may, ownOnly, roles, sees, type Role, type View } from '#shared/roles.ts'

const both = (role: Role): string => `${zh.role[role]}<br>${en.role[role]}`
const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [line(head), line(head.map((_, i) => (i === 0 ? '---' : ':-:'))), ...rows.map(line)].join('\n')
const marks = (of: readonly Role[], allowed: readonly Role[]): string[] => of.map((role) => (allowed.includes(role) ? '●' : ''))
const names = (list: readonly Role[]): string => list.map((role) => `${zh.role[role]} (${en.role[role]})`).join(', ')

const commandRows = (Object.keys(commands) as CommandName[]).map((name) => [`\`${name}\`<br>POST ${commands[name].path}`, ...marks(grantable, may[name])])
const live = (view: View): view is (typeof liveViews)[number] => (liveViews as readonly string[]).includes(view)
const viewRows = (Object.keys(sees) as View[]).map((view) => {
  const query: Query | null = live(view) ? null : queries[view]
  const how = query ? `${query.body ? 'POST' : 'GET'} ${query.path}${query.logged ? ' ✎' : ''}` : 'Socket.IO'
  return [`\`${view}\`<br>${how}`, ...marks(roles, sees[view])]
})

const page = `# 权限 · Rights

此页由 \`shared/roles.ts\` 生成，服务端按同一张表执行；表变了而此页没变，测试不通过（更新：\`npx vitest run test/rights-page.test.ts -u\`）。
This page is made from \`shared/roles.ts\`, the table that the server enforces; a test fails while the two differ (renew it: \`npx vitest run test/rights-page.test.ts -u\`).

每个角色都在一个范围内持有：全公司、一个区域或一个小区。范围之外一律答 404，如同不存在；范围之内角色不足答 403；未登录答 401。
A role is held at a scope: everything, a region or a community. Outside the scope the answer is 404, as if it did not exist; inside it, where the role does not allow, 403; without a sign-in, 401.

属于全公司的事（登录规定、全公司密钥、全公司大屏）只有全公司范围的角色可以处理。
What belongs to the whole company (the sign-in policy, its keys, its walls) is for roles at everything.

## 可以做什么 · Commands

${table(['', ...grantable.map(both)], commandRows)}

- ${names(drillOnly)}：只在演练中启动和执行预案。Carries out plans in drills only.
- ${names(ownOnly)}：只处理派给本人的工单。Moves no orders but their own.
- ${zh.role.wall} (${en.role.wall})：只能查看，任何操作都答 403。Only looks: every command answers 403.

## 可以看什么 · Views

✎：每次查看都记入审计，之后才回答。Each look is written to the audit before it is answered.

${table(['', ...roles.map(both)], viewRows)}

## 凭密钥 · With a machine's key

${Object.values(doorPaths).map(({ path }) => `- POST ${path}`).join('\n')}

## 不需要权限 · Open

${Object.entries(openRoutes).map(([route, why]) => `- \`${route}\`: ${why}`).join('\n')}
`

it('docs/rights.md says what the table says', async () => {
  await expect(page).toMatchFileSnapshot('../docs/rights.md')
})

it('a table with one right more would make another page', () => {
  expect(marks(grantable, may['order.cancel'])).not.toEqual(marks(grantable, [...may['order.cancel'], 'observer']))
})
