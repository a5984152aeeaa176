import { useTranslation } from 'react-i18next'
import { OfficeEmpty, OfficePage } from '../ui/office-page.tsx'

export default function PolicyPage() {
  const { t } = useTranslation()
  return (
    <OfficePage title={t('office.members.title')}>
      <OfficeEmpty>{t('office.admin.empty')}</OfficeEmpty>
    </OfficePage>
  )
}
