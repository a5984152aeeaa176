import { Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Bilingual } from '#shared/text.ts'

type Props = { label: string; value: Bilingual; onChange: (value: Bilingual) => void; area?: boolean; max?: number }

/** One text in both languages, beside each other. */
export function BilingualField({ label, value, onChange, area = false, max = 200 }: Props) {
  const { t } = useTranslation()
  const field = (language: 'zh' | 'en') => {
    const about = {
      label: t(language === 'zh' ? 'office.planEditor.mine' : 'office.planEditor.other', { field: label }), value: value[language], maxLength: max, lang: language === 'zh' ? 'zh-CN' : 'en',
    }
    return area ? (
      <Textarea {...about} autosize minRows={2} maxRows={8} onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })} />
    ) : (
      <TextInput {...about} onChange={(event) => onChange({ ...value, [language]: event.currentTarget.value })} />
    )
  }
  return (
    <div className="form-pair">
      {field('zh')}
      {field('en')}
    </div>
  )
}
