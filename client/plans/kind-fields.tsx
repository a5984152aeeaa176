import { Autocomplete, MultiSelect, Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { deviceActions, deviceKinds, valueUnits } from '#shared/devices.ts'
import { categories, priorities } from '#shared/orders.ts'
import { posts } from '#shared/people.ts'
import { kindOf, type PlanStep, type Wait } from '#shared/plans.ts'
import { resourceKinds } from '#shared/resources.ts'
import '../i18n/device-sheet.ts'
import { usePlans } from '../live/catalogue.ts'
import { AnswersField } from './answers-field.tsx'
import { BilingualField } from './bilingual-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { Editor } from './editor-state.ts'
import { NotifyFields } from './notify-fields.tsx'
import { NumberField } from './number-field.tsx'
import { usePlanWords } from './plan-words.ts'
import type { Change } from './step-form.tsx'
import { knownValues, valueWords } from './value-words.ts'

type Props = { editor: Editor; step: PlanStep; onChange: Change }

/** What belongs to the kind of a step. */
export function KindFields({ editor, step, onChange }: Props) {
  const { t } = useTranslation()
  switch (kindOf(step)) {
    case 'decide':
      return <AnswersField steps={editor.content.steps} step={step} onChange={(answers) => editor.edit({ do: 'answer', step: step.key, answers })} />
    case 'wait':
      return step.wait ? <WaitFields wait={step.wait} onChange={(wait) => onChange({ wait })} /> : null
    case 'notify':
      return <NotifyFields notify={step.notify} onChange={(notify) => onChange({ notify })} />
    case 'order':
      return step.order ? <OrderFields order={step.order} onChange={(order) => onChange({ order })} /> : null
    case 'instruct':
      return step.instruct ? <InstructFields instruct={step.instruct} onChange={(instruct) => onChange({ instruct })} /> : null
    case 'roll-call':
      return (
        <MultiSelect
          label={t('office.planEditor.field.called')} description={t('office.planEditor.field.calledHint')} value={step.rollCall ?? []} data={posts.map((one) => ({ value: one, label: t(`words.post.${one}`) }))}
          onChange={(chosen) => onChange({ rollCall: posts.filter((post) => chosen.includes(post)) })}
        />
      )
    case 'request':
      return step.request ? <RequestFields request={step.request} onChange={(request) => onChange({ request })} /> : null
    case 'block':
      return <BlockField own={editor.base.series} block={step.block ?? null} onChange={(block) => onChange({ block })} />
    case 'do':
      return null
  }
}

function WaitFields({ wait, onChange }: { wait: Wait; onChange: (wait: Wait) => void }) {
  const { t } = useTranslation()
  const until = (to: Wait['until']): Wait => (to === 'time' ? { until: to, minutes: 10 } : to === 'person' ? { until: to } : { until: to, device: 'pump', key: 'pressure', when: 'above', limit: 0 })
  return (
    <>
      <div className="form-pair">
        <ChoiceField label={t('office.planEditor.field.until')} value={wait.until} options={['time', 'value', 'person']} words={(one) => t(`office.planEditor.until.${one}`)} onChange={(to) => onChange(until(to))} />
        {wait.until === 'time' && <NumberField label={t('office.planEditor.field.minutes')} value={wait.minutes} needed onChange={(minutes) => onChange({ ...wait, minutes })} max={10_080} />}
        {wait.until === 'value' && <ChoiceField label={t('office.planEditor.field.device')} searchable value={wait.device} options={deviceKinds} words={(one) => t(`words.deviceKind.${one}`)} onChange={(device) => onChange({ ...wait, device })} />}
      </div>
      {wait.until === 'value' && (
        <div className="form-triple">
          <Autocomplete
            label={t('office.planEditor.field.key')} value={valueWords(t, wait.key)} data={knownValues.map((key) => valueWords(t, key))} maxLength={60}
            onChange={(typed) => onChange({ ...wait, key: knownValues.find((key) => valueWords(t, key) === typed) ?? typed })}
          />
          <ChoiceField label={t('office.planEditor.field.comparison')} value={wait.when} options={['above', 'below']} words={(one) => t(`office.planEditor.comparison.${one}`)} onChange={(when) => onChange({ ...wait, when })} />
          <NumberField label={[t('office.planEditor.field.limitValue'), valueUnits[wait.key]].filter(Boolean).join(' ')} value={wait.limit} needed any onChange={(limit) => onChange({ ...wait, limit })} />
        </div>
      )}
    </>
  )
}

type OrderPart = NonNullable<PlanStep['order']>
function OrderFields({ order, onChange }: { order: OrderPart; onChange: (order: OrderPart) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <BilingualField label={t('office.planEditor.field.title')} value={order.title} onChange={(title) => onChange({ ...order, title })} />
      <div className="form-pair">
        <ChoiceField label={t('office.planEditor.field.category')} value={order.category} options={categories} words={(one) => t(`words.category.${one}`)} onChange={(category) => onChange({ ...order, category })} />
        <ChoiceField label={t('office.planEditor.field.priority')} value={order.priority} options={priorities} words={(one) => t(`words.priority.${one}`)} onChange={(priority) => onChange({ ...order, priority })} />
      </div>
    </>
  )
}

type InstructPart = NonNullable<PlanStep['instruct']>
function InstructFields({ instruct, onChange }: { instruct: InstructPart; onChange: (instruct: InstructPart) => void }) {
  const { t } = useTranslation()
  return (
    <div className="form-pair">
      <ChoiceField label={t('office.planEditor.field.device')} searchable value={instruct.device} options={deviceKinds} words={(one) => t(`words.deviceKind.${one}`)} onChange={(device) => onChange({ ...instruct, device })} />
      <ChoiceField label={t('office.planEditor.field.action')} value={instruct.action} options={deviceActions} words={(one) => t(`deviceSheet.action.${one}`)} onChange={(action) => onChange({ ...instruct, action })} />
    </div>
  )
}

type RequestPart = NonNullable<PlanStep['request']>
function RequestFields({ request, onChange }: { request: RequestPart; onChange: (request: RequestPart) => void }) {
  const { t } = useTranslation()
  return (
    <div className="form-pair">
      <ChoiceField label={t('office.planEditor.field.resource')} value={request.kind} options={resourceKinds} words={(one) => t(`words.resourceKind.${one}`)} onChange={(kind) => onChange({ ...request, kind })} />
      <NumberField label={t('office.planEditor.field.amount')} whole value={request.amount} needed onChange={(amount) => onChange({ ...request, amount })} max={10_000} />
    </div>
  )
}

/** Another published plan; never this one. */
function BlockField({ own, block, onChange }: { own: string; block: string | null; onChange: (block: string | null) => void }) {
  const { t } = useTranslation()
  const { name } = usePlanWords()
  const { data: plans } = usePlans()
  return (
    <Select
      label={t('office.planEditor.field.block')} description={t('office.planEditor.field.blockHint')} searchable value={block} onChange={onChange}
      data={(plans ?? []).filter(({ series }) => series !== own).map((plan) => ({ value: plan.series, label: name(plan.name) }))}
    />
  )
}
