import { Select } from '@mantine/core'

type Props<V extends string> = { label: string; value: V; options: readonly V[]; words: (value: V) => string; onChange: (value: V) => void; description?: string; searchable?: boolean }

/** One of a list. */
export const ChoiceField = <V extends string>({ value, options, words, onChange, ...field }: Props<V>) => (
  <Select
    {...field} allowDeselect={false} value={value} data={options.map((one) => ({ value: one, label: words(one) }))}
    onChange={(chosen) => {
      const found = options.find((one) => one === chosen)
      if (found !== undefined) onChange(found)
    }}
  />
)
