import { CannotGoOn, runCommand, type Terminal } from './cli.ts'
import { readConfig } from './config.ts'
import { readHouseholdsCommand, runHouseholdsCommand } from './import/household-command.ts'
import { readRequestsCommand, runRequestsCommand } from './import/requests-command.ts'
import { readSiteCommand, runSiteCommand } from './import/site-command.ts'
import { openInstallation, type Opened } from './installation.ts'
import { pastOrderMaker } from './orders/past-order.ts'
import { readPromiseBook } from './orders/promise-book.ts'
import type { Parts } from './parts.ts'

const help = {
  zh: `用法：
  npm run import -- site <文件.geojson> --community <代码> [--region <区域>] [--name "中文名/English"]
      --by <属性>          按此属性把要素分成多个小区
      --datum gcj02|bd09   坐标为国内地图坐标（默认 wgs84）
      --as <类别>          没有标签的要素当作此类别（如 gate）
      --boundary <文件>    小区边界
      --households <数>    户数      --zone <时区>      --dry-run 只试读
  npm run import -- requests <文件.csv> [--community <代码>]
      --map 字段=列名      更正识别出的列（可多次）
      --near <米>          位置离楼栋多近算在该楼（默认 60）
      --zone <时区>        --encoding <编码>    --shift-days <天>  把时间整体移动
      --spread             没有楼栋的按地址分到小区各楼（仅供试用）    --dry-run 只试读
  npm run import -- households <文件.csv> --community <代码>
      列：楼栋、房号、姓名、电话、等级（红/黄/绿）、需求；同一住处再次导入即更新
      --encoding <编码>    --dry-run 只比较，不写入`,
  en: `Usage:
  npm run import -- site <file.geojson> --community <code> [--region <name>] [--name "中文名/English"]
      --by <property>      features are of several communities, told apart by this property
      --datum gcj02|bd09   coordinates of Chinese map services (wgs84 otherwise)
      --as <kind>          what features without tags are (such as gate)
      --boundary <file>    the edge of the community
      --households <n>     --zone <IANA zone>     --dry-run reads only
  npm run import -- requests <file.csv> [--community <code>]
      --map field=column   corrects the columns that were recognised (repeatable)
      --near <metres>      how near a building a position means it (60)
      --zone <IANA zone>   --encoding <name>   --shift-days <n>  moves all times
      --spread             puts requests without a building on one, by address (for trying things out)
      --dry-run            reads only
  npm run import -- households <file.csv> --community <code>
      columns: building, place, name, phone, level (red/yellow/green), needs; the same flat again is updated
      --encoding <name>    --dry-run compares only`,
}

await runCommand(help, async (terminal) => {
  const [what, ...args] = process.argv.slice(2)
  if (what === undefined || what === '--help' || what === '-h' || args.includes('--help')) {
    terminal.say(help)
    return
  }
  await withInstallation(terminal, async (open) => {
    if (what === 'site') await runSiteCommand(readSiteCommand(args), open, terminal)
    else if (what === 'requests') await runRequestsCommand(readRequestsCommand(args), open, async ({ sql }) => pastOrderMaker(await readPromiseBook(sql)), terminal)
    else if (what === 'households') await runHouseholdsCommand(readHouseholdsCommand(args), open, terminal)
    else throw new CannotGoOn(`不认识“${what}”，可导入 site、requests 或 households。`, `"${what}" is not known: import site, requests or households.`, 2)
  })
})

/** The database is opened only once there is something to write. */
async function withInstallation(terminal: Terminal, run: (open: () => Promise<Parts>) => Promise<void>): Promise<void> {
  let opened: Opened | undefined
  try {
    await run(async () => {
      opened ??= await openInstallation(readConfig(), (line) => terminal.complain({ zh: line, en: line }))
      return opened.parts
    })
  } finally {
    await opened?.close()
  }
}
