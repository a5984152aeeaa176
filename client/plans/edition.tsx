import { useMediaQuery } from '@mantine/hooks'
import '@mantine/core/styles/Pill.css'
import '@mantine/core/styles/PillsInput.css'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plan } from '#shared/plans.ts'
import { useStacked } from '../ui/size.ts'
import '../ui/form.css'
import { useMayCompany } from './company-right.ts'
import { EditionHead } from './edition-head.tsx'
import { EditionNotes } from './edition-notes.tsx'
import './edition.css'
import { EditionList } from './edition-list.tsx'
import { useEditorKeys } from './editor-keys.ts'
import { useEditor, type Put } from './editor-state.ts'
import { GeneralTab } from './general-tab.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { MeasuresTab } from './measures-tab.tsx'
import { placeOf, type Tab } from './problem-rules.ts'
import { useProblems } from './problems.ts'
import { ProblemsPanel } from './problems-panel.tsx'
import { ResourcesTab } from './resources-tab.tsx'
import { StandDownTab } from './stand-down-tab.tsx'
import { StepsTab } from './steps-tab.tsx'

const tabs = ['steps', 'general', 'resources', 'measures', 'standDown', 'editions'] as const satisfies Tab[]

/** What an edition says, by parts, with what stands against it; a draft can be changed by whoever may. */
export function Edition({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const stacked = useStacked()
  const beside = useMediaQuery('(min-width: 100em)', false, { getInitialValueInEffect: false })
  const company = useMayCompany()
  const mine = company('plan.change')
  const editor = useEditor(plan, plan.state === 'draft' && mine && !stacked)
  const [tab, setTab] = useState<Tab>('steps')
  const { base, content, writable } = editor
  const checked = mine && (base.state === 'draft' || base.state === 'review')
  const problems = useProblems(content, checked)
  useEditorKeys(editor)
  const put: Put | null = writable ? (change) => editor.edit({ do: 'put', content: change }) : null
  return (
    <section className="edition" aria-label={content.name.zh} data-writable={writable || undefined}>
      <EditionHead editor={editor} />
      <EditionNotes editor={editor} why={writable ? null : stacked && plan.state === 'draft' && mine ? 'phone' : base.state === 'draft' ? 'right' : base.state} />
      <nav className="edition-tabs" aria-label={t('office.planEditor.tabs')}>
        {tabs.map((one) => (
          <button key={one} type="button" aria-current={one === tab ? 'page' : undefined} onClick={() => setTab(one)}>
            {t(`office.planEditor.tab.${one}`)}
          </button>
        ))}
      </nav>
      {tab === 'steps' && <StepsTab editor={editor} problems={problems.found} layout={stacked ? 'cards' : beside ? 'beside' : 'one'} />}
      {tab === 'general' && <GeneralTab content={content} onPut={put} />}
      {tab === 'resources' && <ResourcesTab content={content} onPut={put} />}
      {tab === 'measures' && <MeasuresTab content={content} onPut={put} />}
      {tab === 'standDown' && <StandDownTab content={content} onPut={put} />}
      {tab === 'editions' && <EditionList series={base.series} shown={base.id} />}
      {checked && (
        <ProblemsPanel
          problems={problems} content={content}
          onOpen={(problem) => {
            setTab(placeOf(problem))
            if (problem.step) editor.choose(problem.step)
          }}
        />
      )}
      <LeaveGuard dirty={editor.dirty} onSave={() => editor.save()} onDrop={editor.drop} />
    </section>
  )
}
