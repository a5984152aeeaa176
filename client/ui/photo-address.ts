import { photoPaths } from '#shared/paths.ts'

export const photoAddress = (id: string, size?: 'small'): string => photoPaths.read.replace(':id', id) + (size ? `?size=${size}` : '')
