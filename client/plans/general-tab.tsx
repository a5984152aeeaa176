import { useTranslation } from 'react-i18next'
import { scenes, type PlanContent } from '#shared/plans.ts'
import { Facts } from '../ui/sheet.tsx'
import { BilingualField } from './bilingual-field.tsx'
import { ChoiceField } from './choice-field.tsx'
import type { Put } from './editor-state.ts'
import { NumberField } from './number-field.tsx'
import { usePlanWords } from './plan-words.ts'
import { TriggersField } from './triggers-field.tsx'

export type TabProps = { content: PlanContent; /** Null: only to read. */ onPut: Put | null }

/** What the plan is called and for what, its clocks, and when it is proposed. */
export function GeneralTab({ content, onPut }: TabProps) {
  const { t } = useTranslation()
  const words = usePlanWords()
  const { scene, name, purpose, triggers, targetMinutes, acceptMinutes, secondPerson } = content
  if (!onPut) {
    return (
      <div className="edition-pane">
        <Facts
          rows={[
            [t('office.planEditor.general.scene'), t(`words.scene.${scene}`)], [t('office.planEditor.general.name'), `${name.zh} / ${name.en}`], [t('office.planEditor.general.purpose'), words.name(purpose)],
            [t('office.planEditor.general.target'), targetMinutes ?? '–'], [t('office.planEditor.general.accept'), acceptMinutes], ...(secondPerson ? [[t('office.planLibrary.second'), t('office.planEditor.general.second')] as const] : []),
            [t('office.planEditor.general.triggers'), triggers.length === 0 ? t('office.planEditor.general.noTriggers') : triggers.map(words.trigger).join(t('join.dot'))],
          ]}
        />
      </div>
    )
  }
  return (
    <div className="edition-pane form">
      <ChoiceField label={t('office.planEditor.general.scene')} searchable value={scene} options={scenes} words={(one) => t(`words.scene.${one}`)} onChange={(to) => onPut({ scene: to })} />
      <BilingualField label={t('office.planEditor.general.name')} value={name} onChange={(to) => onPut({ name: to })} />
      <BilingualField label={t('office.planEditor.general.purpose')} value={purpose} onChange={(to) => onPut({ purpose: to })} area />
      <div className="form-pair">
        <NumberField label={t('office.planEditor.general.target')} description={t('office.planEditor.general.targetHint')} value={targetMinutes} onChange={(to) => onPut({ targetMinutes: to })} max={43_200} />
        <NumberField label={t('office.planEditor.general.accept')} description={t('office.planEditor.general.acceptHint')} value={acceptMinutes} needed onChange={(to) => onPut({ acceptMinutes: to })} max={1440} />
      </div>
      <label className="plan-tick">
        <input type="checkbox" checked={secondPerson} onChange={() => onPut({ secondPerson: !secondPerson })} /> {t('office.planEditor.general.second')}
      </label>
      <TriggersField triggers={triggers} onChange={(to) => onPut({ triggers: to })} />
    </div>
  )
}
