import { useTranslation } from 'react-i18next'
import type { PlanNeed } from '#shared/plans.ts'
import { resourceKinds } from '#shared/resources.ts'
import { BilingualField } from './bilingual-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { TabProps } from './general-tab.tsx'
import { LinesField } from './lines-field.tsx'
import { NumberField } from './number-field.tsx'
import { usePlanWords } from './plan-words.ts'

/** The table of what it takes. */
export function ResourcesTab({ content: { resources }, onPut }: TabProps) {
  const { t } = useTranslation()
  const { name } = usePlanWords()
  return (
    <LinesField<PlanNeed>
      lead={t('office.planEditor.resources.lead')} empty={t('office.planEditor.resources.empty')} add={t('office.planEditor.resources.add')} drop={(number) => t('office.planEditor.resources.drop', { number })}
      lines={resources} most={60} blank={() => ({ kind: 'supply', amount: 1 })} onChange={onPut && ((to) => onPut({ resources: to }))}
      read={(need) => [`${t(`words.resourceKind.${need.kind}`)} × ${need.amount}`, ...(need.name ? [name(need.name)] : [])].join(t('join.dot'))}
    >
      {(need, put) => (
        <div className="line-need">
          <ChoiceField label={t('office.planEditor.resources.kind')} value={need.kind} options={resourceKinds} words={(one) => t(`words.resourceKind.${one}`)} onChange={(kind) => put({ ...need, kind })} />
          <NumberField label={t('office.planEditor.resources.amount')} whole value={need.amount} needed onChange={(amount) => put({ ...need, amount })} max={10_000} />
          <BilingualField label={t('office.planEditor.resources.name')} value={need.name ?? { zh: '', en: '' }} onChange={(to) => put({ ...need, name: to })} />
        </div>
      )}
    </LinesField>
  )
}
