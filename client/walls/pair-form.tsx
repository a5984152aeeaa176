import { Input, SegmentedControl, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { may, type Scope } from '#shared/roles.ts'
import { isPairingCode, layouts, type Layout } from '#shared/walls.ts'
import { meQuery } from '../live/session.ts'
import { ScopeField, scopesOf } from '../ui/office-fields.tsx'

export type WallWishes = { name: string; scope: Scope; layout: Layout }

/** The first scope that this person can give, which is the widest. */
export function useFirstScope(): Scope | null {
  const { data } = useQuery(meQuery)
  return (data && scopesOf(data, may['wall.approve'])[0]) ?? null
}

/** What a wall is called, shows, and how. */
export function WallFields({ value, onChange }: { value: WallWishes; onChange: (value: WallWishes) => void }) {
  const { t } = useTranslation()
  return (
    <>
      <TextInput label={t('office.walls.name')} placeholder={t('office.walls.nameHint')} value={value.name} onChange={(event) => onChange({ ...value, name: event.currentTarget.value })} required withAsterisk={false} maxLength={60} />
      <ScopeField value={value.scope} onChange={(scope) => onChange({ ...value, scope })} roles={may['wall.change']} />
      <Input.Wrapper label={t('office.walls.layout.label')} labelElement="div">
        <SegmentedControl fullWidth aria-label={t('office.walls.layout.label')} value={value.layout} onChange={(layout) => onChange({ ...value, layout: layouts.find((one) => one === layout) ?? 'wall' })} data={layouts.map((layout) => ({ value: layout, label: t(`office.walls.layout.${layout}`) }))} />
      </Input.Wrapper>
    </>
  )
}

/** The code as the screen shows it; `bad` once it is long enough and still wrong. */
export function useCode(first: string): { code: string; setCode: (code: string) => void; good: boolean; bad: boolean } {
  const [code, setCode] = useState(first)
  const good = isPairingCode(code)
  return { code, setCode, good, bad: !good && code.replaceAll(/[\s-]/g, '').length >= 8 }
}

export function CodeField({ code, setCode, bad }: Pick<ReturnType<typeof useCode>, 'code' | 'setCode' | 'bad'>) {
  const { t } = useTranslation()
  return (
    <TextInput
      label={t('office.walls.code')}
      description={t('office.walls.codeHint')}
      value={code}
      onChange={(event) => setCode(event.currentTarget.value.toUpperCase())}
      error={bad && t('office.walls.codeBad')}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      required
      withAsterisk={false}
      maxLength={12}
    />
  )
}
