import { ReportDialog } from './orders/report-dialog.tsx'
import { StartDialog } from './plans/start-dialog.tsx'
import { useDesk } from './ui/desk-state.ts'
import { DisplayDialog } from './ui/display-dialog.tsx'
import { HelpDialog } from './ui/help-dialog.tsx'
import { Palette } from './wall-palette.tsx'
import './ui/form.css'

export function WallDialogs() {
  const dialog = useDesk((desk) => desk.dialog)
  switch (dialog?.kind) {
    case 'report':
      return <ReportDialog {...dialog} />
    case 'start':
      return <StartDialog {...dialog} />
    case 'help':
      return <HelpDialog />
    case 'display':
      return <DisplayDialog />
    case 'palette':
      return <Palette />
    default:
      return null
  }
}
