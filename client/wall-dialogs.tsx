import { lazy, Suspense } from 'react'
import { useDesk, type Dialog } from './ui/desk-state.ts'
import './ui/form.css'

// With what they are made of they are a tenth of what a wall loads; most walls never open one.
const ReportDialog = lazy(() => import('./orders/report-dialog.tsx'))
const RedistributeDialog = lazy(() => import('./orders/redistribute-dialog.tsx'))
const StartDialog = lazy(() => import('./activations/start-dialog.tsx'))
const RunDialog = lazy(() => import('./activations/run-dialog.tsx'))
const DisplayDialog = lazy(() => import('./ui/display-dialog.tsx'))
const SoundDialog = lazy(() => import('./sound/sound-dialog.tsx'))
const ShowDialog = lazy(() => import('./walls/show-dialog.tsx'))
const HelpDialog = lazy(() => import('./ui/help-dialog.tsx'))
const Palette = lazy(() => import('./wall-palette.tsx'))
const HandoverDialog = lazy(() => import('./handovers/handover-dialog.tsx'))

export function WallDialogs() {
  const dialog = useDesk((desk) => desk.dialog)
  return <Suspense fallback={null}>{dialog && <Open dialog={dialog} />}</Suspense>
}

function Open({ dialog }: { dialog: Dialog }) {
  switch (dialog.kind) {
    case 'report':
      return <ReportDialog {...dialog} />
    case 'redistribute':
      return <RedistributeDialog {...dialog} />
    case 'start':
      return <StartDialog {...dialog} />
    case 'run':
      return <RunDialog key={`${dialog.activation}/${dialog.act}/${dialog.step}`} {...dialog} />
    case 'help':
      return <HelpDialog />
    case 'display':
      return <DisplayDialog />
    case 'handover':
      return <HandoverDialog />
    case 'sound':
      return <SoundDialog />
    case 'show':
      return <ShowDialog />
    case 'palette':
      return <Palette />
  }
}
