import { NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DispatchRule } from '#shared/dispatch.ts'
import { categories, dispatchModes, type Category, type DispatchMode } from '#shared/orders.ts'
import { hoursKinds, type HoursKind } from '#shared/promises.ts'
import { may, type Scope } from '#shared/roles.ts'
import { useCommand } from '../live/command-state.ts'
import { OfficeForm } from '../ui/office-dialog.tsx'
import { ScopeField } from '../ui/office-fields.tsx'
import { scopeOfPlace } from '../ui/office-place.tsx'
import { sameMatter } from './rule-rules.ts'

const roles = may['dispatch.set']
const any = 'any'

/** A new rule, or `held` changed: what it is about stays, since that is what names it. `first`: where a new one begins. */
export function RuleForm({ held, rules, first, onClose }: { held: DispatchRule | null; rules: readonly DispatchRule[]; first: Scope; onClose: () => void }) {
  const { t } = useTranslation()
  const { run, busy, failure } = useCommand('dispatch.set')
  const [scope, setScope] = useState<Scope>(held ? scopeOfPlace(held) : first)
  const [category, setCategory] = useState<Category | null>(held?.category ?? null)
  const [hours, setHours] = useState<HoursKind | null>(held?.hours ?? null)
  const [mode, setMode] = useState<DispatchMode>(held?.mode ?? 'assign')
  const [minutes, setMinutes] = useState(held?.acceptMinutes ?? 5)
  const about = { region: scope.kind === 'region' ? scope.id : null, community: scope.kind === 'community' ? scope.id : null, category, hours }
  const replaced = held === null && rules.some((rule) => sameMatter(rule, about))
  const timed = mode === 'assign' || mode === 'rotate'
  const valid = Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440
  const submit = () => void run({ ...about, mode, acceptMinutes: minutes }).then((reply) => reply && onClose())
  return (
    <OfficeForm title={t(held ? 'office.admin.edit' : 'office.dispatch.new')} submit={t('office.admin.save')} busy={busy} failure={failure} disabled={!valid} onSubmit={submit} onClose={onClose}>
      <ScopeField value={scope} onChange={setScope} roles={roles} disabled={held !== null} />
      <Select
        label={t('office.dispatch.category')}
        data={[{ value: any, label: t('office.dispatch.all') }, ...categories.map((one) => ({ value: one, label: t(`words.category.${one}`) }))]}
        value={category ?? any}
        onChange={(value) => setCategory(categories.find((one) => one === value) ?? null)}
        allowDeselect={false}
        disabled={held !== null}
      />
      <Select
        label={t('office.dispatch.when')}
        data={[{ value: any, label: t('office.dispatch.always') }, ...hoursKinds.map((one) => ({ value: one, label: t(`office.dispatch.hours.${one}`) }))]}
        value={hours ?? any}
        onChange={(value) => setHours(hoursKinds.find((one) => one === value) ?? null)}
        allowDeselect={false}
        disabled={held !== null}
      />
      <Select
        label={t('office.dispatch.how')}
        description={t(`office.dispatch.hint.${mode}`)}
        data={dispatchModes.map((one) => ({ value: one, label: t(`office.dispatch.mode.${one}`) }))}
        value={mode}
        onChange={(value) => setMode(dispatchModes.find((one) => one === value) ?? mode)}
        allowDeselect={false}
      />
      {timed && <NumberInput label={t('office.dispatch.minutes')} description={t('office.dispatch.minutesHint')} value={minutes} onChange={(value) => setMinutes(Number(value))} min={1} max={1440} allowDecimal={false} />}
      {replaced && <p className="dim">{t('office.dispatch.replaces')}</p>}
    </OfficeForm>
  )
}
