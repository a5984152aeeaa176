import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Measure } from '#shared/plans.ts'
import { BilingualField } from './bilingual-field.tsx'
import type { TabProps } from './general-tab.tsx'
import { LinesField } from './lines-field.tsx'
import { NumberField } from './number-field.tsx'
import { useStepWords } from './step-words.ts'

/** What is measured when it is carried out, and scored in a drill. */
export function MeasuresTab({ content: { measures, steps }, onPut }: TabProps) {
  const { t } = useTranslation()
  const words = useStepWords(steps)
  return (
    <LinesField<Measure>
      lead={t('office.planEditor.measures.lead')} empty={t('office.planEditor.measures.empty')} add={t('office.planEditor.measures.add')} drop={(number) => t('office.planEditor.measures.drop', { number })}
      lines={measures} most={20} blank={() => ({ key: freeKey(measures), name: { zh: '', en: '' } })} onChange={onPut && ((to) => onPut({ measures: to }))}
      read={({ name, minutes, step }) => [words.name(name), ...(minutes ? [words.time(minutes)] : []), ...(step ? [words.called(step)] : [])].join(t('join.dot'))}
    >
      {(measure, put) => (
        <div className="line-measure">
          <BilingualField label={t('office.planEditor.measures.name')} value={measure.name} onChange={(name) => put({ ...measure, name })} />
          <div className="form-pair">
            <NumberField label={t('office.planEditor.measures.minutes')} value={measure.minutes ?? null} onChange={(minutes) => put({ ...measure, minutes })} />
            <Select
              label={t('office.planEditor.measures.step')} placeholder={t('office.planEditor.measures.noStep')} clearable searchable value={measure.step ?? null} data={steps.map(({ key }) => ({ value: key, label: words.called(key) }))}
              onChange={(step) => put({ ...measure, step })}
            />
          </div>
        </div>
      )}
    </LinesField>
  )
}

const freeKey = (measures: readonly Measure[]): string => `m${Math.max(measures.length, ...measures.map(({ key }) => Number(/^m(\d+)$/.exec(key)?.[1] ?? 0))) + 1}`
