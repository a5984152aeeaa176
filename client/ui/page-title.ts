import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'

/** Names the tab after the page, as long as it is shown. */
export function usePageTitle(words: string | undefined): void {
  const { t } = useTranslation()
  const product = t('product')
  useEffect(() => {
    document.title = words === undefined ? product : `${words} · ${product}`
    return () => {
      document.title = product
    }
  }, [words, product])
}
