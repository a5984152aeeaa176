import { createTheme } from '@mantine/core'

/** Mantine draws forms, dialogs and notices; its measures follow our rem, its accent our token. */
export const theme = createTheme({
  fontFamily: 'inherit',
  fontFamilyMonospace: 'inherit',
  primaryColor: 'blue',
  primaryShade: 4,
  autoContrast: true,
  defaultRadius: 'sm',
  respectReducedMotion: true,
  cursorType: 'pointer',
})
