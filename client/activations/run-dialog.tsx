import { Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import '../i18n/plan-run.ts'
import { openDialog, type RunAct } from '../ui/desk-state.ts'
import '../ui/form.css'
import { AddBlockForm } from './add-block-form.tsx'
import { AddStepForm } from './add-step-form.tsx'
import { EndForm } from './end-form.tsx'
import { HandOverForm } from './hand-over-form.tsx'
import { MessageForm } from './message-form.tsx'
import { NoteForm } from './note-form.tsx'
import { RequestForm } from './request-form.tsx'
import './run-dialog.css'
import { useRun } from './run-state.ts'
import { StandDownForm } from './stand-down-form.tsx'
import { StepForm } from './step-form.tsx'

const close = () => openDialog(null)

/** What is done with a plan that runs, beside finishing its steps one by one. It says so when the plan ended meanwhile. */
export default function RunDialog({ act, activation: id, step: key }: { act: RunAct; activation: string; step?: string | undefined }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { activation, gone } = useRun(id)
  const step = activation?.steps.find((one) => one.key === key)
  const title = step && act === 'step' ? format.name(step.name) : act === 'refuse' ? t('run.ask.refuse') : act === 'step' ? '' : t(`run.dialog.${titles[act]}`)
  const said = (words: string) => (
    <Modal opened onClose={close} title={title} lockScroll={false} closeButtonProps={{ 'aria-label': t('act.close') }}>
      <p role="status">{words}</p>
    </Modal>
  )
  if (gone) return said(t('run.dialog.gone'))
  if (!activation) return said(t('state.loading'))
  if (activation.state !== 'running' && activation.state !== 'asked') return said(t('run.dialog.over'))
  const shared = { activation, title, onClose: close }
  switch (act) {
    case 'step':
      return step ? <StepForm {...shared} step={step} /> : said(t('run.dialog.gone'))
    case 'stand-down':
      return <StandDownForm {...shared} />
    case 'add-step':
      return <AddStepForm {...shared} />
    case 'add-block':
      return <AddBlockForm {...shared} />
    case 'hand-over':
      return <HandOverForm {...shared} />
    case 'note':
      return <NoteForm {...shared} />
    case 'message':
      return <MessageForm {...shared} />
    case 'request':
      return <RequestForm {...shared} />
    case 'abort':
    case 'refuse':
      return <EndForm {...shared} act={act} />
  }
}

const titles = {
  'stand-down': 'standDown', 'add-step': 'addStep', 'add-block': 'addBlock', 'hand-over': 'handOver', note: 'noteTitle', message: 'message', request: 'request', abort: 'abort',
} as const satisfies Partial<Record<RunAct, string>>
