import { notifications } from '@mantine/notifications'
import i18next from 'i18next'
import type { Failure } from '../live/command-state.ts'

/** A short word that something was done. */
export const say = (message: string): void => {
  notifications.show({ message, autoClose: 4000, withCloseButton: true, closeButtonProps: { 'aria-label': i18next.t('act.close') } })
}

/** A refusal where there is no form to write it in. */
export function sayFailure({ problem }: Failure): void {
  notifications.show({
    color: 'red',
    title: problem?.title ?? i18next.t('problem.network'),
    message: problem ? problem.detail : i18next.t('problem.networkDetail'),
    autoClose: 10_000,
    closeButtonProps: { 'aria-label': i18next.t('act.close') },
  })
}
