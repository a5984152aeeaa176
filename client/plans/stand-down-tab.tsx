import { useTranslation } from 'react-i18next'
import type { Bilingual } from '#shared/text.ts'
import { BilingualField } from './bilingual-field.tsx'
import type { TabProps } from './general-tab.tsx'
import { LinesField } from './lines-field.tsx'
import { usePlanWords } from './plan-words.ts'

/** What is looked at before the plan is stood down. */
export function StandDownTab({ content: { standDown }, onPut }: TabProps) {
  const { t } = useTranslation()
  const { name } = usePlanWords()
  return (
    <LinesField<Bilingual>
      lead={t('office.planEditor.standDown.lead')} empty={t('office.planEditor.standDown.empty')} add={t('office.planEditor.standDown.add')} drop={(number) => t('office.planEditor.standDown.drop', { number })}
      lines={standDown} most={20} blank={() => ({ zh: '', en: '' })} onChange={onPut && ((to) => onPut({ standDown: to }))} read={name}
    >
      {(line, put) => <BilingualField label={t('office.planEditor.standDown.line')} value={line} onChange={put} />}
    </LinesField>
  )
}
